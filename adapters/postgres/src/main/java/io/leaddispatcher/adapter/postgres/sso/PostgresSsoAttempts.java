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

    // Beginning costs nothing but a request. A workspace keeps no more than this; the first to go
    // are those of whichever address has begun most.
    private static final String FORGET =
            """
            delete from sso_attempt
             where tenant_id = :tenant
               and (expires_at <= :at
                    or state_hash in (select state_hash from sso_attempt
                                       where tenant_id = :tenant
                                       order by row_number() over (partition by address order by expires_at desc),
                                                expires_at desc
                                      offset 10000))
            """;

    // Behind a proxy everybody has one address, so that a large company must fit in.
    // Those that are kept at the same moment do not see each other. A few more do no harm, and
    // waiting
    // for each other would hold connections.
    private static final String KEEP =
            """
            insert into sso_attempt (tenant_id, state_hash, browser_hash, address, issuer, nonce, verifier, expires_at)
            select :tenant, :state, :browser, :address, :issuer, :nonce, :verifier, :until
             where (select count(*) from sso_attempt
                     where tenant_id = :tenant and address = :address and expires_at > :at) < 1000
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
    public Mono<Boolean> keep(
            TenantId tenant,
            byte[] state,
            byte[] browser,
            String address,
            Attempt attempt,
            Instant at,
            Instant until) {
        return forget(tenant, at)
                .then(
                        database.sql(KEEP)
                                .bind("tenant", tenant.value())
                                .bind("state", state)
                                .bind("browser", browser)
                                .bind("address", address)
                                .bind("issuer", attempt.issuer().toString())
                                .bind("nonce", attempt.nonce())
                                .bind("verifier", attempt.verifier())
                                .bind("at", at)
                                .bind("until", until)
                                .fetch()
                                .rowsUpdated())
                .map(rows -> rows > 0);
    }

    private Mono<Long> forget(TenantId tenant, Instant at) {
        return database.sql(FORGET)
                .bind("tenant", tenant.value())
                .bind("at", at)
                .fetch()
                .rowsUpdated();
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
