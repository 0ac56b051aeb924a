package io.leaddispatcher.application.auditlog;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the audit log as it is kept.
 *
 * @param number its place in the tenant's log, from 1
 * @param address of the client; null where there was none
 * @param action in the spelling of {@code AuditAction}
 */
public record AuditRecord(
        long number,
        UUID id,
        Instant at,
        String actor,
        @Nullable String address,
        String action,
        String target,
        Map<String, Object> detail) {

    AuditRecord withoutAddress() {
        return new AuditRecord(number, id, at, actor, null, action, target, detail);
    }
}
