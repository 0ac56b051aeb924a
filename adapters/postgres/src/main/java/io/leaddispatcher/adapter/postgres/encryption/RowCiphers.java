package io.leaddispatcher.adapter.postgres.encryption;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.leaddispatcher.application.secret.SecretCipher;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Knows whose rows are encrypted. Inside a unit of work of the tenant. */
@Component
public final class RowCiphers {

    private static final String SENSITIVE =
            """
            select fields from encryption_at_rest where tenant_id = :tenant
            """;

    /** What was written meanwhile is encrypted later: {@code V167} waits for longer than this. */
    private static final Duration MEMORY = Duration.ofSeconds(5);

    private final DatabaseClient database;
    private final SecretCipher ciphers;

    /** Nothing where there has never been a sensitive field. */
    private final Cache<TenantId, Optional<Set<String>>> sensitive =
            CacheBuilder.newBuilder().expireAfterWrite(MEMORY).build();

    RowCiphers(DatabaseClient database, SecretCipher ciphers) {
        this.database = database;
        this.ciphers = ciphers;
    }

    public Mono<RowCipher> toRead(TenantId tenant) {
        return fields(tenant)
                .flatMap(found ->
                        found.map(fields ->
                                        ciphers.existing(tenant)
                                                .map(cipher -> new RowCipher(fields, cipher)))
                                .orElseGet(Mono::empty))
                .defaultIfEmpty(RowCipher.PLAIN);
    }

    public Mono<RowCipher> toWrite(TenantId tenant) {
        return fields(tenant).flatMap(found -> toWrite(tenant, found.orElse(Set.of())));
    }

    /** With these fields as the sensitive ones. */
    Mono<RowCipher> toWrite(TenantId tenant, Set<String> fields) {
        return fields.isEmpty()
                ? Mono.just(RowCipher.PLAIN)
                : ciphers.of(tenant).map(cipher -> new RowCipher(fields, cipher));
    }

    private Mono<Optional<Set<String>>> fields(TenantId tenant) {
        return Mono.defer(() -> {
            Optional<Set<String>> known = sensitive.getIfPresent(tenant);
            return known != null
                    ? Mono.just(known)
                    : database.sql(SENSITIVE)
                            .bind("tenant", tenant.value())
                            .mapValue(String[].class)
                            .one()
                            .map(Set::of)
                            .map(Optional::of)
                            .defaultIfEmpty(Optional.empty())
                            .doOnNext(found -> sensitive.put(tenant, found));
        });
    }
}
