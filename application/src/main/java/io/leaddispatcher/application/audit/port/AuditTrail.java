package io.leaddispatcher.application.audit.port;

import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.domain.tenant.TenantId;
import reactor.core.publisher.Mono;

/** The audit log of each tenant, to which entries are added and nothing else. */
public interface AuditTrail {

    /**
     * Called inside the unit of work that does what the entry tells, as late as possible: from here
     * to the commit other entries of the tenant wait.
     */
    Mono<Void> append(TenantId tenant, AuditEntry entry);
}
