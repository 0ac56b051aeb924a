package io.leaddispatcher.application.lead;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.lead.port.LeadViews.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import reactor.core.publisher.Mono;

/** Leads of a list as somebody may read them; that sensitive fields were read is told. */
public final class LeadSummaries {

    private final AuditTrail trail;

    public LeadSummaries(AuditTrail trail) {
        this.trail = trail;
    }

    /** In the order of the rows. Called inside a unit of work of the caller's tenant. */
    public Mono<List<LeadSummaryView>> of(Caller caller, List<Row> rows, SensitiveMask mask) {
        return tell(caller, rows, mask)
                .thenReturn(rows.stream().map(row -> summary(row, mask)).toList());
    }

    /** Which fields of which leads, and not what they say. */
    private Mono<Void> tell(Caller caller, List<Row> rows, SensitiveMask mask) {
        Set<String> paths = new TreeSet<>();
        List<String> read = new ArrayList<>();
        for (Row row : rows) {
            Set<String> revealed = mask.revealed(row.document());
            if (paths.addAll(revealed) || !revealed.isEmpty()) {
                read.add(row.lead().toString());
            }
        }
        return read.isEmpty()
                ? Mono.empty()
                : trail.append(
                        caller.tenant(),
                        AuditEntry.by(
                                caller.actor(),
                                AuditAction.SENSITIVE_READ,
                                "leads",
                                Map.of("fields", List.copyOf(paths), "leads", read)));
    }

    private static LeadSummaryView summary(Row row, SensitiveMask mask) {
        return new LeadSummaryView(
                row.lead().toString(),
                mask.name(row.name()),
                mask.text("company.name", row.company()),
                mask.text("contact.email", row.email()),
                mask.text("lead.source", row.source()),
                row.status().name(),
                row.priority(),
                row.repKey(),
                row.repName(),
                row.queueKey(),
                row.receivedAt(),
                row.closed(),
                document(row, mask));
    }

    private static Map<String, Object> document(Row row, SensitiveMask mask) {
        Map<String, Object> document = mask.document(row.document());
        if (row.merged() == null) {
            return document;
        }
        Map<String, Object> more = new LinkedHashMap<>(document);
        more.put("merged", row.merged().document());
        return more;
    }
}
