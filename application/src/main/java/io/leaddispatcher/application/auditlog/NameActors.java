package io.leaddispatcher.application.auditlog;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.auditlog.port.AuditLog;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Tells what members and tokens are called, for pages on which their work is shown. */
@UseCase
public final class NameActors {

    private final AuditLog log;
    private final UnitOfWork unitOfWork;

    public NameActors(AuditLog log, UnitOfWork unitOfWork) {
        this.log = log;
        this.unitOfWork = unitOfWork;
    }

    public record Query(Caller caller) {}

    /**
     * By {@code member:…} and {@code token:…}; those who are not members any more are missing.
     * Fails for whoever may not see the configuration.
     */
    public Mono<Map<String, String>> handle(Query query) {
        query.caller().require(Permission.VIEW_CONFIGURATION);
        var tenant = query.caller().tenant();
        return unitOfWork.run(tenant, log.actors(tenant));
    }
}
