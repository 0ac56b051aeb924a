package io.leaddispatcher.adapter.hubspot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.closure.ClosedWorkspaces;
import io.leaddispatcher.application.closure.InMemoryWorkspaceDeletions;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.ConnectionDirectory;
import io.leaddispatcher.application.connection.InMemoryConnections;
import io.leaddispatcher.application.connection.RejectionCount;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.connection.StoredConnection;
import io.leaddispatcher.application.connection.port.Hook;
import io.leaddispatcher.application.hook.CountRejectedDelivery;
import io.leaddispatcher.application.hook.FindOtherHooks;
import io.leaddispatcher.application.hook.ResolveHook;
import io.leaddispatcher.application.hook.TakeDelivery;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.Stored;
import io.leaddispatcher.application.secret.ReversingCipher;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;

class HubSpotHookTest {

    private static final Instant NOW = Instant.ofEpochMilli(1_772_445_600_000L);
    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final ConnectionKey KEY = new ConnectionKey("hubspot-main");
    private static final String HOOK_ID = "hook-0123456789abcdef";
    private static final String PATH = "/hooks/hubspot/" + HOOK_ID;
    private static final String SECRET = "client-secret-1";
    private static final String PREVIOUS = "client-secret-0";

    private final List<List<InboundEvent>> stored = new ArrayList<>();
    private final List<Caller> callers = new ArrayList<>();
    private final RejectionCount rejected = new RejectionCount();
    private final InMemoryConnections connections = new InMemoryConnections();
    private final ReversingCipher cipher = new ReversingCipher();
    private long connected;
    private boolean storeFails;
    private boolean legacy;
    private ClosedWorkspaces closedWorkspaces = InMemoryWorkspaceDeletions.nothingClosed();

    private final WebTestClient client = WebTestClient.bindToController(hook()).build();

    @Test
    void aBatchIsStoredAtOnceEventByEvent() {
        post("[" + event(1, 0) + "," + event(2, 0) + "]").expectStatus().isOk();

        assertThat(stored).hasSize(1);
        assertThat(stored.getFirst())
                .extracting(InboundEvent::idempotencyKey)
                .containsExactly(
                        "4455/71/contact.creation/120034/1/1772445600123",
                        "4455/71/contact.creation/120034/2/1772445600123");
        InboundEvent first = stored.getFirst().getFirst();
        assertThat(new String(first.raw(), UTF_8)).contains("\"eventId\":1").doesNotStartWith("[");
        assertThat(first.tenant()).isEqualTo(TENANT);
        assertThat(first.connection()).isEqualTo(KEY);
        assertThat(first.receivedAt()).isEqualTo(NOW);
        assertThat(callers.getFirst().actor().may(Permission.SUBMIT_LEADS)).isTrue();
        assertThat(callers.getFirst().actor().may(Permission.CONFIGURE)).isFalse();
    }

    @Test
    void anotherAttemptHasTheSameKey() {
        post("[" + event(1, 0) + "]");
        post("[" + event(1, 3) + "]");

        assertThat(stored.get(0).getFirst().idempotencyKey())
                .isEqualTo(stored.get(1).getFirst().idempotencyKey());
    }

    @Test
    void moreThanHundredEventsAreTaken() {
        String events =
                IntStream.range(0, 101)
                        .mapToObj(id -> event(id, 0))
                        .collect(Collectors.joining(","));

        post("[" + events + "]").expectStatus().isOk();

        assertThat(stored.getFirst()).hasSize(101);
    }

    @Test
    void anEmptyBatchAndAnotherAccountsEventsAreAcknowledgedAndNotStored() {
        post("[]").expectStatus().isOk();
        post("[" + event(1, 0).replace("4455", "9999") + "]").expectStatus().isOk();

        assertThat(stored).isEmpty();
    }

    @Test
    void ofAMixedBatchOnlyTheOwnAccountsEventsAreStored() {
        post("[" + event(1, 0).replace("4455", "9999") + "," + event(2, 0) + "]")
                .expectStatus()
                .isOk();

        assertThat(stored.getFirst()).hasSize(1);
    }

