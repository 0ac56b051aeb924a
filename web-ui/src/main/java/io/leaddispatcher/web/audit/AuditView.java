package io.leaddispatcher.web.audit;

import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.auditlog.ShowAuditLog;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.web.layout.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The page of the audit log.
 *
 * @param export the address of the same entries as a file
 * @param more the address of what follows; null at the end
 */
record AuditView(
        AuditFilter filter,
        List<AuditRow> rows,
        List<Choice> actors,
        List<Choice> actions,
        boolean narrowed,
        String export,
        @Nullable String more) {

    record Choice(String key, String name) {}

    /**
     * @param targets what is called how now, by its label
     */
    static AuditView of(
            AuditFilter filter,
            ShowAuditLog.Page found,
            Map<String, String> targets,
            Actor reader,
            Words words) {
        Map<String, String> names = found.actors();
        return new AuditView(
                filter,
                found.items().stream()
                        .map(entry -> AuditRow.of(entry, names, targets, reader, words))
                        .toList(),
                Stream.concat(Stream.of("system", AuditEntry.ANONYMOUS), names.keySet().stream())
                        .map(label -> new Choice(label, AuditRow.actor(label, names, words)))
                        .toList(),
                Arrays.stream(AuditAction.values())
                        .map(AuditAction::word)
                        .map(action -> new Choice(action, words.name("audit.action", action)))
                        .toList(),
                filter.narrows(),
                filter.address("/audit/export", null),
                found.next() == null ? null : filter.address("/audit", found.next()));
    }
}
