package io.leaddispatcher.adapter.postgres.audit;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import com.google.common.hash.HashCode;
import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.auditlog.AuditRecord;
import io.leaddispatcher.application.auditlog.ChainLink;
import io.leaddispatcher.application.auditlog.port.AuditLog;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresAuditLog implements AuditLog {

    private static final String PAGE =
            """
            select number, id, at, actor, address, action, target, detail
              from audit_log
             where tenant_id = :tenant
            """;

    private static final String SAID = " and position(lower(:q) in lower(target)) > 0";

    /** No index knows parts of targets: so many entries are looked through at a time. */
    private static final int REACH = 50_000;

    private static final String CHAIN =
            """
            select number, id, at, actor, address, action, target, detail::text as detail,
                   encode(previous_hash, 'hex') as previous, encode(hash, 'hex') as hash
              from audit_log
             where tenant_id = :tenant and number > :after
             order by number
             limit :limit
            """;

    private static final String HEAD =
            """
            select number, encode(hash, 'hex') as hash from audit_head where tenant_id = :tenant
            """;

    private static final String NAMES =
            """
            select q.label, d.document ->> 'name' as name
              from unnest(:labels, :kinds, :keys) as q (label, kind, key)
              join configuration_document d on d.tenant_id = :tenant and d.kind = q.kind and d.key = q.key
            union all
            select 'connection:' || c.key, c.name
              from connection c
             where c.tenant_id = :tenant and c.key = any (:connections)
            """;

    private static final String CONNECTION = "connection:";

    private static final String ACTORS =
            """
            select 'member:' || m.id as label, p.name
              from member m
              join person p on p.id = m.person_id
             where m.tenant_id = :tenant
            union all
            select 'token:' || t.id, t.name
              from api_token t
             where t.tenant_id = :tenant
             order by 2, 1
            """;

    private final DatabaseClient database;
    private final int reach;

    @Autowired
    PostgresAuditLog(DatabaseClient database) {
        this(database, REACH);
    }

    /**
     * @param reach how many entries are looked through at a time
     */
    PostgresAuditLog(DatabaseClient database, int reach) {
        this.database = database;
        this.reach = reach;
    }

    @Override
    public Flux<AuditRecord> page(
            TenantId tenant,
            Filter filter,
            Set<AuditAction> hidden,
            @Nullable Long before,
            int limit) {
        return page(tenant, filter, conditions(filter, hidden, before), limit, null);
    }

    @Override
    public Mono<Found> look(
            TenantId tenant,
            Filter filter,
            Set<AuditAction> hidden,
            @Nullable Long before,
            int limit) {
        return Mono.defer(() -> {
            Conditions indexed = conditions(filter, hidden, before);
            Mono<Long> end = filter.q() == null ? Mono.empty() : end(tenant, indexed);
            return end.map(Optional::of)
                    .defaultIfEmpty(Optional.empty())
                    .flatMap(found ->
                            page(tenant, filter, indexed, limit, found.orElse(null))
                                    .collectList()
                                    .map(entries ->
                                            new Found(
                                                    entries,
                                                    entries.size() < limit
                                                            ? found.orElse(null)
                                                            : null)));
        });
    }

    /** The number of the last entry that is looked at; empty when there are fewer. */
    private Mono<Long> end(TenantId tenant, Conditions indexed) {
        return bind(
                        database.sql(
                                "select number from audit_log where tenant_id = :tenant"
                                        + indexed.sql()
                                        + " order by number desc offset :skipped limit 1"),
                        indexed.wanted())
                .bind("tenant", tenant.value())
                .bind("skipped", reach - 1)
                .map(row -> required(row, "number", Long.class))
                .one();
    }

    private Flux<AuditRecord> page(
            TenantId tenant, Filter filter, Conditions indexed, int limit, @Nullable Long end) {
        String sql =
                PAGE
                        + indexed.sql()
                        + (filter.q() == null ? "" : SAID)
                        + (end == null ? "" : " and number >= :end")
                        + " order by number desc limit :limit";
        GenericExecuteSpec query =
                bind(database.sql(sql), indexed.wanted())
                        .bind("tenant", tenant.value())
                        .bind("limit", limit);
        if (filter.q() != null) {
            query = query.bind("q", filter.q());
        }
        if (end != null) {
            query = query.bind("end", end);
        }
        return query.map(PostgresAuditLog::written).all();
    }

    private static GenericExecuteSpec bind(GenericExecuteSpec query, Map<String, Object> wanted) {
        GenericExecuteSpec bound = query;
        for (Map.Entry<String, Object> each : wanted.entrySet()) {
            bound = bound.bind(each.getKey(), each.getValue());
        }
        return bound;
    }

    /** Which entries, but for what is said of the target. */
    private record Conditions(String sql, Map<String, Object> wanted) {}

    private static Conditions conditions(
            Filter filter, Set<AuditAction> hidden, @Nullable Long before) {
        Map<String, Object> wanted = new LinkedHashMap<>();
        StringBuilder sql = new StringBuilder();
        named(sql, wanted, "actor", filter.actor());
        named(sql, wanted, "target", filter.target());
        if (filter.action() != null) {
            sql.append(" and action = :action");
            wanted.put("action", filter.action().word());
        }
        if (!hidden.isEmpty()) {
            sql.append(" and action <> all (:hidden)");
            wanted.put("hidden", hidden.stream().map(AuditAction::word).toArray(String[]::new));
        }
        if (filter.from() != null) {
            sql.append(" and at >= :from");
            wanted.put("from", filter.from());
        }
        if (filter.to() != null) {
            sql.append(" and at < :to");
            wanted.put("to", filter.to());
        }
        if (before != null) {
            sql.append(" and number < :before");
            wanted.put("before", before);
        }
        return new Conditions(sql.toString(), wanted);
    }

    /** {@code column} is one of ours, never of a request. */
    private static void named(
            StringBuilder sql, Map<String, Object> wanted, String column, @Nullable String name) {
        if (name != null) {
            sql.append(
                    name.endsWith(":")
                            ? " and starts_with(%1$s, :%1$s)".formatted(column)
                            : " and %1$s = :%1$s".formatted(column));
            wanted.put(column, name);
        }
    }

    @Override
    public Mono<Map<String, String>> names(TenantId tenant, Set<String> targets) {
        List<String> documents =
                targets.stream()
                        .filter(target -> ConfigurationKind.ofTarget(target).isPresent())
                        .toList();
        return database.sql(NAMES)
                .bind("tenant", tenant.value())
                .bind("labels", documents.toArray(String[]::new))
                .bind(
                        "kinds",
                        documents.stream()
                                .flatMap(target -> ConfigurationKind.ofTarget(target).stream())
                                .map(Enum::name)
                                .toArray(String[]::new))
                .bind("keys", documents.stream().map(PostgresAuditLog::key).toArray(String[]::new))
                .bind(
                        "connections",
                        targets.stream()
                                .filter(target -> target.startsWith(CONNECTION))
                                .map(PostgresAuditLog::key)
                                .toArray(String[]::new))
                .map(row ->
                        Map.entry(
                                required(row, "label", String.class),
                                Objects.requireNonNullElse(row.get("name", String.class), "")))
                .all()
                .filter(each -> !each.getValue().isEmpty())
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static String key(String target) {
        return target.substring(target.indexOf(':') + 1);
    }

    @Override
    public Flux<ChainLink> chain(TenantId tenant, long after, int limit) {
        return database.sql(CHAIN)
                .bind("tenant", tenant.value())
                .bind("after", after)
                .bind("limit", limit)
                .map(PostgresAuditLog::link)
                .all();
    }

    @Override
    public Mono<Head> head(TenantId tenant) {
        return database.sql(HEAD)
                .bind("tenant", tenant.value())
                .map(row ->
                        new Head(
                                required(row, "number", Long.class),
                                HashCode.fromString(required(row, "hash", String.class))))
                .one()
                .defaultIfEmpty(new Head(0, ChainLink.START));
    }

    @Override
    public Mono<Map<String, String>> actors(TenantId tenant) {
        return database.sql(ACTORS)
                .bind("tenant", tenant.value())
                .map(row ->
                        Map.entry(
                                required(row, "label", String.class),
                                required(row, "name", String.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue, LinkedHashMap::new);
    }

    private static AuditRecord written(Readable row) {
        return new AuditRecord(
                required(row, "number", Long.class),
                required(row, "id", UUID.class),
                required(row, "at", Instant.class),
                required(row, "actor", String.class),
                row.get("address", String.class),
                required(row, "action", String.class),
                required(row, "target", String.class),
                JsonDocuments.read(row.get("detail", Json.class)));
    }

    private static ChainLink link(Readable row) {
        return new ChainLink(
                required(row, "number", Long.class),
                required(row, "id", UUID.class),
                required(row, "at", Instant.class),
                required(row, "actor", String.class),
                row.get("address", String.class),
                required(row, "action", String.class),
                required(row, "target", String.class),
                required(row, "detail", String.class),
                HashCode.fromString(required(row, "previous", String.class)),
                HashCode.fromString(required(row, "hash", String.class)));
    }
}
