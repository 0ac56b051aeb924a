package io.leaddispatcher.application.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.access.port.ApiTokens;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.access.Scope;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class AuthenticateTokenTest {

    private static final String TOKEN = "ldp_" + "a".repeat(32);
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    private final OneToken tokens = new OneToken();
    private Instant now = START;
    private final AuthenticateToken authenticate =
            new AuthenticateToken(
                    tokens,
                    new UnitOfWork() {
                        @Override
                        public <T> Mono<T> run(TenantId tenant, Mono<T> work) {
                            return work;
                        }
                    },
                    new RememberedTokens(),
                    () -> now);

    @Test
    void manyRequestsInAShortWhileCostOneLookUp() {
        for (int i = 0; i < 100; i++) {
            assertThat(isKnown(TOKEN)).isTrue();
        }
        assertThat(tokens.lookUps).isEqualTo(1);
    }

    @Test
    void aRevocationIsFeltWithinFiveSeconds() {
        assertThat(isKnown(TOKEN)).isTrue();
        tokens.revokedAt = now;
        now = START.plusSeconds(5);
        assertThat(isKnown(TOKEN)).isFalse();
    }

    @Test
    void aTokenIsNeverGoodPastItsExpiry() {
        tokens.expiresAt = START.plus(Duration.ofSeconds(1));
        assertThat(isKnown(TOKEN)).isTrue();
        now = START.plus(Duration.ofSeconds(1));
        assertThat(isKnown(TOKEN)).isFalse();
    }

    @Test
    void anUnknownTokenIsAskedForEachTimeSoThatANewOneWorksAtOnce() {
        String other = "ldp_" + "b".repeat(32);
        assertThat(isKnown(other)).isFalse();
        tokens.token = other;
        assertThat(isKnown(other)).isTrue();
    }

    @Test
    void whatIsNotSpelledLikeATokenIsNotLookedUp() {
        assertThat(isKnown("ldp_short")).isFalse();
        assertThat(isKnown(TOKEN + "'")).isFalse();
        assertThat(tokens.lookUps).isZero();
    }

    private boolean isKnown(String token) {
        return authenticate.handle(token).blockOptional().isPresent();
    }

    private static final class OneToken implements ApiTokens {

        private static final TenantId TENANT = new TenantId(new UUID(1, 1));

        private String token = TOKEN;
        private @Nullable Instant expiresAt;
        private @Nullable Instant revokedAt;
        private int lookUps;

        @Override
        public Mono<TenantId> tenantOf(byte[] tokenHash) {
            return Mono.fromSupplier(() -> {
                lookUps++;
                return Arrays.equals(tokenHash, TokenHash.of(token)) ? TENANT : null;
            });
        }

        @Override
        public Mono<ApiToken> find(TenantId tenant, byte[] tokenHash) {
            return Mono.fromSupplier(() ->
                    new ApiToken(
                            new UUID(1, 2),
                            Set.of(Scope.READ),
                            Role.OWNER,
                            expiresAt,
                            null,
                            revokedAt));
        }

        @Override
        public Mono<Void> used(TenantId tenant, UUID id, Instant at) {
            return Mono.empty();
        }

        @Override
        public Mono<Void> add(
                TenantId tenant,
                UUID id,
                String name,
                byte[] tokenHash,
                Set<Scope> scopes,
                Maker maker,
                Instant at,
                @Nullable Instant expires) {
            return Mono.empty();
        }

        @Override
        public Mono<Maker> maker(TenantId tenant, UUID id) {
            return Mono.empty();
        }

        @Override
        public Flux<Listed> list(TenantId tenant, @Nullable UUID after, int limit) {
            return Flux.empty();
        }

        @Override
        public Mono<Boolean> revoke(TenantId tenant, UUID id, Instant at) {
            return Mono.just(false);
        }
    }
}
