package io.leaddispatcher.adapter.postgres.policy;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.configuration.port.ActivePolicies;
import io.leaddispatcher.application.policy.DraftSitting;
import io.leaddispatcher.application.policy.PolicyDraft;
import io.leaddispatcher.application.policy.PolicyVersion;
import io.leaddispatcher.application.policy.port.Policies;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresPolicies implements Policies, ActivePolicies {

    private static final String DRAFT =
            """
            select document, revision from policy_draft where tenant_id = :tenant and kind = :kind
            """;

    private static final String SAVE_DRAFT =
            """
            insert into policy_draft (tenant_id, kind, document, revision, updated_at)
            values (:tenant, :kind, :document, :revision, :at)
            on conflict (tenant_id, kind) do update
               set document = excluded.document, revision = excluded.revision,
                   updated_at = excluded.updated_at
            """;

    private static final String SITTING =
            """
            select editor, since, told, revision from draft_sitting where tenant_id = :tenant and kind = :kind
            """;

    private static final String SIT =
            """
            insert into draft_sitting (tenant_id, kind, editor, since, told, revision)
            values (:tenant, :kind, :by, :since, :told, :revision)
            on conflict (tenant_id, kind) do update
               set editor = excluded.editor, since = excluded.since, told = excluded.told, revision = excluded.revision
            """;

    private static final String RISE =
            """
            delete from draft_sitting where tenant_id = :tenant and kind = :kind
            """;

    private static final String COLUMNS =
            """
            select kind, version, document, comment, published_at, published_by from policy_version
            """;

    private static final String ACTIVE =
            COLUMNS
                    + """
                     where tenant_id = :tenant and kind = :kind
                     order by version desc limit 1
                    """;

    private static final String ACTIVE_NUMBER =
            """
            select version from policy_version
             where tenant_id = :tenant and kind = :kind
             order by version desc limit 1
            """;

    private static final String VERSION =
            COLUMNS + " where tenant_id = :tenant and kind = :kind and version = :version";

    private static final String VERSIONS =
            COLUMNS
                    + """
                     where tenant_id = :tenant and kind = :kind and version < :before
                     order by version desc limit :limit
                    """;

    private static final String ALL_ACTIVE =
            """
            select distinct on (kind) kind, version, document from policy_version
             where tenant_id = :tenant
             order by kind, version desc
            """;

    private static final String PUBLISH =
            """
            insert into policy_version
                   (tenant_id, kind, version, document, comment, published_at, published_by)
            values (:tenant, :kind, :version, :document, :comment, :at, :by)
            """;

    private final DatabaseClient database;

    PostgresPolicies(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<PolicyDraft> draft(TenantId tenant, PolicyKind kind) {
        return database.sql(DRAFT)
                .bind("tenant", tenant.value())
                .bind("kind", kind.name())
                .map(row ->
                        new PolicyDraft(
                                JsonDocuments.read(row.get("document", Json.class)),
                                Objects.requireNonNull(row.get("revision", Long.class))))
                .one();
    }

    @Override
    public Mono<Void> saveDraft(TenantId tenant, PolicyKind kind, PolicyDraft draft, Instant at) {
        return database.sql(SAVE_DRAFT)
                .bind("tenant", tenant.value())
                .bind("kind", kind.name())
                .bind("document", JsonDocuments.toJson(draft.document()))
                .bind("revision", draft.revision())
                .bind("at", at)
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Mono<DraftSitting> sitting(TenantId tenant, PolicyKind kind) {
        return database.sql(SITTING)
                .bind("tenant", tenant.value())
                .bind("kind", kind.name())
                .map(row ->
                        new DraftSitting(
                                required(row, "editor", String.class),
                                required(row, "since", Instant.class),
                                JsonDocuments.read(row.get("told", Json.class)),
                                required(row, "revision", Long.class)))
                .one();
    }

    @Override
    public Mono<Void> sit(TenantId tenant, PolicyKind kind, DraftSitting sitting) {
        return database.sql(SIT)
                .bind("tenant", tenant.value())
                .bind("kind", kind.name())
                .bind("by", sitting.by())
                .bind("since", sitting.since())
                .bind("told", JsonDocuments.toJson(sitting.told()))
                .bind("revision", sitting.revision())
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Mono<Void> rise(TenantId tenant, PolicyKind kind) {
        return database.sql(RISE)
                .bind("tenant", tenant.value())
                .bind("kind", kind.name())
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Mono<PolicyVersion> active(TenantId tenant, PolicyKind kind) {
        return database.sql(ACTIVE)
                .bind("tenant", tenant.value())
                .bind("kind", kind.name())
                .map(PostgresPolicies::version)
                .one();
    }

    @Override
    public Mono<Integer> activeNumber(TenantId tenant, PolicyKind kind) {
        return database.sql(ACTIVE_NUMBER)
                .bind("tenant", tenant.value())
                .bind("kind", kind.name())
                .mapValue(Integer.class)
                .one();
    }

    @Override
    public Mono<PolicyVersion> version(TenantId tenant, PolicyKind kind, int version) {
        return database.sql(VERSION)
                .bind("tenant", tenant.value())
                .bind("kind", kind.name())
                .bind("version", version)
                .map(PostgresPolicies::version)
                .one();
    }

    @Override
    public Flux<PolicyVersion> versions(TenantId tenant, PolicyKind kind, int before, int limit) {
        return database.sql(VERSIONS)
                .bind("tenant", tenant.value())
                .bind("kind", kind.name())
                .bind("before", before)
                .bind("limit", limit)
                .map(PostgresPolicies::version)
                .all();
    }

    @Override
    public Flux<ActivePolicy> active(TenantId tenant) {
        return database.sql(ALL_ACTIVE)
                .bind("tenant", tenant.value())
                .map(row ->
                        new ActivePolicy(
                                PolicyKind.valueOf(
                                        Objects.requireNonNull(row.get("kind", String.class))),
                                Objects.requireNonNull(row.get("version", Integer.class)),
                                JsonDocuments.read(row.get("document", Json.class))))
                .all();
    }

    @Override
    public Mono<Void> publish(TenantId tenant, PolicyKind kind, PolicyVersion version) {
        return database.sql(PUBLISH)
                .bind("tenant", tenant.value())
                .bind("kind", kind.name())
                .bind("version", version.version())
                .bind("document", JsonDocuments.toJson(version.document()))
                .bind("comment", version.comment())
                .bind("at", version.publishedAt())
                .bind("by", version.publishedBy())
                .fetch()
                .rowsUpdated()
                .then();
    }

    private static PolicyVersion version(Readable row) {
        return new PolicyVersion(
                Objects.requireNonNull(row.get("version", Integer.class)),
                JsonDocuments.read(row.get("document", Json.class)),
                Objects.requireNonNull(row.get("comment", String.class)),
                Objects.requireNonNull(row.get("published_at", Instant.class)),
                Objects.requireNonNull(row.get("published_by", String.class)));
    }
}
