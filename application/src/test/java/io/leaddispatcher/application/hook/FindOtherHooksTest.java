package io.leaddispatcher.application.hook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.ConnectionDirectory;
import io.leaddispatcher.application.connection.InMemoryConnections;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.connection.StoredConnection;
import io.leaddispatcher.application.connection.port.Hook;
import io.leaddispatcher.application.secret.ReversingCipher;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FindOtherHooksTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final TenantId STRANGER = new TenantId(new UUID(0, 2));
    private static final Hook HOOK =
            new Hook(
                    TENANT,
                    new ConnectionAccess(new ConnectionKey("here"), "hubspot", Map.of(), Map.of()));

    private final InMemoryConnections connections = new InMemoryConnections();
    private final ReversingCipher cipher = new ReversingCipher();
    private Instant now = Instant.EPOCH;
    private final FindOtherHooks find =
            new FindOtherHooks(
                    new ConnectionDirectory(connections, cipher),
                    new ImmediateUnitOfWork(),
                    () -> now);
    private long next;

    @Test
    void theOthersOfItsTypeAreFoundByKey() {
        keep(TENANT, "there", ConnectionType.HUBSPOT, true, Map.of("clientSecret", "cs-2"));
        keep(TENANT, "here", ConnectionType.HUBSPOT, true, Map.of("clientSecret", "cs-1"));
        keep(TENANT, "beyond", ConnectionType.HUBSPOT, true, Map.of("clientSecret", "cs-3"));
        keep(TENANT, "own", ConnectionType.CRM, true, Map.of("signingSecret", "cs-1"));

        assertThat(found())
                .extracting(hook -> hook.connection().key().value())
                .containsExactly("beyond", "there");
        assertThat(found()).extracting(Hook::tenant).containsOnly(TENANT);
    }

    @Test
    void oneThatIsNotActiveIsNone() {
        keep(TENANT, "there", ConnectionType.HUBSPOT, false, Map.of("clientSecret", "cs-1"));

        assertThat(found()).isEmpty();
    }

    @Test
    void oneThatCannotVerifyAnythingIsNone() {
        keep(TENANT, "there", ConnectionType.HUBSPOT, true, Map.of("accessToken", "pat"));

        assertThat(found()).isEmpty();
    }

    @Test
    void thoseOfAnotherWorkspaceAreNone() {
        keep(STRANGER, "there", ConnectionType.HUBSPOT, true, Map.of("clientSecret", "cs-1"));

        assertThat(found()).isEmpty();
    }

    @Test
    void theSecretBeforeThePresentOneProvesAsMuchAsAtItsOwnHook() {
        keep(
                TENANT,
                "there",
                ConnectionType.HUBSPOT,
                true,
                Map.of("clientSecret", "cs-2", "previousClientSecret", "cs-1"));

        assertThat(found().getFirst().signingSecrets())
                .extracting(Secret::reveal)
                .containsExactly("cs-2", "cs-1");

        now = Instant.EPOCH.plus(Duration.ofHours(24));
        assertThat(found().getFirst().signingSecrets())
                .extracting(Secret::reveal)
                .containsExactly("cs-2");
    }

    private List<Hook> found() {
        return Objects.requireNonNull(find.handle(HOOK).block());
    }

    private void keep(
            TenantId tenant,
            String key,
            ConnectionType type,
            boolean active,
            Map<String, String> secrets) {
        UUID id = new UUID(5, ++next);
        Map<String, byte[]> ciphertexts = new HashMap<>();
        secrets.forEach((name, secret) ->
                ciphertexts.put(
                        name,
                        Objects.requireNonNull(
                                cipher.encrypt(tenant, secret.getBytes(UTF_8), id + "/" + name)
                                        .block())));
        connections
                .save(
                        tenant,
                        new StoredConnection(
                                id,
                                new ConnectionKey(key),
                                type,
                                key,
                                active,
                                Map.of(),
                                secrets.keySet().stream()
                                        .collect(
                                                Collectors.toMap(name -> name, _ -> Instant.EPOCH)),
                                "hook-" + key,
                                1),
                        ciphertexts)
                .block();
    }
}
