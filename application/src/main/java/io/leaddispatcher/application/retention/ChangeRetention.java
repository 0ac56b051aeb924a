package io.leaddispatcher.application.retention;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.retention.port.Retentions;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Sets how long the workspace keeps what is over. */
@UseCase
public final class ChangeRetention {

    /**
     * What was sent.
     *
     * @param days by the names of {@link Retention}, as typed; what is left out stays
     */
    public record Command(Caller caller, Map<String, String> days) {}

    private final Retentions retentions;
    private final RetentionChanges changes;
    private final UnitOfWork unitOfWork;

    public ChangeRetention(Retentions retentions, AuditTrail trail, UnitOfWork unitOfWork) {
        this.retentions = retentions;
        this.changes = new RetentionChanges(retentions, trail);
        this.unitOfWork = unitOfWork;
    }

    /** Fails with {@link io.leaddispatcher.domain.document.InvalidInputException}. */
    public Mono<Retention> handle(Command command) {
        return Mono.defer(() -> {
            Caller caller = command.caller();
            caller.require(Permission.ADMINISTER);
            return unitOfWork.run(
                    caller.tenant(),
                    retentions
                            .find(caller.tenant())
                            .flatMap(before -> {
                                Retention next = before.with(command.days());
                                return before.equals(next)
                                        ? Mono.just(next)
                                        : changes.change(caller, before, next).thenReturn(next);
                            }));
        });
    }
}
