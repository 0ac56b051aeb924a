package io.leaddispatcher.adapter.postgres.lead;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.adapter.postgres.document.RowBuilder;
import io.leaddispatcher.adapter.postgres.encryption.EncryptedColumn;
import io.leaddispatcher.adapter.postgres.encryption.RowCipher;
import io.leaddispatcher.adapter.postgres.search.WordIndex;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.LeadFile.Placement;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.lead.SearchWords;
import io.leaddispatcher.application.lead.WordSource;
import io.leaddispatcher.domain.account.AccountKey;
import io.leaddispatcher.domain.account.AccountMatch;
import io.leaddispatcher.domain.account.AccountMatch.Evidence;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.field.FieldType;
import io.leaddispatcher.domain.lead.Issue;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.Ruling;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A lead as its row holds it, to and fro. */
final class LeadRow {

    /** What {@link #file} reads, of {@code lead l}. */
    static final String COLUMNS =
            """
            l.id, l.status, l.document, (select jsonb_build_object('items', l.issues)) as issues, l.rep_key,
            l.previous_rep_key, l.queue_key, l.rule_id, l.tier, l.priority, l.reject_reason, l.waits_for,
            l.look_again_at, l.account_key, l.account_evidence, l.account_confidence, l.arrived_at, l.ruling,
            l.put_aside, l.raised_to, l.asked_again_at\
            """;

    private LeadRow() {}

    static LeadFile file(
            Readable row, Function<String, Optional<FieldType>> customTypes, RowCipher cipher) {
        LeadId id = new LeadId(required(row, "id", UUID.class));
        String account = row.get("account_key", String.class);
        String rep = row.get("rep_key", String.class);
        String previous = row.get("previous_rep_key", String.class);
        String queue = row.get("queue_key", String.class);
        String priority = row.get("priority", String.class);
        String raisedTo = row.get("raised_to", String.class);
        Json ruling = row.get("ruling", Json.class);
        return new LeadFile(
                Lead.fromDocument(
                        id,
                        cipher.read(
                                row.get("document", Json.class), EncryptedColumn.LEAD_DOCUMENT, id),
                        issues(JsonDocuments.read(row.get("issues", Json.class))),
                        customTypes),
                required(row, "arrived_at", Instant.class),
                LeadStatus.valueOf(required(row, "status", String.class)),
                new Placement(
                        rep == null ? null : new RepKey(rep),
                        queue == null ? null : new QueueKey(queue),
                        row.get("rule_id", String.class),
                        row.get("tier", String.class),
                        priority == null ? null : Priority.valueOf(priority),
                        row.get("reject_reason", String.class),
                        row.get("waits_for", String.class),
                        row.get("look_again_at", Instant.class),
                        required(row, "put_aside", Boolean.class),
                        raisedTo == null ? null : Priority.valueOf(raisedTo)),
                account == null
                        ? null
                        : new AccountMatch(
                                new AccountKey(account),
                                Evidence.of(required(row, "account_evidence", String.class))
                                        .orElseThrow(),
                                required(row, "account_confidence", Double.class)),
                previous == null ? null : new RepKey(previous),
                ruling == null ? Ruling.NONE : Ruling.read(JsonDocuments.read(ruling)),
                row.get("asked_again_at", Instant.class));
    }

    private static List<Issue> issues(Map<String, Object> wrapped) {
        return wrapped.get("items") instanceof List<?> items
                ? items.stream().flatMap(item -> issue(item).stream()).toList()
                : List.of();
    }

    private static Optional<Issue> issue(@Nullable Object item) {
        return item instanceof Map<?, ?> map
                ? Optional.of(
                        new Issue(
                                String.valueOf(map.get("pointer")),
                                Violation.Code.valueOf(String.valueOf(map.get("code"))),
                                String.valueOf(map.get("message"))))
                : Optional.empty();
    }

    static Map<String, Object> of(LeadFile file, RowCipher cipher) {
        Lead lead = file.lead();
        Placement placement = file.placement();
        AccountMatch account = file.account();
        return RowBuilder.row()
                .with("id", lead.id())
                .with("external_id", lead.externalId())
                .with("kind", lead.kind().word())
                .with("status", file.status())
                .with("name", name(lead, cipher))
                .with("email", text(lead, "contact.email", cipher))
                .with("phone", text(lead, "contact.phone", cipher))
                .with("company", text(lead, "company.name", cipher))
                .with("source", text(lead, "lead.source", cipher))
                .with("priority", placement.priority())
                .with("rep_key", placement.rep())
                .with("previous_rep_key", file.previousRep())
                .with("queue_key", placement.queue())
                .with("rule_id", placement.ruleId())
                .with("tier", placement.tier())
                .with("reject_reason", placement.rejectReason())
                .with("waits_for", placement.waitsFor())
                .with("look_again_at", placement.lookAgainAt())
                .with("put_aside", placement.putAside())
                .with("raised_to", placement.raisedTo())
                .with("account_key", account == null ? null : account.account())
                .with("account_evidence", account == null ? null : account.evidence().word())
                .with("account_confidence", account == null ? null : account.confidence())
                .with(
                        "document",
                        cipher.kept(lead.toDocument(), EncryptedColumn.LEAD_DOCUMENT, lead.id()))
                .with(
                        "issues",
                        lead.issues().stream()
                                .map(issue ->
                                        Map.of(
                                                "pointer", issue.pointer(),
                                                "code", issue.code().name(),
                                                "message", issue.message()))
                                .toList())
                .with(
                        "words",
                        WordIndex.vector(SearchWords.of(file), WordSource.without(cipher::hides)))
                .with("arrived_at", file.arrivedAt())
                .with("asked_again_at", file.askedAgainAt())
                .with("ruling", file.ruling().equals(Ruling.NONE) ? null : file.ruling().document())
                .columns();
    }

    private static @Nullable String text(Lead lead, String path, RowCipher cipher) {
        return cipher.hides(path) ? null : lead.text(path).orElse(null);
    }

    private static @Nullable String name(Lead lead, RowCipher cipher) {
        if (cipher.hides("contact.firstName") || cipher.hides("contact.lastName")) {
            return null;
        }
        String name =
                Stream.of("contact.firstName", "contact.lastName")
                        .flatMap(path -> lead.text(path).stream())
                        .collect(Collectors.joining(" "));
        return name.isEmpty() ? null : name;
    }
}