    @Test
    void whatIsOfAnotherPortalOfTheAppIsStoredAsThoughItHadComeToTheOthersHook() {
        connected(TENANT, "hubspot-us", "9999", SECRET, Map.of());
        connected(TENANT, "hubspot-zz", "9999", SECRET, Map.of());

        post("[%s,%s,%s,%s]".formatted(foreign(1), event(2, 0), foreign(3), event(4, 0)))
                .expectStatus()
                .isOk();

        assertThat(stored).hasSize(2);
        assertThat(stored.get(0))
                .extracting(InboundEvent::idempotencyKey)
                .containsExactly(
                        "9999/71/contact.creation/120034/1/1772445600123",
                        "9999/71/contact.creation/120034/3/1772445600123");
        assertThat(stored.get(0))
                .extracting(InboundEvent::connection)
                .containsOnly(new ConnectionKey("hubspot-us"));
        assertThat(stored.get(1)).hasSize(2);
        assertThat(stored.get(1)).extracting(InboundEvent::connection).containsOnly(KEY);
        assertThat(callers)
                .containsExactly(
                        new Caller(TENANT, new Actor.Connection("hubspot-us", "hubspot")),
                        new Caller(TENANT, new Actor.Connection("hubspot-main", "hubspot")));
    }

    @Test
    void whatIsOfAPortalOfAnotherAppOrWorkspaceIsLeftOut() {
        connected(TENANT, "hubspot-other", "9999", "client-secret-2", Map.of());
        connected(TENANT, "hubspot-third", "1111", SECRET, Map.of());
        connected(new TenantId(new UUID(0, 2)), "hubspot-us", "9999", SECRET, Map.of());

        post("[" + foreign(1) + "," + event(2, 0) + "]").expectStatus().isOk();

        assertThat(stored).hasSize(1);
        assertThat(stored.getFirst()).extracting(InboundEvent::connection).containsExactly(KEY);
    }

    /** While the secret is replaced here, the app may still sign by what the other one has. */
    @Test
    void itIsTheSecretThatSignedByWhichTheOtherPortalIsOfTheApp() {
        connected(TENANT, "hubspot-us", "9999", PREVIOUS, Map.of());
        String body = "[" + foreign(1) + "]";

        post(body).expectStatus().isOk();
        assertThat(stored).isEmpty();
        send(body, signature(PREVIOUS, body)).expectStatus().isOk();
        assertThat(stored.getFirst()).hasSize(1);
    }

    @Test
    void anOldSignatureCountsForThoseThatAcceptIt() {
        legacy = true;
        connected(TENANT, "hubspot-old", "9999", SECRET, Map.of("acceptLegacySignatures", true));
        connected(TENANT, "hubspot-new", "1111", SECRET, Map.of());
        String body = "[" + foreign(1) + "," + event(2, 0).replace("4455", "1111") + "]";

        WebTestClient.bindToController(hook())
                .build()
                .post()
                .uri(PATH)
                .contentType(MediaType.APPLICATION_JSON)
                .header(HubSpotSignature.LEGACY_VERSION, "v1")
                .header(HubSpotSignature.LEGACY, Signing.sha256(SECRET + body))
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isOk();

        assertThat(stored).hasSize(1);
        assertThat(stored.getFirst())
                .extracting(InboundEvent::connection)
                .containsExactly(new ConnectionKey("hubspot-old"));
    }

    @Test
    void whatCannotBeStoredForAnotherPortalIsNotAcknowledged() {
        connected(TENANT, "hubspot-us", "9999", SECRET, Map.of());
        storeFails = true;

        post("[" + foreign(1) + "]").expectStatus().isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    }

    @Test
    void anUnsignedOrForgedDeliveryIsRefusedWithoutDetailAndCounted() {
        client.post()
                .uri(PATH)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("[" + event(1, 0) + "]")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .isEmpty();
        send("[" + event(1, 0) + "]", Signing.hmac(SECRET, "another"))
                .expectStatus()
                .isUnauthorized();

        assertThat(stored).isEmpty();
        assertThat(rejected.count()).isEqualTo(2);
    }

    @Test
    void theClientSecretBeforeSignsToo() {
        String body = "[" + event(1, 0) + "]";

        send(body, signature(PREVIOUS, body)).expectStatus().isOk();

        assertThat(stored).hasSize(1);
    }

