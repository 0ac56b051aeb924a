package io.leaddispatcher.application.audit;

import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Mono;

/** Keeps the entries of all tenants in one list, oldest first. */
public final class InMemoryAuditTrail implements AuditTrail {

    private final List<AuditEntry> entries = new ArrayList<>();

    public List<AuditEntry> entries() {
        return List.copyOf(entries);
    }

    /** Each as action and target. */
    public List<String> told() {
        return entries.stream().map(entry -> entry.action().word() + " " + entry.target()).toList();
    }

    @Override
    public Mono<Void> append(TenantId tenant, AuditEntry entry) {
        return Mono.fromRunnable(() -> entries.add(entry));
    }
}
