package io.leaddispatcher.infra.isolation;

import static io.leaddispatcher.infra.isolation.TwoWorkspaces.ACME;
import static io.leaddispatcher.infra.isolation.TwoWorkspaces.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leaddispatcher.infra.isolation.Forgeries.Forgery;
import io.leaddispatcher.infra.isolation.TwoWorkspaces.Route;
import io.leaddispatcher.infra.isolation.TwoWorkspaces.Workspace;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Every door without a session: what nobody signed, or the wrong one, leaves no trace. */
class HookDoorsIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<Workspace, Integer> PORTALS = Map.of(ACME, 62515, GLOBEX, 62516);

    @TempDir static Path folder;

    private static TwoWorkspaces program;
    private static final Map<Workspace, Map<String, String>> hooks = new LinkedHashMap<>();
    private static final Forgeries FORGERIES = new Forgeries(hooks);

    @BeforeAll
    static void start() throws Exception {
        program = new TwoWorkspaces(folder);
        for (Workspace workspace : List.of(ACME, GLOBEX)) {
            Map<String, String> mine = new TreeMap<>();
            mine.put("forms", connection(workspace, "web", "{\"type\":\"form\"}"));
            mine.put(
                    "generic",
                    connection(
                            workspace,
                            "gen",
                            "{\"type\":\"generic\",\"secrets\":{\"signingSecret\":\"%s\"}}"
                                    .formatted(HookSignatures.secret(workspace))));
            mine.put(
                    "hubspot",
                    connection(
                            workspace,
                            "hub",
                            """
                            {"type":"hubspot","settings":{"portalId":"%d"},"secrets":{"clientSecret":"%s","accessToken":"pat"}}
                            """
                                    .formatted(
                                            portal(workspace), HookSignatures.secret(workspace))));
            mine.put(
                    "crm",
                    connection(
                            workspace,
                            "own",
                            """
                            {"type":"crm","settings":{"baseUrl":"http://localhost:1"},"secrets":{"accessToken":"t","signingSecret":"%s"}}
                            """
                                    .formatted(HookSignatures.secret(workspace))));
            mine.put(
                    "calendly",
                    connection(
                            workspace,
                            "cly",
                            "{\"type\":\"calendly\",\"secrets\":{\"signingKey\":\"%s\"}}"
                                    .formatted(HookSignatures.secret(workspace))));
            mine.put(
                    "calcom",
                    connection(
                            workspace,
                            "ccm",
                            "{\"type\":\"calcom\",\"secrets\":{\"secret\":\"%s\"}}"
                                    .formatted(HookSignatures.secret(workspace))));
            mine.put(
                    "slack",
                    connection(
                            workspace,
                            "slk",
                            """
                            {"type":"slack","settings":{"teamId":"T-%s"},"secrets":{"botToken":"xoxb","signingSecret":"%s"}}
                            """
                                    .formatted(
                                            workspace.slug(), HookSignatures.secret(workspace))));
            mine.put(
                    "salesforce",
                    connection(
                            workspace,
                            "sf",
                            """
                            {"type":"salesforce","settings":{"organizationId":"00D5g00000%d"},
                             "secrets":{"clientId":"c","clientSecret":"%s"}}
                            """
                                    .formatted(
                                            portal(workspace), HookSignatures.secret(workspace))));
            hooks.put(workspace, mine);
        }
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @Test
    void aDoorThatIsNotKnownHereIsNotTested() {
        assertThat(program.routesBelow("/hooks/"))
                .extracting(Route::toString)
                .as("a new hook needs its forgeries in this test")
                .containsExactly(
                        "POST /hooks/calcom/{hookId}",
                        "POST /hooks/calendly/{hookId}",
                        "POST /hooks/crm/{hookId}",
                        "POST /hooks/forms/{hookId}",
                        "POST /hooks/generic/{hookId}",
                        "POST /hooks/hubspot/{hookId}",
                        "POST /hooks/salesforce/{hookId}",
                        "POST /hooks/slack/commands",
                        "POST /hooks/slack/events",
                        "POST /hooks/slack/interactions",
                        "POST /hooks/slack/{hookId}/commands",
                        "POST /hooks/slack/{hookId}/events",
                        "POST /hooks/slack/{hookId}/interactions");
    }

    @Test
    void whatIsForgedStaleOrForeignIsRefusedAndLeavesNoTrace() throws Exception {
        Map<String, Long> before = traces();
        List<List<Forgery>> forgeries =
                List.of(
                        FORGERIES.standard("generic"),
                        FORGERIES.standard("crm"),
                        FORGERIES.hubSpot(portal(ACME)),
                        FORGERIES.slack(),
                        FORGERIES.calendly(),
                        FORGERIES.calCom());

        for (Forgery forgery : forgeries.stream().flatMap(List::stream).toList()) {
            HttpResponse<String> answer = post(forgery.path(), forgery.body(), forgery.headers());
            assertThat(answer.statusCode()).as(forgery.name()).isEqualTo(401);
            assertThat(answer.body())
                    .as(forgery.name())
                    .doesNotContain("secret", "expected", "HMAC");
        }

        assertThat(traces()).isEqualTo(before);
        List<Long> rejected = new ArrayList<>();
        for (String connection : List.of("gen", "own", "hub", "slk", "cly", "ccm")) {
            rejected.add(rejected(connection));
        }
        assertThat(rejected).isEqualTo(forgeries.stream().map(each -> (long) each.size()).toList());
    }

    @Test
    void anUnknownAddressAndOneOfAnotherTypeAreNotThere() throws Exception {
        Map<String, Long> before = traces();
        for (String type : hooks(ACME).keySet()) {
            for (String id : List.of("A".repeat(32), "x", "..%2F..%2Fapi", "%00")) {
                assertThat(post("/hooks/" + type + "/" + id, Forgeries.LEAD, Map.of()).statusCode())
                        .as("%s %s", type, id)
                        .isBetween(400, 404);
            }
            for (Map.Entry<String, String> other : hooks(ACME).entrySet()) {
                if (!other.getKey().equals(type)) {
                    String id = other.getValue().substring(other.getValue().lastIndexOf('/') + 1);
                    assertThat(
                                    post("/hooks/" + type + "/" + id, Forgeries.LEAD, Map.of())
                                            .statusCode())
                            .as("%s by the address of %s", type, other.getKey())
                            .isEqualTo(404);
                }
            }
        }
        assertThat(traces()).isEqualTo(before);
    }

    @Test
    void aRightSignatureOverAnotherAccountsEventsStoresNothing() throws Exception {
        Map<String, Long> before = traces();
        String body = Forgeries.HUBSPOT_EVENT.formatted(999);

        assertThat(
                        post(
                                        path(ACME, "hubspot"),
                                        body,
                                        HookSignatures.hubSpot(
                                                ACME, hook(ACME, "hubspot"), body, Instant.now()))
                                .statusCode())
                .isEqualTo(200);

        assertThat(traces()).isEqualTo(before);
    }

    /** One app may be in portals of both: each has its own connection, and its own hook. */
    @Test
    void anEventOfAPortalThatAnotherWorkspaceHasByTheSameAppStoresNothing() throws Exception {
        connection(
                GLOBEX,
                "hub-same-app",
                """
                {"type":"hubspot","settings":{"portalId":"62518"},"secrets":{"clientSecret":"%s","accessToken":"pat"}}
                """
                        .formatted(HookSignatures.secret(ACME)));
        Map<String, Long> before = traces();
        String body = Forgeries.HUBSPOT_EVENT.formatted(62518);

        assertThat(
                        post(
                                        path(ACME, "hubspot"),
                                        body,
                                        HookSignatures.hubSpot(
                                                ACME, hook(ACME, "hubspot"), body, Instant.now()))
                                .statusCode())
                .isEqualTo(200);

        assertThat(traces()).isEqualTo(before);
    }

    @Test
    void aMessageOfAnotherOrganisationOfSalesforceIsRefusedAndCounted() throws Exception {
        Map<String, Long> before = traces();

        assertThat(outboundMessage(ACME, portal(GLOBEX)).statusCode()).isEqualTo(403);

        assertThat(traces()).isEqualTo(before);
        assertThat(rejected("sf")).isEqualTo(1);
    }

    private static int portal(Workspace workspace) {
        return Objects.requireNonNull(PORTALS.get(workspace));
    }

    private static HttpResponse<String> outboundMessage(Workspace to, int organization)
            throws Exception {
        return program.send(
                HttpMethod.POST,
                path(to, "salesforce"),
                """
                <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"
                  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>
                 <notifications xmlns="http://soap.sforce.com/2005/09/outbound">
                  <OrganizationId>00D5g00000%d</OrganizationId>
                  <Notification><Id>04l1</Id><sObject xsi:type="sf:Lead"
                   xmlns:sf="urn:sobject.enterprise.soap.sforce.com">
                   <sf:Id>00Q5g00000DEMO1</sf:Id></sObject></Notification>
                 </notifications></soapenv:Body></soapenv:Envelope>
                """
                        .formatted(organization),
                Map.of("Content-Type", "text/xml"));
    }

    @Test
    void whatIsSignedWellComesInOnceHoweverOftenItIsDelivered() throws Exception {
        long before = inboundEvents();
        for (int delivery = 0; delivery < 2; delivery++) {
            assertThat(
                            post(
                                            path(GLOBEX, "generic"),
                                            Forgeries.LEAD,
                                            HookSignatures.standard(
                                                    GLOBEX, "msg_1", Forgeries.LEAD, Instant.now()))
                                    .statusCode())
                    .isEqualTo(202);
            String body = Forgeries.HUBSPOT_EVENT.formatted(portal(GLOBEX));
            assertThat(
                            post(
                                            path(GLOBEX, "hubspot"),
                                            body,
                                            HookSignatures.hubSpot(
                                                    GLOBEX,
                                                    hook(GLOBEX, "hubspot"),
                                                    body,
                                                    Instant.now()))
                                    .statusCode())
                    .isEqualTo(200);
        }
        assertThat(inboundEvents()).isEqualTo(before + 2);
        // Until then it goes on writing, which the other tests would see.
        await().atMost(Duration.ofSeconds(30))
                .until(() -> traces().getOrDefault("routing_run", 0L) == 1);
    }

    @Test
    void whatIsSignedWellAndCanBeNoLeadStandsInTheHealthOfItsConnection() throws Exception {
        String nobody = "{\"contact\":{\"firstName\":\"Nobody\"}}";
        assertThat(
                        post(
                                        path(GLOBEX, "generic"),
                                        nobody,
                                        HookSignatures.standard(
                                                GLOBEX, "msg_9", nobody, Instant.now()))
                                .statusCode())
                .isEqualTo(202);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(health(GLOBEX, "gen").required("errors").toString())
                                .contains("NO_LEAD", "one of contact.email"));
    }

    @Test
    void aSigningSecretThatWasReplacedVerifiesToo() throws Exception {
        Map<String, String> paths = signedConnections("turned");
        for (Signed signed : SIGNED) {
            connection(GLOBEX, "turned-" + signed.type(), signed.document(ACME));
        }
        long before = inboundEvents();

        for (Signed signed : SIGNED) {
            String address = Objects.requireNonNull(paths.get(signed.type()));
            for (Workspace signer : List.of(GLOBEX, ACME)) {
                assertThat(signed.send(address, signer, signed.unwanted()).statusCode())
                        .as("%s, by the secret of %s", signed.type(), signer)
                        .isEqualTo(signed.answerToUnwanted());
            }
            assertThat(post(signed.path(address), signed.unwanted(), Map.of()).statusCode())
                    .as("%s, unsigned", signed.type())
                    .isEqualTo(401);
            String shown =
                    program.api(
                                    GLOBEX,
                                    HttpMethod.GET,
                                    "/connections/turned-" + signed.type(),
                                    null)
                            .body();
            assertThat(shown)
                    .contains("previousUntil")
                    .doesNotContain(
                            "previousS",
                            "previousC",
                            HookSignatures.secret(GLOBEX),
                            HookSignatures.secret(ACME));
        }
        assertThat(inboundEvents()).isEqualTo(before);
    }

    @Test
    void aConnectionThatIsSwitchedOffAnswersAsIfThereWereNone() throws Exception {
        Map<String, String> paths = signedConnections("off");
        for (Signed signed : SIGNED) {
            connection(
                    GLOBEX,
                    "off-" + signed.type(),
                    signed.document(GLOBEX).replaceFirst("\\{", "{\"active\":false,"));
        }
        String form = connection(GLOBEX, "off-form", "{\"type\":\"form\",\"active\":false}");
        long before = inboundEvents();

        for (Signed signed : SIGNED) {
            String address = Objects.requireNonNull(paths.get(signed.type()));
            for (Workspace signer : List.of(GLOBEX, ACME)) {
                assertThat(signed.send(address, signer, signed.event()).statusCode())
                        .as("%s, by the secret of %s", signed.type(), signer)
                        .isEqualTo(404);
            }
        }
        assertThat(post(URI.create(form).getPath(), Forgeries.LEAD, Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(inboundEvents()).isEqualTo(before);
    }

    /**
     * A door whose deliveries are signed.
     *
     * @param connection with a place for the secret
     * @param unwanted what is understood, and never taken in
     */
    private record Signed(
            String type,
            String connection,
            String event,
            String unwanted,
            int answerToUnwanted,
            Signer signer) {

        String document(Workspace secretOf) {
            return connection.formatted(HookSignatures.secret(secretOf));
        }

        /** As the other side does, with the secret of this workspace. */
        HttpResponse<String> send(String address, Workspace secretOf, String body)
                throws Exception {
            return post(path(address), body, signer.headers(secretOf, address, body));
        }

        String path(String address) {
            String path = URI.create(address).getPath();
            return type.equals("slack") ? path + "/events" : path;
        }
    }

    private interface Signer {
        Map<String, String> headers(Workspace secretOf, String address, String body);
    }

    private static final Signer STANDARD =
            (signer, _, body) -> HookSignatures.standard(signer, "msg_5", body, Instant.now());

    private static final List<Signed> SIGNED =
            List.of(
                    new Signed(
                            "generic",
                            "{\"type\":\"generic\",\"secrets\":{\"signingSecret\":\"%s\"}}",
                            Forgeries.LEAD,
                            "[]",
                            400,
                            STANDARD),
                    new Signed(
                            "crm",
                            """
                            {"type":"crm","settings":{"baseUrl":"http://localhost:1"},"secrets":{"accessToken":"t","signingSecret":"%s"}}
                            """,
                            "{\"events\":[{\"id\":\"1\"}]}",
                            "{\"events\":[]}",
                            400,
                            STANDARD),
                    new Signed(
                            "hubspot",
                            """
                            {"type":"hubspot","settings":{"portalId":"62517"},"secrets":{"clientSecret":"%s"}}
                            """,
                            Forgeries.HUBSPOT_EVENT.formatted(62517),
                            "[]",
                            200,
                            (signer, address, body) ->
                                    HookSignatures.hubSpot(signer, address, body, Instant.now())),
                    new Signed(
                            "calendly",
                            "{\"type\":\"calendly\",\"secrets\":{\"signingKey\":\"%s\"}}",
                            "{\"event\":\"invitee.canceled\",\"payload\":{\"uri\":\"u1\"}}",
                            "{\"event\":\"of.another.kind\"}",
                            200,
                            (signer, _, body) ->
                                    HookSignatures.calendly(signer, body, Instant.now())),
                    new Signed(
                            "calcom",
                            "{\"type\":\"calcom\",\"secrets\":{\"secret\":\"%s\"}}",
                            "{\"triggerEvent\":\"BOOKING_CANCELLED\",\"payload\":{\"uid\":\"u1\"}}",
                            "{\"triggerEvent\":\"OF_ANOTHER_KIND\"}",
                            200,
                            (signer, _, body) -> HookSignatures.calCom(signer, body)),
                    new Signed(
                            "slack",
                            """
                            {"type":"slack","settings":{"teamId":"T-off"},"secrets":{"botToken":"xoxb","signingSecret":"%s"}}
                            """,
                            "{\"type\":\"event_callback\",\"team_id\":\"T-off\",\"event\":{\"type\":\"app_home_opened\",\"user\":\"U1\"}}",
                            "{\"type\":\"url_verification\",\"challenge\":\"c\"}",
                            200,
                            (signer, _, body) ->
                                    HookSignatures.slack(signer, body, Instant.now())));

    /** Their addresses by type. */
    private static Map<String, String> signedConnections(String prefix) throws Exception {
        Map<String, String> addresses = new TreeMap<>();
        for (Signed signed : SIGNED) {
            addresses.put(
                    signed.type(),
                    connection(GLOBEX, prefix + "-" + signed.type(), signed.document(GLOBEX)));
        }
        return addresses;
    }

    private static Map<String, String> with(
            Map<String, String> headers, String name, String value) {
        Map<String, String> changed = new TreeMap<>(headers);
        changed.put(name, value);
        return changed;
    }

    private static String connection(Workspace workspace, String key, String body)
            throws Exception {
        return JSON.readTree(program.put(workspace, "/connections/" + key, body))
                .required("hookUrl")
                .asString();
    }

    private static Map<String, String> hooks(Workspace workspace) {
        return Objects.requireNonNull(hooks.get(workspace));
    }

    private static String hook(Workspace workspace, String type) {
        return Objects.requireNonNull(hooks(workspace).get(type));
    }

    private static String path(Workspace workspace, String type) {
        return URI.create(hook(workspace, type)).getPath();
    }

    private static HttpResponse<String> post(String path, String body, Map<String, String> headers)
            throws Exception {
        return program.send(
                HttpMethod.POST, path, body, with(headers, "Content-Type", "application/json"));
    }

    private static long rejected(String connection) throws Exception {
        return health(ACME, connection).required("rejectedSignatures").asLong();
    }

    private static JsonNode health(Workspace workspace, String connection) throws Exception {
        return JSON.readTree(
                program.api(
                                workspace,
                                HttpMethod.GET,
                                "/connections/%s/health".formatted(connection),
                                null)
                        .body());
    }

    private static long inboundEvents() throws Exception {
        return traces().getOrDefault("inbound_event", 0L);
    }

    /** All rows but those of the health, where refusals are counted. */
    private static Map<String, Long> traces() throws Exception {
        Map<String, Long> rows = program.rows();
        rows.keySet().removeAll(List.of("connection_health", "connection_error"));
        return rows;
    }
}
