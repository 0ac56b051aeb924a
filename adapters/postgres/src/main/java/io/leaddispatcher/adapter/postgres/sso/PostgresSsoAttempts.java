package io.leaddispatcher.adapter.postgres.sso;

import io.leaddispatcher.application.sso.port.SsoAttempts;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresSsoAttempts implements SsoAttempts {

    // Beginning costs nothing but a request, so that a workspace keeps no more than the newest.
    private static final String FORGET =
            """
            delete from sso_attempt
             where tenant_id = :tenant
               and (expires_at <= :at
                    or state_hash in (select state_hash from sso_attempt
                                       where tenant_id = :tenant
                                       order by expires_at desc offset 10000))
            """;

    private static final String KEEP =
            """
            insert into sso_attempt (tenant_id, state_hash, browser_hash, issuer, nonce, verifier, expires_at)
            values (:tenant, :state, :browser, :issuer, :nonce, :verifier, :until)
            """;

    private static final String TAKE =
            """
            delete from sso_attempt
             where tenant_id = :tenant and state_hash = :state and browser_hash = :browser and expires_at > :at
            returning issuer, nonce, verifier
            """;

    private final DatabaseClient database;

    PostgresSsoAttempts(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Void> keep(
            TenantId tenant,
            byte[] state,
            byte[] browser,
            Attempt attempt,
            Instant at,
            Instant until) {
        return database.sql(FORGET)
                .bind("tenant", tenant.value())
                .bind("at", at)
                .fetch()
                .rowsUpdated()
                .then(
                        database.sql(KEEP)
                                .bind("tenant", tenant.value())
                                .bind("state", state)
                                .bind("browser", browser)
                                .bind("issuer", attempt.issuer().toString())
                                .bind("nonce", attempt.nonce())
                                .bind("verifier", attempt.verifier())
                                .bind("until", until)
                                .fetch()
                                .rowsUpdated())
                .then();
    }

    @Override
    public Mono<Attempt> take(TenantId tenant, byte[] state, byte[] browser, Instant at) {
        return database.sql(TAKE)
                .bind("tenant", tenant.value())
                .bind("state", state)
                .bind("browser", browser)
                .bind("at", at)
                .map(row ->
                        new Attempt(
                                URI.create(Objects.requireNonNull(row.get("issuer", String.class))),
                                Objects.requireNonNull(row.get("nonce", String.class)),
                                Objects.requireNonNull(row.get("verifier", String.class))))
                .one();
    }
}
