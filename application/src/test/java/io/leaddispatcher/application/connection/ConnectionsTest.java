package io.leaddispatcher.application.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.InMemoryAuditTrail;
import io.leaddispatcher.application.configuration.InMemoryConfigurationDocuments;
import io.leaddispatcher.application.configuration.Precondition;
import io.leaddispatcher.application.connection.port.ConnectionProbe;
import io.leaddispatcher.application.connection.port.Hook;
import io.leaddispatcher.application.secret.ReversingCipher;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.access.Scope;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.tenant.TenantId;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class ConnectionsTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final Caller CALLER = Caller.system(TENANT);
    private static final Caller WRITER =
            new Caller(TENANT, new Actor.Token(new UUID(0, 4), Set.of(Scope.WRITE), Role.OWNER));
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final ConnectionKey KEY = new ConnectionKey("hubspot-main");
    private static final Map<String, ?> HUBSPOT =
            Map.of(
                    "type",
                    "hubspot",
                    "name",
                    "HubSpot",
                    "settings",
                    Map.of("portalId", "62515"),
                    "secrets",
                    Map.of("clientSecret", "cs-1", "accessToken", "pat-1"));

    private final InMemoryConnections connections = new InMemoryConnections();
    private final ReversingCipher cipher = new ReversingCipher();
    private final UnitOfWork units = new ImmediateUnitOfWork();
    private final AtomicLong next = new AtomicLong();
    private final InMemoryAuditTrail trail = new InMemoryAuditTrail();
    private Instant now = NOON;
    private final PutConnection put = put(false);
    private final FindHook hooks = new FindHook(connections, cipher, units, () -> now);

    private PutConnection put(boolean plainMail) {
        return new PutConnection(
                connections,
                new InMemoryConfigurationDocuments(),
                cipher,
                new HookAddresses(URI.create("https://ld.test/")),
                new PlainMail(plainMail),
                trail,
                () -> new UUID(1, next.incrementAndGet()),
                () -> "hook-" + next.incrementAndGet(),
                units,
                () -> now);
    }

    @Test
    void aSecretIsNeverShown() {
        ConnectionView view = put(HUBSPOT);

        assertThat(view.document().toString()).doesNotContain("cs-1", "pat-1");
        assertThat(view.document().get("secrets"))
                .isEqualTo(
                        Map.of(
                                "clientSecret", Map.of("set", true, "at", NOON.toString()),
                                "accessToken", Map.of("set", true, "at", NOON.toString())));
        assertThat(view.document().get("hookUrl"))
                .isEqualTo("https://ld.test/hooks/hubspot/hook-2");
        assertThat(new PutConnection.Command(CALLER, KEY, HUBSPOT, Precondition.NONE).toString())
                .doesNotContain("cs-1");
    }

    @Test
    void theAuditLogTellsOfSecretsOnlyWhenTheyWereSet() {
        put(HUBSPOT);
        new DeleteConnection(connections, new InMemoryConfigurationDocuments(), trail, units)
                .handle(new DeleteConnection.Command(CALLER, KEY, Precondition.NONE))
                .block();

        assertThat(trail.told())
                .containsExactly(
                        "connection.created connection:hubspot-main",
                        "connection.deleted connection:hubspot-main");
        assertThat(trail.entries().toString())
                .contains("clientSecret=" + NOON)
                .doesNotContain("cs-1")
                .doesNotContain("hook-");
    }

    @Test
    void whatWasShownCanBeSentBack() {
        ConnectionView view = put(HUBSPOT);

        assertThat(put(view.document()).document()).isEqualTo(view.document());
        assertThat(hook().connection().secret("clientSecret").map(Secret::reveal)).contains("cs-1");
    }

    @Test
    void whoKeepsNoSecretsSendsBackWhatWasShownAndNoSecret() {
        Map<String, Object> shown = new LinkedHashMap<>(put(HUBSPOT).document());
        shown.put("name", "Ours");
        assertThat(put(WRITER, shown).document()).containsEntry("name", "Ours");

        shown.put("secrets", Map.of("accessToken", "pat-2"));
        assertThatThrownBy(() -> put(WRITER, shown)).isInstanceOf(AccessDeniedException.class);
        assertThat(hook().connection().secret("accessToken").map(Secret::reveal)).contains("pat-1");
    }

    @Test
    void aSecretLeftOutStaysAndTheHookToo() {
        put(HUBSPOT);
        put(
                Map.of(
                        "type", "hubspot",
                        "settings", Map.of("portalId", "62515"),
                        "secrets", Map.of("accessToken", "pat-2")));

        Hook hook = hook();
        assertThat(hook.tenant()).isEqualTo(TENANT);
        assertThat(hook.connection().secret("clientSecret").map(Secret::reveal)).contains("cs-1");
        assertThat(hook.connection().secret("accessToken").map(Secret::reveal)).contains("pat-2");
    }

    @Test
    void aSigningSecretThatWasReplacedVerifiesForADay() {
        put(HUBSPOT);
        now = NOON.plusSeconds(60);
        ConnectionView view = sign("cs-2");

        assertThat(signing()).containsExactly("cs-2", "cs-1");
        assertThat(view.document().toString()).doesNotContain("cs-1", "cs-2", "previousClient");
        assertThat(state(view, "clientSecret"))
                .isEqualTo(
                        Map.of(
                                "set",
                                true,
                                "at",
                                now.toString(),
                                "previousUntil",
                                "2026-11-22T12:01:00Z"));
        assertThat(state(view, "accessToken"))
                .isEqualTo(Map.of("set", true, "at", NOON.toString()));
        assertThat(put(view.document()).document()).isEqualTo(view.document());

        now = Instant.parse("2026-11-22T12:00:59Z");
        assertThat(signing()).containsExactly("cs-2", "cs-1");
        now = now.plusSeconds(1);
        assertThat(signing()).containsExactly("cs-2");
    }

    @Test
    void ofSigningSecretsThatWereReplacedTheLastOneVerifies() {
        put(HUBSPOT);
        sign("cs-2");
        sign("cs-3");

        assertThat(signing()).containsExactly("cs-3", "cs-2");
    }

    @Test
    void theSameSigningSecretOnceMoreReplacesNone() {
        put(HUBSPOT);
        sign("cs-2");
        now = NOON.plusSeconds(60);
        ConnectionView view = sign("cs-2");

        assertThat(signing()).containsExactly("cs-2", "cs-1");
        assertThat(state(view, "clientSecret").toString()).contains("2026-11-22T12:00:00Z");
    }

    @Test
    void aSigningSecretThatVerifiesNoLongerGoesWithTheNextChange() {
        put(HUBSPOT);
        sign("cs-2");
        assertThat(kept()).contains("previousClientSecret");

        now = NOON.plus(Duration.ofDays(1));
        put(Map.of("type", "hubspot", "settings", Map.of("portalId", "62515")));

        assertThat(kept()).containsExactlyInAnyOrder("clientSecret", "accessToken");
    }

    @Test
    void theSigningSecretOfAnotherAccountVerifiesNothing() {
        put(HUBSPOT);
        sign("cs-2");
        put(
                Map.of(
                        "type", "hubspot",
                        "settings", Map.of("portalId", "666"),
                        "secrets", Map.of("clientSecret", "cs-3", "accessToken", "pat-3")));

        assertThat(signing()).containsExactly("cs-3");
        assertThat(kept()).containsExactlyInAnyOrder("clientSecret", "accessToken");
    }

    @Test
    void onlyHooksAreGivenTheSigningSecretThatWasReplaced() {
        put(HUBSPOT);
        sign("cs-2");

        ConnectionAccess used =
                Objects.requireNonNull(
                        new ConnectionDirectory(connections, cipher)
                                .ofType(TENANT, ConnectionType.HUBSPOT)
                                .blockFirst());

        assertThat(used.secret("previousClientSecret")).isEmpty();
        assertThat(used.secret("clientSecret").map(Secret::reveal)).contains("cs-2");
    }

    @Test
    void nobodySendsAPreviousSecret() {
        assertThatThrownBy(() ->
                        put(
                                Map.of(
                                        "type",
                                        "calcom",
                                        "secrets",
                                        Map.of("secret", "s-1", "previousSecret", "s-0"))))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void anotherAccountAsksForTheSecretsAgain() {
        put(HUBSPOT);

        assertThatThrownBy(() ->
                        put(
                                Map.of(
                                        "type", "hubspot",
                                        "settings", Map.of("portalId", "666"),
                                        "secrets", Map.of("clientSecret", "cs-2"))))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refused ->
                                assertThat(refused.violations())
                                        .extracting(Violation::pointer)
                                        .containsExactly("/secrets/accessToken"));
    }

    @Test
    void anotherMailHostAsksForThePasswordAgain() {
        Map<String, ?> settings =
                Map.of("host", "smtp.x.test", "port", new BigDecimal(587), "from", "l@x.test");
        put(
                Map.of(
                        "type",
                        "smtp",
                        "settings",
                        settings,
                        "secrets",
                        Map.of("username", "u", "password", "p")));

        put(Map.of("type", "smtp", "settings", settings));
        assertThatThrownBy(() ->
                        put(
                                Map.of(
                                        "type",
                                        "smtp",
                                        "settings",
                                        Map.of("host", "evil.test", "from", "l@x.test"))))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void aPasswordIsShownToAMailServerOnlyThroughTls() {
        Map<String, Object> plain = mail("smtp.x.test", 25, Map.of("username", "u"));

        assertThatThrownBy(() -> put(plain))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        wrong ->
                                assertThat(wrong.violations())
                                        .extracting(Violation::pointer)
                                        .containsExactly("/settings/startTls"));
        put(mail("smtp.x.test", 25, Map.of()));
        put(mail("smtp.x.test", 465, Map.of("username", "u", "password", "p")));
        assertThatThrownBy(() -> put(mail("127.evil.test", 25, Map.of("username", "u"))))
                .isInstanceOf(InvalidInputException.class);
        put(mail("127.0.0.1", 25, Map.of("username", "u", "password", "p")));
        put(mail("localhost", 25, Map.of("username", "u", "password", "p")));
        put(true)
                .handle(
                        new PutConnection.Command(
                                CALLER,
                                KEY,
                                mail("10.0.0.7", 25, Map.of("username", "u", "password", "p")),
                                Precondition.NONE))
                .block();

        // What the operator has allowed once is asked about again when they allow it no more.
        assertThatThrownBy(() -> put(mail("10.0.0.7", 25, Map.of())))
                .isInstanceOf(InvalidInputException.class);
    }

    private static Map<String, Object> mail(String host, int port, Map<String, String> secrets) {
        return Map.of(
                "type",
                "smtp",
                "settings",
                Map.of(
                        "host",
                        host,
                        "port",
                        new BigDecimal(port),
                        "from",
                        "l@x.test",
                        "startTls",
                        false),
                "secrets",
                secrets);
    }

    @Test
    void whatIsNotFinishedIsKeptAndTakesNothingIn() {
        ConnectionView view = put(Map.of("type", "salesforce"));

        assertThat(view.document())
                .containsEntry("active", false)
                .containsEntry(
                        "missing",
                        List.of(
                                "/settings/organizationId",
                                "/secrets/clientId",
                                "/secrets/clientSecret"));
        assertThat(hooks.find(hookId(view)).blockOptional()).isEmpty();
        assertThat(tested())
                .isEqualTo(
                        new TestConnection.Outcome.Tested(
                                false,
                                "The connection is not finished. Missing: /settings/organizationId,"
                                        + " /secrets/clientId, /secrets/clientSecret."));
        assertThatThrownBy(() -> put(Map.of("type", "salesforce", "active", true)))
                .isInstanceOf(InvalidInputException.class);

        ConnectionView finished =
                put(
                        Map.of(
                                "type",
                                "salesforce",
                                "settings",
                                Map.of("organizationId", "00D5g000000DEMO"),
                                "secrets",
                                Map.of("clientId", "c", "clientSecret", "s")));
        assertThat(finished.document()).containsEntry("active", true).doesNotContainKey("missing");
        assertThat(hooks.find(hookId(finished)).blockOptional()).isPresent();
    }

    @Test
    void aHookCannotBeSavedWithoutTheSecretThatVerifiesIt() {
        assertThatThrownBy(() -> put(Map.of("type", "generic")))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() ->
                        put(
                                Map.of(
                                        "type",
                                        "generic",
                                        "secrets",
                                        Map.of("signingSecret", "whsec_short"))))
                .isInstanceOf(InvalidInputException.class);
    }

    private static String hookId(ConnectionView view) {
        String url = String.valueOf(view.document().get("hookUrl"));
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private TestConnection.@Nullable Outcome tested() {
        return new TestConnection(
                        connections,
                        cipher,
                        List.of(probe("never asked")),
                        connections,
                        connections,
                        trail,
                        units,
                        InstantSource.fixed(NOON))
                .handle(new TestConnection.Command(CALLER, KEY))
                .block();
    }

    @Test
    void aConnectionThatIsNotActiveIsNoHook() {
        put(
                Map.of(
                        "type",
                        "hubspot",
                        "active",
                        false,
                        "settings",
                        Map.of("portalId", "62515"),
                        "secrets",
                        Map.of("clientSecret", "cs-1")));

        assertThat(hooks.find("hook-2").blockOptional()).isEmpty();
        assertThat(
                        new ConnectionDirectory(connections, cipher)
                                .ofType(TENANT, ConnectionType.HUBSPOT)
                                .collectList()
                                .block())
                .isEmpty();
    }

    @Test
    void theTypeStays() {
        put(HUBSPOT);

        assertThatThrownBy(() -> put(Map.of("type", "form")))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void aFailedTestSaysTheSameWhateverTheCause() {
        put(HUBSPOT);
        TestConnection test =
                new TestConnection(
                        connections,
                        cipher,
                        List.of(probe("connection refused by 10.0.0.7")),
                        connections,
                        connections,
                        trail,
                        units,
                        InstantSource.fixed(NOON));

        TestConnection.Outcome outcome =
                test.handle(new TestConnection.Command(CALLER, KEY)).block();

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        TestConnection.Outcome.Tested.class,
                        tested -> {
                            assertThat(tested.ok()).isFalse();
                            assertThat(tested.message()).doesNotContain("10.0.0.7");
                        });
        assertThat(connections.said()).containsExactly("hubspot-main failed TEST_FAILED");
        assertThat(trail.told())
                .containsExactly(
                        "connection.created connection:hubspot-main",
                        "connection.tested connection:hubspot-main");
        assertThat(trail.entries().getLast().detail()).isEqualTo(Map.of("ok", false));
        assertThat(test.handle(new TestConnection.Command(CALLER, KEY)).block())
                .isInstanceOf(TestConnection.Outcome.TooSoon.class);
    }

    @Test
    void aConnectionThatCallsNobodySaysWhatToDo() {
        put(Map.of("type", "form"));
        Instant event = NOON.minusSeconds(60);

        assertThat(tested(NOON)).contains("No event has come yet", "hook address");
        connections.fares(KEY, new ConnectionHealthView(event, null, 0, 0, List.of()));
        assertThat(tested(NOON.plusSeconds(60))).contains("The last event came at " + event);
    }

    private String tested(Instant at) {
        TestConnection.Outcome outcome =
                new TestConnection(
                                connections,
                                cipher,
                                List.of(),
                                connections,
                                connections,
                                trail,
                                units,
                                InstantSource.fixed(at))
                        .handle(new TestConnection.Command(CALLER, KEY))
                        .block();
        assertThat(outcome).isInstanceOf(TestConnection.Outcome.Tested.class);
        return ((TestConnection.Outcome.Tested) Objects.requireNonNull(outcome)).message();
    }

    private static ConnectionProbe probe(String finding) {
        return new ConnectionProbe() {
            @Override
            public String type() {
                return "hubspot";
            }

            @Override
            public Mono<Finding> probe(TenantId tenant, ConnectionAccess connection) {
                return Mono.just(new Finding(false, finding));
            }
        };
    }

    private ConnectionView put(Map<String, ?> document) {
        return put(CALLER, document);
    }

    private ConnectionView put(Caller caller, Map<String, ?> document) {
        PutConnection.Outcome outcome =
                Objects.requireNonNull(
                        put.handle(
                                        new PutConnection.Command(
                                                caller, KEY, document, Precondition.NONE))
                                .block());
        return switch (outcome) {
            case PutConnection.Outcome.Created(var view) -> view;
            case PutConnection.Outcome.Changed(var view) -> view;
            case PutConnection.Outcome.Stale _ -> throw new AssertionError("stale");
        };
    }

    private ConnectionView sign(String clientSecret) {
        return put(
                Map.of(
                        "type", "hubspot",
                        "settings", Map.of("portalId", "62515"),
                        "secrets", Map.of("clientSecret", clientSecret)));
    }

    private List<String> signing() {
        return hook().signingSecrets().stream().map(Secret::reveal).toList();
    }

    private Set<String> kept() {
        return Objects.requireNonNull(
                connections
                        .find(TENANT, KEY)
                        .flatMap(found -> connections.ciphertexts(TENANT, found.id()))
                        .map(Map::keySet)
                        .block());
    }

    private static Object state(ConnectionView view, String secret) {
        var secrets = (Map<?, ?>) Objects.requireNonNull(view.document().get("secrets"));
        return Objects.requireNonNull(secrets.get(secret));
    }

    private Hook hook() {
        return Objects.requireNonNull(hooks.find("hook-2").block());
    }
}
