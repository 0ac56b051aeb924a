package io.leaddispatcher.adapter.postgres.sso;

import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.application.sso.port.SsoConnections;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.sso.SingleSignOn;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresSsoConnections implements SsoConnections {

    private static final String FIND =
            """
            select document, client_secret, by_owner, changed_at from sso_connection where tenant_id = :tenant
            """;

    private static final String LOCK =
            FIND
                    + """
                     for update
                    """;

    private static final String SAVE =
            """
            insert into sso_connection
                   (tenant_id, document, client_secret, domains, enabled, sso_only, by_owner, changed_at)
            values (:tenant, :document, :secret, :domains, :enabled, :only, :owner, :at)
            on conflict (tenant_id) do update
               set document = excluded.document, client_secret = excluded.client_secret,
                   domains = excluded.domains, enabled = excluded.enabled, sso_only = excluded.sso_only,
                   by_owner = excluded.by_owner, changed_at = excluded.changed_at
            """;

    private static final String END_SESSIONS =
            """
            delete from session where tenant_id = :tenant and sso
            """;

    private static final String END_OTHER_SESSIONS =
            """
            delete from session s using member m
             where s.tenant_id = :tenant and not s.sso
               and m.tenant_id = s.tenant_id and m.id = s.member_id and m.role <> 'OWNER'
            """;

    private static final String PROVED_DOMAINS =
            """
            select domain from proved_domains()
            """;

    private static final String WORKSPACE_OF =
            """
            select w from find_sso_workspace(:domain) as w where w is not null
            """;

    private final DatabaseClient database;

    PostgresSsoConnections(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Stored> find(TenantId tenant) {
        return one(FIND, tenant);
    }

    @Override
    public Mono<Stored> lock(TenantId tenant) {
        return one(LOCK, tenant);
    }

    private Mono<Stored> one(String sql, TenantId tenant) {
        return database.sql(sql)
                .bind("tenant", tenant.value())
                .map(PostgresSsoConnections::stored)
                .one();
    }

    private static Stored stored(Readable row) {
        Map<String, Object> document = JsonDocuments.read(row.get("document", Json.class));
        // What is kept was checked when it came in.
        SingleSignOn settings =
                SingleSignOn.read(Part.root(document, new Violations())).orElseThrow();
        return new Stored(
                settings,
                document,
                new Sealed(Objects.requireNonNull(row.get("client_secret", byte[].class))),
                Boolean.TRUE.equals(row.get("by_owner", Boolean.class)),
                Objects.requireNonNull(row.get("changed_at", Instant.class)));
    }

    @Override
    public Mono<Void> save(TenantId tenant, Stored stored) {
        SingleSignOn settings = stored.settings();
        return database.sql(SAVE)
                .bind("tenant", tenant.value())
                .bind("document", JsonDocuments.toJson(stored.document()))
                .bind("secret", stored.secret().bytes())
                .bind("domains", settings.domains().toArray(String[]::new))
                .bind("enabled", settings.enabled())
                .bind("only", settings.only())
                .bind("owner", stored.byOwner())
                .bind("at", stored.changedAt())
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Mono<Void> endSessions(TenantId tenant) {
        return end(END_SESSIONS, tenant);
    }

    @Override
    public Mono<Void> endOtherSessions(TenantId tenant) {
        return end(END_OTHER_SESSIONS, tenant);
    }

    private Mono<Void> end(String sql, TenantId tenant) {
        return database.sql(sql).bind("tenant", tenant.value()).fetch().rowsUpdated().then();
    }

    @Override
    public Flux<String> provedDomains(TenantId tenant) {
        return database.sql(PROVED_DOMAINS).mapValue(String.class).all();
    }

    @Override
    public Mono<String> workspaceOf(String domain) {
        return database.sql(WORKSPACE_OF).bind("domain", domain).mapValue(String.class).one();
    }
}
