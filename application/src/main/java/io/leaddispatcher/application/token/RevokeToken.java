package io.leaddispatcher.application.token;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.access.RememberedTokens;
import io.leaddispatcher.application.access.port.ApiTokens;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import java.time.InstantSource;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Makes a token useless: on this node at once, on others within seconds. */
@UseCase
public final class RevokeToken {

    public record Command(Caller caller, UUID token) {}

    /** What came of it. */
    public sealed interface Outcome {
        record Revoked() implements Outcome {}

        record Unknown() implements Outcome {}
    }

    private final ApiTokens tokens;
    private final RememberedTokens remembered;
    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public RevokeToken(
            ApiTokens tokens,
            RememberedTokens remembered,
            AuditTrail trail,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.tokens = tokens;
        this.remembered = remembered;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    public Mono<Outcome> handle(Command command) {
        return Mono.defer(() -> {
            command.caller().require(Permission.ADMINISTER);
            var tenant = command.caller().tenant();
            return unitOfWork
                    .run(
                            tenant,
                            tokens.revoke(tenant, command.token(), clock.instant())
                                    .flatMap(found ->
                                            found
                                                    ? trail.append(tenant, entry(command))
                                                            .thenReturn(true)
                                                    : Mono.just(false)))
                    .doOnNext(_ -> remembered.forget(command.token()))
                    .map(found -> found ? new Outcome.Revoked() : new Outcome.Unknown());
        });
    }

    private static AuditEntry entry(Command command) {
        return AuditEntry.by(
                command.caller().actor(), AuditAction.TOKEN_REVOKED, "token:" + command.token());
    }
}
