package io.leaddispatcher.application.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.access.AccessRules;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.access.RememberedTokens;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.InMemoryAuditTrail;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TokensInTheAuditLogTest {

    private static final UUID MIA = new UUID(0, 1);
    private static final UUID TOKEN = new UUID(0, 2);
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final String SECRET = "s".repeat(43);

    private final InMemoryApiTokens tokens = new InMemoryApiTokens();
    private final InMemoryAuditTrail trail = new InMemoryAuditTrail();
    private final Caller mia =
            new Caller(new TenantId(new UUID(0, 9)), new Actor.Member(MIA, Role.ADMIN, null));
    private final CreateToken create =
            new CreateToken(
                    tokens,
                    () -> SECRET,
                    new AccessRules(Duration.ofDays(365), true),
                    trail,
                    new ImmediateUnitOfWork(),
                    () -> TOKEN,
                    () -> NOW);
    private final RevokeToken revoke =
            new RevokeToken(
                    tokens, new RememberedTokens(), trail, new ImmediateUnitOfWork(), () -> NOW);

    @Test
    void aNewTokenIsToldWithWhatItMayDoAndWithoutItsSecret() {
        create();

        AuditEntry entry = trail.entries().getFirst();
        assertThat(entry.actor()).isEqualTo("member:" + MIA);
        assertThat(entry.action().word()).isEqualTo("token.created");
        assertThat(entry.target()).isEqualTo("token:" + TOKEN);
        assertThat(entry.detail())
                .containsEntry("name", "ci")
                .containsEntry("scopes", List.of("read", "write"))
                .containsEntry("expiresAt", "2027-11-23T10:00:00Z");
        assertThat(entry.toString()).doesNotContain(SECRET);
    }

    @Test
    void aRevocationIsToldOnce() {
        create();
        revoke();
        revoke();

        assertThat(trail.told())
                .containsExactly("token.created token:" + TOKEN, "token.revoked token:" + TOKEN);
    }

    private void create() {
        Map<String, ?> document = Map.of("name", "ci", "scopes", List.of("write", "read"));
        assertThat(create.handle(new CreateToken.Command(mia, document)).block()).isNotNull();
    }

    private void revoke() {
        Objects.requireNonNull(revoke.handle(new RevokeToken.Command(mia, TOKEN)).block());
    }
}
