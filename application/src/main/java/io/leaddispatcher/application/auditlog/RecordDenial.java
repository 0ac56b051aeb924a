package io.leaddispatcher.application.auditlog;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.document.OneLine;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Writes down that somebody wanted what they may not. Every edge that turns such a refusal into an
 * answer comes by here.
 */
@UseCase
public final class RecordDenial {

    private static final Logger LOG = LoggerFactory.getLogger(RecordDenial.class);

    private static final int LONGEST = 200;

    /**
     * @param request method and path, without its query
     */
    public record Command(AccessDeniedException denied, String request) {}

    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;

    public RecordDenial(AuditTrail trail, UnitOfWork unitOfWork) {
        this.trail = trail;
        this.unitOfWork = unitOfWork;
    }

    /** Never fails: it stays refused, also when that cannot be written down. */
    public Mono<Void> handle(Command command) {
        String request = OneLine.of(command.request());
        AuditEntry entry =
                AuditEntry.by(
                        command.denied().caller().actor(),
                        AuditAction.ACCESS_DENIED,
                        "request:" + request.substring(0, Math.min(request.length(), LONGEST)),
                        Map.of("needs", command.denied().permission().name()));
        var tenant = command.denied().caller().tenant();
        return unitOfWork
                .run(tenant, trail.append(tenant, entry))
                .onErrorResume(error -> {
                    LOG.error("a refusal is not in the audit log", error);
                    return Mono.empty();
                });
    }
}