    @Test
    void anUnknownHookIsNotFound() {
        client.post()
                .uri("/hooks/hubspot/hook-ffffffffffffffff")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("[]")
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void whatCannotBeStoredIsNotAcknowledged() {
        storeFails = true;

        post("[" + event(1, 0) + "]").expectStatus().isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    }

    @Test
    void aClosedWorkspaceRefuses() {
        closedWorkspaces = InMemoryWorkspaceDeletions.closed(TENANT, NOW);

        WebTestClient.bindToController(hook())
                .build()
                .post()
                .uri("/hooks/hubspot/" + HOOK_ID)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("[" + event(1, 0) + "]")
                .exchange()
                .expectStatus()
                .isForbidden();
        assertThat(stored).isEmpty();
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedBeforeAnythingElse() {
        post("[\"" + "x".repeat(1024 * 1024) + "\"]")
                .expectStatus()
                .isEqualTo(HttpStatus.CONTENT_TOO_LARGE);
        assertThat(rejected.count()).isZero();
    }

    @Test
    void whatIsSignedAndNoJsonIsMalformed() {
        post("[{").expectStatus().isBadRequest();
        post("[".repeat(100) + "]".repeat(100)).expectStatus().isBadRequest();
    }

    @Test
    void theQueryIsSigned() {
        String body = "[" + event(1, 0) + "]";
        String signed =
                "POST" + "https://leads.acme.test" + PATH + "?a=b/c" + body + NOW.toEpochMilli();

        client.post()
                .uri(URI.create(PATH + "?a=b%2fc"))
                .contentType(MediaType.APPLICATION_JSON)
                .header(HubSpotSignature.TIMESTAMP, String.valueOf(NOW.toEpochMilli()))
                .header(HubSpotSignature.V3, Signing.hmac(SECRET, signed))
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isOk();
    }

    private WebTestClient.ResponseSpec post(String body) {
        return send(body, signature(SECRET, body));
    }

    private static String signature(String secret, String body) {
        return Signing.hmac(
                secret, "POST" + "https://leads.acme.test" + PATH + body + NOW.toEpochMilli());
    }

    private WebTestClient.ResponseSpec send(String body, String signature) {
        return client.post()
                .uri(PATH)
                .contentType(MediaType.APPLICATION_JSON)
                .header(HubSpotSignature.TIMESTAMP, String.valueOf(NOW.toEpochMilli()))
                .header(HubSpotSignature.V3, signature)
                .bodyValue(body)
                .exchange();
    }

    private static String event(int id, int attempt) {
        return """
        {"eventId":%d,"subscriptionId":71,"portalId":4455,"appId":88001,"occurredAt":1772445600123,\
        "subscriptionType":"contact.creation","attemptNumber":%d,"objectId":120034}\
        """
                .formatted(id, attempt);
    }

    private static String foreign(int id) {
        return event(id, 0).replace("4455", "9999");
    }

    private void connected(
            TenantId tenant,
            String key,
            String portal,
            String clientSecret,
            Map<String, Object> more) {
        UUID id = new UUID(5, ++connected);
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("portalId", portal);
        cipher.encrypt(tenant, clientSecret.getBytes(UTF_8), id + "/clientSecret")
                .flatMap(ciphertext ->
                        connections.save(
                                tenant,
                                new StoredConnection(
                                        id,
                                        new ConnectionKey(key),
                                        ConnectionType.HUBSPOT,
                                        key,
                                        true,
                                        settings,
                                        Map.of("clientSecret", NOW),
                                        "hook-of-" + key,
                                        1),
                                Map.of("clientSecret", ciphertext)))
                .block();
    }

    private HubSpotHook hook() {
        var connection =
                new ConnectionAccess(
                        KEY,
                        "hubspot",
                        Map.of("portalId", "4455", "acceptLegacySignatures", legacy),
                        Map.of(
                                "clientSecret",
                                new Secret(SECRET),
                                "previousClientSecret",
                                new Secret(PREVIOUS)));
        return new HubSpotHook(
                new ResolveHook(
                        id ->
                                id.equals(HOOK_ID)
                                        ? Mono.just(new Hook(TENANT, connection))
                                        : Mono.empty(),
                        closedWorkspaces),
                new FindOtherHooks(
                        new ConnectionDirectory(connections, cipher),
                        new ImmediateUnitOfWork(),
                        InstantSource.fixed(NOW)),
                new CountRejectedDelivery(new ImmediateUnitOfWork(), rejected),
                new TakeDelivery(this::store),
                InstantSource.fixed(NOW),
                "https://leads.acme.test/");
    }

    private Mono<List<Stored>> store(Caller caller, List<InboundEvent> events) {
        return Mono.defer(() -> {
            if (storeFails) {
                return Mono.error(new IllegalStateException("the database is away"));
            }
            callers.add(caller);
            stored.add(events);
            return Mono.just(
                    events.stream()
                            .map(_ -> new Stored(new UUID(0, 9), null, false, true))
                            .toList());
        });
    }
}
