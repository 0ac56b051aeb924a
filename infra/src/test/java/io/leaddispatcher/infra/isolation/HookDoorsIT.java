package io.leaddispatcher.infra.isolation;

import static io.leaddispatcher.infra.isolation.TwoWorkspaces.ACME;
import static io.leaddispatcher.infra.isolation.TwoWorkspaces.GLOBEX;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leaddispatcher.infra.isolation.TwoWorkspaces.Route;
import io.leaddispatcher.infra.isolation.TwoWorkspaces.Workspace;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
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

    /** The window is five minutes, both ways. */
    private static final Duration OUTSIDE = Duration.ofMinutes(6);

    private static final String LEAD = "{\"contact\":{\"email\":\"stranger@door.example\"}}";
    private static final String HUBSPOT_EVENT =
            """
            [{"eventId":1,"subscriptionId":7,"portalId":%d,"appId":8,"occurredAt":1772445600123,
              "subscriptionType":"contact.creation","attemptNumber":0,"objectId":42}]
            """;
    private static final Map<Workspace, Integer> PORTALS = Map.of(ACME, 62515, GLOBEX, 62516);

    @TempDir static Path folder;

    private static TwoWorkspaces program;
    private static final Map<Workspace, Map<String, String>> hooks = new LinkedHashMap<>();

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
                                    .formatted(secret(workspace))));
            mine.put(
                    "hubspot",
                    connection(
                            workspace,
                            "hub",
                            """
                            {"type":"hubspot","settings":{"portalId":"%d"},"secrets":{"clientSecret":"%s","accessToken":"pat"}}
                            """
                                    .formatted(portal(workspace), secret(workspace))));
            mine.put(
                    "crm",
                    connection(
                            workspace,
                            "own",
                            """
                            {"type":"crm","settings":{"baseUrl":"http://localhost:1"},"secrets":{"accessToken":"t","signingSecret":"%s"}}
                            """
                                    .formatted(secret(workspace))));
            mine.put(
                    "calendly",
                    connection(
                            workspace,
                            "cly",
                            "{\"type\":\"calendly\",\"secrets\":{\"signingKey\":\"%s\"}}"
                                    .formatted(secret(workspace))));
            mine.put(
                    "calcom",
                    connection(
                            workspace,
                            "ccm",
                            "{\"type\":\"calcom\",\"secrets\":{\"secret\":\"%s\"}}"
                                    .formatted(secret(workspace))));
            mine.put(
                    "slack",
                    connection(
                            workspace,
                            "slk",
                            """
                            {"type":"slack","settings":{"teamId":"T-%s"},"secrets":{"botToken":"xoxb","signingSecret":"%s"}}
                            """
                                    .formatted(workspace.slug(), secret(workspace))));
            mine.put(
                    "salesforce",
                    connection(
                            workspace,
                            "sf",
                            """
                            {"type":"salesforce","settings":{"organizationId":"00D5g00000%d"},
                             "secrets":{"clientId":"c","clientSecret":"%s"}}
                            """
                                    .formatted(portal(workspace), secret(workspace))));
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
        List<Forgery> forgeries = new ArrayList<>(standard("generic"));
        forgeries.addAll(standard("crm"));
        forgeries.addAll(hubSpot());
        forgeries.addAll(slack());
        forgeries.addAll(calendly());
        forgeries.addAll(calCom());

        for (Forgery forgery : forgeries) {
            HttpResponse<String> answer = forgery.send();
            assertThat(answer.statusCode()).as(forgery.name).isEqualTo(401);
            assertThat(answer.body()).as(forgery.name).doesNotContain("secret", "expected", "HMAC");
        }

        assertThat(traces()).isEqualTo(before);
        assertThat(rejected("gen")).isEqualTo(standard("generic").size());
        assertThat(rejected("own")).isEqualTo(standard("crm").size());
        assertThat(rejected("hub")).isEqualTo(hubSpot().size());
        assertThat(rejected("slk")).isEqualTo(slack().size());
        assertThat(rejected("cly")).isEqualTo(calendly().size());
        assertThat(rejected("ccm")).isEqualTo(calCom().size());
    }

    @Test
    void anUnknownAddressAndOneOfAnotherTypeAreNotThere() throws Exception {
        Map<String, Long> before = traces();
        for (String type : hooks(ACME).keySet()) {
            for (String id : List.of("A".repeat(32), "x", "..%2F..%2Fapi", "%00")) {
                assertThat(post("/hooks/" + type + "/" + id, LEAD, Map.of()).statusCode())
                        .as("%s %s", type, id)
                        .isBetween(400, 404);
            }
            for (Map.Entry<String, String> other : hooks(ACME).entrySet()) {
                if (!other.getKey().equals(type)) {
                    String id = other.getValue().substring(other.getValue().lastIndexOf('/') + 1);
                    assertThat(post("/hooks/" + type + "/" + id, LEAD, Map.of()).statusCode())
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
        String body = HUBSPOT_EVENT.formatted(999);

        assertThat(
                        post(
                                        path(ACME, "hubspot"),
                                        body,
                                        hubSpotHeaders(
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
                        .formatted(secret(ACME)));
        Map<String, Long> before = traces();
        String body = HUBSPOT_EVENT.formatted(62518);

        assertThat(
                        post(
                                        path(ACME, "hubspot"),
                                        body,
                                        hubSpotHeaders(
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
                                            LEAD,
                                            genericHeaders(GLOBEX, "msg_1", LEAD, Instant.now()))
                                    .statusCode())
                    .isEqualTo(202);
            String body = HUBSPOT_EVENT.formatted(portal(GLOBEX));
            assertThat(
                            post(
                                            path(GLOBEX, "hubspot"),
                                            body,
                                            hubSpotHeaders(
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
                                        genericHeaders(GLOBEX, "msg_9", nobody, Instant.now()))
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
                    .doesNotContain("previousS", "previousC", secret(GLOBEX), secret(ACME));
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
        assertThat(post(URI.create(form).getPath(), LEAD, Map.of()).statusCode()).isEqualTo(404);
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
            return connection.formatted(secret(secretOf));
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
            (signer, _, body) -> genericHeaders(signer, "msg_5", body, Instant.now());

    private static final List<Signed> SIGNED =
            List.of(
                    new Signed(
                            "generic",
                            "{\"type\":\"generic\",\"secrets\":{\"signingSecret\":\"%s\"}}",
                            LEAD,
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
                            HUBSPOT_EVENT.formatted(62517),
                            "[]",
                            200,
                            (signer, address, body) ->
                                    hubSpotHeaders(signer, address, body, Instant.now())),
                    new Signed(
                            "calendly",
                            "{\"type\":\"calendly\",\"secrets\":{\"signingKey\":\"%s\"}}",
                            "{\"event\":\"invitee.canceled\",\"payload\":{\"uri\":\"u1\"}}",
                            "{\"event\":\"of.another.kind\"}",
                            200,
                            (signer, _, body) -> calendly(signer, body, Instant.now())),
                    new Signed(
                            "calcom",
                            "{\"type\":\"calcom\",\"secrets\":{\"secret\":\"%s\"}}",
                            "{\"triggerEvent\":\"BOOKING_CANCELLED\",\"payload\":{\"uid\":\"u1\"}}",
                            "{\"triggerEvent\":\"OF_ANOTHER_KIND\"}",
                            200,
                            (signer, _, body) -> calCom(signer, body)),
                    new Signed(
                            "slack",
                            """
                            {"type":"slack","settings":{"teamId":"T-off"},"secrets":{"botToken":"xoxb","signingSecret":"%s"}}
                            """,
                            "{\"type\":\"event_callback\",\"team_id\":\"T-off\",\"event\":{\"type\":\"app_home_opened\",\"user\":\"U1\"}}",
                            "{\"type\":\"url_verification\",\"challenge\":\"c\"}",
                            200,
                            (signer, _, body) -> slackHeaders(signer, body, Instant.now())));

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

    /** One delivery that must be refused. */
    private record Forgery(String name, String path, String body, Map<String, String> headers) {
        HttpResponse<String> send() throws Exception {
            return post(path, body, headers);
        }
    }

    private static List<Forgery> standard(String type) {
        String path = path(ACME, type);
        Instant now = Instant.now();
        Map<String, String> right = genericHeaders(ACME, "msg_2", LEAD, now);
        return List.of(
                new Forgery(type + ", unsigned", path, LEAD, Map.of()),
                new Forgery(
                        type + ", by another tenant",
                        path,
                        LEAD,
                        genericHeaders(GLOBEX, "msg_2", LEAD, now)),
                new Forgery(
                        type + ", stale",
                        path,
                        LEAD,
                        genericHeaders(ACME, "msg_2", LEAD, now.minus(OUTSIDE))),
                new Forgery(
                        type + ", from the future",
                        path,
                        LEAD,
                        genericHeaders(ACME, "msg_2", LEAD, now.plus(OUTSIDE))),
                new Forgery(type + ", other body", path, LEAD + " ", right),
                new Forgery(type + ", other id", path, LEAD, with(right, "webhook-id", "msg_3")),
                new Forgery(
                        type + ", other version",
                        path,
                        LEAD,
                        with(
                                right,
                                "webhook-signature",
                                Objects.requireNonNull(right.get("webhook-signature"))
                                        .replace("v1,", "v2,"))),
                new Forgery(
                        type + ", empty signature",
                        path,
                        LEAD,
                        with(right, "webhook-signature", "v1,")),
                new Forgery(
                        type + ", time that is none",
                        path,
                        LEAD,
                        with(right, "webhook-timestamp", "soon")));
    }

    private static List<Forgery> hubSpot() {
        String path = path(ACME, "hubspot");
        String uri = hook(ACME, "hubspot");
        String body = HUBSPOT_EVENT.formatted(portal(ACME));
        Instant now = Instant.now();
        Map<String, String> right = hubSpotHeaders(ACME, uri, body, now);
        return List.of(
                new Forgery("hubspot, unsigned", path, body, Map.of()),
                new Forgery(
                        "hubspot, by another tenant",
                        path,
                        body,
                        hubSpotHeaders(GLOBEX, uri, body, now)),
                new Forgery(
                        "hubspot, for another address",
                        path,
                        body,
                        hubSpotHeaders(ACME, hook(GLOBEX, "hubspot"), body, now)),
                new Forgery(
                        "hubspot, stale",
                        path,
                        body,
                        hubSpotHeaders(ACME, uri, body, now.minus(OUTSIDE))),
                new Forgery(
                        "hubspot, from the future",
                        path,
                        body,
                        hubSpotHeaders(ACME, uri, body, now.plus(OUTSIDE))),
                new Forgery("hubspot, other body", path, body + " ", right),
                new Forgery("hubspot, other query", path + "?x=1", body, right),
                new Forgery(
                        "hubspot, legacy signature where it is not accepted",
                        path,
                        body,
                        Map.of(
                                "X-HubSpot-Signature-Version",
                                "v1",
                                "X-HubSpot-Signature",
                                "0".repeat(64))));
    }

    private static List<Forgery> calendly() {
        String path = path(ACME, "calendly");
        String body = "{\"event\":\"invitee.canceled\",\"payload\":{\"uri\":\"u1\"}}";
        Instant now = Instant.now();
        return List.of(
                new Forgery("calendly, unsigned", path, body, Map.of()),
                new Forgery("calendly, by another tenant", path, body, calendly(GLOBEX, body, now)),
                new Forgery(
                        "calendly, stale", path, body, calendly(ACME, body, now.minus(OUTSIDE))),
                new Forgery(
                        "calendly, from the future",
                        path,
                        body,
                        calendly(ACME, body, now.plus(OUTSIDE))),
                new Forgery("calendly, other body", path, body + " ", calendly(ACME, body, now)));
    }

    private static Map<String, String> calendly(Workspace workspace, String body, Instant at) {
        long seconds = at.getEpochSecond();
        return Map.of(
                "Calendly-Webhook-Signature",
                "t=%d,v1=%s"
                        .formatted(
                                seconds,
                                hex(
                                        hmac(
                                                secret(workspace).getBytes(UTF_8),
                                                seconds + "." + body))));
    }

    private static String hex(String base64) {
        return HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
    }

    private static List<Forgery> calCom() {
        String path = path(ACME, "calcom");
        String body = "{\"triggerEvent\":\"BOOKING_CANCELLED\",\"payload\":{\"uid\":\"u1\"}}";
        return List.of(
                new Forgery("calcom, unsigned", path, body, Map.of()),
                new Forgery(
                        "calcom, without a secret",
                        path,
                        body,
                        Map.of("X-Cal-Signature-256", "no-secret-provided")),
                new Forgery("calcom, by another tenant", path, body, calCom(GLOBEX, body)),
                new Forgery("calcom, other body", path, body + " ", calCom(ACME, body)));
    }

    private static Map<String, String> calCom(Workspace workspace, String body) {
        return Map.of("X-Cal-Signature-256", hex(hmac(secret(workspace).getBytes(UTF_8), body)));
    }

    private static List<Forgery> slack() {
        String body = "{\"type\":\"url_verification\",\"challenge\":\"c\"}";
        Instant now = Instant.now();
        Map<String, String> right = slackHeaders(ACME, body, now);
        List<Forgery> forgeries = new ArrayList<>();
        for (String door : List.of("/events", "/interactions", "/commands")) {
            String path = path(ACME, "slack") + door;
            forgeries.addAll(
                    List.of(
                            new Forgery("slack, unsigned" + door, path, body, Map.of()),
                            new Forgery(
                                    "slack, by another tenant" + door,
                                    path,
                                    body,
                                    slackHeaders(GLOBEX, body, now)),
                            new Forgery(
                                    "slack, stale" + door,
                                    path,
                                    body,
                                    slackHeaders(ACME, body, now.minus(OUTSIDE))),
                            new Forgery(
                                    "slack, from the future" + door,
                                    path,
                                    body,
                                    slackHeaders(ACME, body, now.plus(OUTSIDE))),
                            new Forgery("slack, other body" + door, path, body + " ", right),
                            new Forgery(
                                    "slack, half a signature" + door,
                                    path,
                                    body,
                                    with(
                                            right,
                                            "X-Slack-Signature",
                                            Objects.requireNonNull(right.get("X-Slack-Signature"))
                                                    .substring(0, 35)))));
        }
        return forgeries;
    }

    private static Map<String, String> slackHeaders(Workspace signer, String body, Instant at) {
        String timestamp = Long.toString(at.getEpochSecond());
        byte[] mac =
                Base64.getDecoder()
                        .decode(
                                hmac(
                                        secret(signer).getBytes(UTF_8),
                                        "v0:" + timestamp + ":" + body));
        return Map.of(
                "X-Slack-Request-Timestamp",
                timestamp,
                "X-Slack-Signature",
                "v0=" + HexFormat.of().formatHex(mac));
    }

    private static Map<String, String> with(
            Map<String, String> headers, String name, String value) {
        Map<String, String> changed = new TreeMap<>(headers);
        changed.put(name, value);
        return changed;
    }

    private static Map<String, String> genericHeaders(
            Workspace signer, String id, String body, Instant at) {
        String text = "%s.%d.%s".formatted(id, at.getEpochSecond(), body);
        byte[] key = Base64.getDecoder().decode(secret(signer).substring("whsec_".length()));
        return Map.of(
                "webhook-id",
                id,
                "webhook-timestamp",
                Long.toString(at.getEpochSecond()),
                "webhook-signature",
                "v1," + hmac(key, text));
    }

    private static Map<String, String> hubSpotHeaders(
            Workspace signer, String uri, String body, Instant at) {
        String timestamp = Long.toString(at.toEpochMilli());
        return Map.of(
                "X-HubSpot-Request-Timestamp",
                timestamp,
                "X-HubSpot-Signature-v3",
                hmac(secret(signer).getBytes(UTF_8), "POST" + uri + body + timestamp));
    }

    private static String hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String secret(Workspace workspace) {
        return "whsec_"
                + Base64.getEncoder().encodeToString(workspace.slug().repeat(8).getBytes(UTF_8));
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
