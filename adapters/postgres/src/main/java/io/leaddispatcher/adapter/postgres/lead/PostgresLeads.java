package io.leaddispatcher.adapter.postgres.lead;

import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.adapter.postgres.document.RowBuilder;
import io.leaddispatcher.adapter.postgres.search.WordIndex;
import io.leaddispatcher.application.lead.ErasedPersonException;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.LeadFile.Placement;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.lead.SearchWords;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.lead.port.Pseudonyms;
import io.leaddispatcher.domain.account.AccountKey;
import io.leaddispatcher.domain.account.AccountMatch;
import io.leaddispatcher.domain.account.AccountMatch.Evidence;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.field.FieldType;
import io.leaddispatcher.domain.lead.Identity;
import io.leaddispatcher.domain.lead.Issue;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresLeads implements Leads {

    private static final String SOUGHT =
            """
            jsonb_to_recordset(:rows) as r (fresh uuid, handles text[], email text, external text, hashes text[])
            """;

    /** Gives the handles to those whom nobody is known by; says who got all of theirs. */
    private static final String NAME =
            """
            with sought as materialized (
                select r.fresh, r.handles,
                       exists (select from erased_identity e
                                where e.tenant_id = :tenant and e.handle_hash = any (r.hashes)) as erased
                  from %s),
            named as (
                insert into lead_identity (tenant_id, handle, lead_id)
                select :tenant, h.handle, s.fresh
                  from sought s cross join unnest(s.handles) as h (handle)
                 where not s.erased
                 order by h.handle
                on conflict (tenant_id, handle) do nothing
                returning lead_id)
            select s.fresh, s.erased, coalesce(n.handles = cardinality(s.handles), false) as named
              from sought s
              left join (select lead_id, count(*) as handles from named group by lead_id) n on n.lead_id = s.fresh
            """
                    .formatted(SOUGHT);

    private static final String IDENTIFY =
            """
            select r.fresh, identify_lead(:tenant, r.handles, r.email, r.external, r.fresh) as lead from %s
            """
                    .formatted(SOUGHT);

    private static final String TRACES =
            """
            select handle_hash, erased_at from erased_identity
             where tenant_id = :tenant and handle_hash = any (:hashes)
            """;

    private static final String KNOWN_AGAIN =
            """
            select exists (select from lead_identity where tenant_id = :tenant and handle = any (:handles))
            """;

    private static final String IDENTIFY_ONE =
            """
            select identify_lead(:tenant, :handles, :email, :external, :fresh)
            """;

    private static final String FIND =
            """
            select id, status, document, (select jsonb_build_object('items', issues)) as issues, rep_key,
                   previous_rep_key, queue_key, rule_id, tier, priority, reject_reason, waits_for, look_again_at,
                   account_key, account_evidence, account_confidence, arrived_at
              from lead
             where tenant_id = :tenant and id = any (:ids)
            """;

    private static final String ROWS =
            """
            select :tenant, r.id, r.external_id, r.kind, r.status, r.name, r.email, r.phone, r.company, r.source,
                   r.priority, r.rep_key, r.previous_rep_key, r.queue_key, r.rule_id, r.tier, r.reject_reason,
                   r.waits_for, r.look_again_at, r.account_key, r.account_evidence, r.account_confidence, r.document,
                   r.issues, r.words::tsvector, r.arrived_at, :at
              from jsonb_to_recordset(:rows) as r (
                   id uuid, external_id text, kind text, status text, name text, email text, phone text, company text,
                   source text, priority text, rep_key text, previous_rep_key text, queue_key text, rule_id text,
                   tier text, reject_reason text, waits_for text, look_again_at timestamptz, account_key text,
                   account_evidence text, account_confidence double precision, document jsonb, issues jsonb,
                   words text, arrived_at timestamptz)
            """;

    private static final String INSERT =
            """
            insert into lead (tenant_id, id, external_id, kind, status, name, email, phone, company, source, priority,
                              rep_key, previous_rep_key, queue_key, rule_id, tier, reject_reason, waits_for,
                              look_again_at, account_key, account_evidence, account_confidence, document, issues,
                              words, arrived_at, updated_at)
            """
                    + ROWS;

    private static final String ADD_MISSING = INSERT + " on conflict (tenant_id, id) do nothing";

    private static final String SAVE =
            INSERT
                    + """
                    on conflict (tenant_id, id) do update
                       set external_id = excluded.external_id, kind = excluded.kind, status = excluded.status,
                           name = excluded.name, email = excluded.email, phone = excluded.phone,
                           company = excluded.company, source = excluded.source, priority = excluded.priority,
                           rep_key = excluded.rep_key, previous_rep_key = excluded.previous_rep_key,
                           queue_key = excluded.queue_key, rule_id = excluded.rule_id, tier = excluded.tier,
                           reject_reason = excluded.reject_reason, waits_for = excluded.waits_for,
                           look_again_at = excluded.look_again_at, account_key = excluded.account_key,
                           account_evidence = excluded.account_evidence,
                           account_confidence = excluded.account_confidence, document = excluded.document,
                           issues = excluded.issues, words = excluded.words, updated_at = excluded.updated_at
                    """;

    private final DatabaseClient database;
    private final Pseudonyms pseudonyms;

    PostgresLeads(DatabaseClient database, Pseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
        this.database = database;
    }

    @Override
    public Mono<Map<LeadId, LeadId>> identify(TenantId tenant, Collection<Sought> sought) {
        Map<LeadId, Map<String, @Nullable Object>> rows = new LinkedHashMap<>();
        // In one order, so that two transactions do not wait for each other.
        sought.stream()
                .filter(one -> !one.identity().handles().isEmpty())
                .sorted(Comparator.comparing(one -> Collections.min(handles(one.identity()))))
                .forEach(one -> rows.put(one.fresh(), row(tenant, one)));
        return rows.isEmpty() ? Mono.just(Map.of()) : identify(tenant, sought, rows);
    }

    /** Almost all of them are new, and that takes one statement; the others are looked for. */
    private Mono<Map<LeadId, LeadId>> identify(
            TenantId tenant,
            Collection<Sought> sought,
            Map<LeadId, Map<String, @Nullable Object>> rows) {
        return database.sql(NAME)
                .bind("tenant", tenant.value())
                .bind("rows", JsonDocuments.toJson(List.copyOf(rows.values())))
                .map(PostgresLeads::naming)
                .all()
                .collectList()
                .flatMap(found -> {
                    Map<LeadId, LeadId> known = new HashMap<>();
                    List<Map<String, @Nullable Object>> others = new ArrayList<>();
                    List<LeadId> erased = new ArrayList<>();
                    for (Naming naming : found) {
                        if (naming.erased()) {
                            erased.add(naming.fresh());
                        } else if (naming.named()) {
                            known.put(naming.fresh(), naming.fresh());
                        } else {
                            others.add(Objects.requireNonNull(rows.get(naming.fresh())));
                        }
                    }
                    return lookFor(tenant, others)
                            .doOnNext(known::putAll)
                            .thenMany(Flux.fromIterable(erased))
                            .concatMap(fresh ->
                                    sinceErasure(tenant, sought, fresh)
                                            .doOnNext(lead -> known.put(fresh, lead)))
                            .then(Mono.just(known));
                });
    }

    /** What became of one in the statement that gives the handles. */
    private record Naming(LeadId fresh, boolean erased, boolean named) {}

    private static Naming naming(Readable row) {
        return new Naming(
                new LeadId(required(row, "fresh", UUID.class)),
                required(row, "erased", Boolean.class),
                required(row, "named", Boolean.class));
    }

    private Mono<Map<LeadId, LeadId>> lookFor(
            TenantId tenant, List<Map<String, @Nullable Object>> rows) {
        return rows.isEmpty()
                ? Mono.just(Map.of())
                : database.sql(IDENTIFY)
                        .bind("tenant", tenant.value())
                        .bind("rows", JsonDocuments.toJson(rows))
                        .map(row ->
                                Map.entry(
                                        new LeadId(required(row, "fresh", UUID.class)),
                                        new LeadId(required(row, "lead", UUID.class))))
                        .all()
                        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /**
     * The lead of somebody who was erased and comes anew. Fails when the event repeats what was
     * erased, or may: with its key, content or external id, or when it is not known to be later.
     */
    private Mono<LeadId> sinceErasure(TenantId tenant, Collection<Sought> sought, LeadId fresh) {
        Sought one =
                sought.stream()
                        .filter(each -> each.fresh().equals(fresh))
                        .findFirst()
                        .orElseThrow();
        Told told = one.told();
        List<String> handles = known(one.identity());
        List<String> strict =
                Stream.concat(
                                handles.stream().filter(handle -> handle.startsWith("x:")),
                                ErasedTraces.of(told.origin(), told.key(), told.body()).stream())
                        .toList();
        List<String> loose = handles.stream().filter(handle -> !strict.contains(handle)).toList();
        return traces(tenant, strict)
                .hasElements()
                .flatMap(repeated ->
                        repeated
                                ? Mono.just(false)
                                : traces(tenant, loose)
                                        .all(erasedAt ->
                                                told.happenedAt() != null
                                                        && told.happenedAt().isAfter(erasedAt))
                                        .flatMap(later ->
                                                later
                                                        ? Mono.just(true)
                                                        : isKnownAgain(tenant, loose)))
                .flatMap(anew ->
                        anew ? identifyOne(tenant, one) : Mono.error(new ErasedPersonException()));
    }

    private Flux<Instant> traces(TenantId tenant, List<String> handles) {
        return database.sql(TRACES)
                .bind("tenant", tenant.value())
                .bind(
                        "hashes",
                        handles.stream()
                                .map(handle -> pseudonyms.of(tenant, handle))
                                .toArray(String[]::new))
                .map(row -> required(row, "erased_at", Instant.class))
                .all();
    }

    /** They came anew before, so what is told of them now is told of that. */
    private Mono<Boolean> isKnownAgain(TenantId tenant, List<String> handles) {
        return database.sql(KNOWN_AGAIN)
                .bind("tenant", tenant.value())
                .bind("handles", handles.toArray(String[]::new))
                .mapValue(Boolean.class)
                .one();
    }

    private Mono<LeadId> identifyOne(TenantId tenant, Sought one) {
        Identity identity = one.identity();
        return database.sql(IDENTIFY_ONE)
                .bind("tenant", tenant.value())
                .bind("handles", handles(identity).toArray(String[]::new))
                .bind("email", Parameters.in(R2dbcType.VARCHAR, identity.email()))
                .bind("external", Parameters.in(R2dbcType.VARCHAR, identity.externalId()))
                .bind("fresh", one.fresh().value())
                .mapValue(UUID.class)
                .one()
                .map(LeadId::new);
    }

    private Map<String, @Nullable Object> row(TenantId tenant, Sought sought) {
        Identity identity = sought.identity();
        return RowBuilder.row()
                .with("fresh", sought.fresh())
                .with("handles", handles(identity))
                .with("email", identity.email())
                .with("external", identity.externalId())
                .with("hashes", pseudonyms(tenant, identity))
                .columns();
    }

    private static List<String> handles(Identity identity) {
        return identity.handles().stream().map(Handles::spelled).toList();
    }

    /** Colleagues share a phone: alone it tells who somebody is, beside something better not. */
    private static List<String> known(Identity identity) {
        boolean phoneAlone = identity.email() == null && identity.externalId() == null;
        return identity.handles().stream()
                .filter(handle -> phoneAlone || handle.by() != Identity.By.PHONE)
                .map(Handles::spelled)
                .toList();
    }

    private List<String> pseudonyms(TenantId tenant, Identity identity) {
        return known(identity).stream().map(handle -> pseudonyms.of(tenant, handle)).toList();
    }

    @Override
    public Flux<LeadFile> find(
            TenantId tenant,
            Collection<LeadId> leads,
            Function<String, Optional<FieldType>> customTypes) {
        return database.sql(FIND)
                .bind("tenant", tenant.value())
                .bind("ids", leads.stream().map(LeadId::value).toArray(UUID[]::new))
                .map(row -> file(row, customTypes))
                .all();
    }

    private static LeadFile file(Readable row, Function<String, Optional<FieldType>> customTypes) {
        LeadId id = new LeadId(required(row, "id", UUID.class));
        String account = row.get("account_key", String.class);
        String rep = row.get("rep_key", String.class);
        String previous = row.get("previous_rep_key", String.class);
        String queue = row.get("queue_key", String.class);
        String priority = row.get("priority", String.class);
        return new LeadFile(
                Lead.fromDocument(
                        id,
                        JsonDocuments.read(row.get("document", Json.class)),
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
                        row.get("look_again_at", Instant.class)),
                account == null
                        ? null
                        : new AccountMatch(
                                new AccountKey(account),
                                evidence(required(row, "account_evidence", String.class)),
                                required(row, "account_confidence", Double.class)),
                previous == null ? null : new RepKey(previous));
    }

    private static Evidence evidence(String word) {
        return Arrays.stream(Evidence.values())
                .filter(evidence -> evidence.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("unknown evidence " + word));
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

    @Override
    public Mono<Void> addMissing(TenantId tenant, Collection<LeadFile> files, Instant at) {
        return write(ADD_MISSING, tenant, files, at);
    }

    @Override
    public Mono<Void> save(TenantId tenant, Collection<LeadFile> files, Instant at) {
        return write(SAVE, tenant, files, at);
    }

    private Mono<Void> write(String sql, TenantId tenant, Collection<LeadFile> files, Instant at) {
        return files.isEmpty()
                ? Mono.empty()
                : database.sql(sql)
                        .bind("tenant", tenant.value())
                        .bind("at", at)
                        .bind(
                                "rows",
                                JsonDocuments.toJson(
                                        files.stream().map(PostgresLeads::row).toList()))
                        .fetch()
                        .rowsUpdated()
                        .then();
    }

    private static Map<String, @Nullable Object> row(LeadFile file) {
        Lead lead = file.lead();
        Placement placement = file.placement();
        AccountMatch account = file.account();
        return RowBuilder.row()
                .with("id", lead.id())
                .with("external_id", lead.externalId())
                .with("kind", lead.kind().word())
                .with("status", file.status())
                .with("name", name(lead))
                .with("email", lead.text("contact.email").orElse(null))
                .with("phone", lead.text("contact.phone").orElse(null))
                .with("company", lead.text("company.name").orElse(null))
                .with("source", lead.text("lead.source").orElse(null))
                .with("priority", placement.priority())
                .with("rep_key", placement.rep())
                .with("previous_rep_key", file.previousRep())
                .with("queue_key", placement.queue())
                .with("rule_id", placement.ruleId())
                .with("tier", placement.tier())
                .with("reject_reason", placement.rejectReason())
                .with("waits_for", placement.waitsFor())
                .with("look_again_at", placement.lookAgainAt())
                .with("account_key", account == null ? null : account.account())
                .with("account_evidence", account == null ? null : account.evidence().word())
                .with("account_confidence", account == null ? null : account.confidence())
                .with("document", lead.toDocument())
                .with(
                        "issues",
                        lead.issues().stream()
                                .map(issue ->
                                        Map.of(
                                                "pointer", issue.pointer(),
                                                "code", issue.code().name(),
                                                "message", issue.message()))
                                .toList())
                .with("words", WordIndex.vector(SearchWords.of(file)))
                .with("arrived_at", file.arrivedAt())
                .columns();
    }

    private static @Nullable String name(Lead lead) {
        String name =
                Stream.of("contact.firstName", "contact.lastName")
                        .flatMap(path -> lead.text(path).stream())
                        .collect(Collectors.joining(" "));
        return name.isEmpty() ? null : name;
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
