package io.leaddispatcher.application.work;

import io.leaddispatcher.application.audit.AuditAction;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of an act.
 *
 * @param action null when nothing has changed
 * @param detail for the audit log
 */
record Acted(ActOutcome outcome, @Nullable AuditAction action, Map<String, Object> detail) {

    static Acted done(AuditAction action, Map<String, Object> detail) {
        return new Acted(new ActOutcome.Done(), action, detail);
    }

    /** Nothing has changed. */
    static Acted only(ActOutcome outcome) {
        return new Acted(outcome, null, Map.of());
    }
}
