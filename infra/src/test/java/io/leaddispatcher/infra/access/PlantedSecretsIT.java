package io.leaddispatcher.infra.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import io.leaddispatcher.domain.secondfactor.TotpSecret;
import io.leaddispatcher.infra.access.AccessProgram.Answer;
import io.leaddispatcher.infra.database.Contents;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Secrets that are like no others go in by every door and are used, in order and out of order. Then
 * they stand nowhere in clear: in no table, in no line of the log, in nothing that is shown.
 */
@ExtendWith(InProgram.class)
class PlantedSecretsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SECOND_FACTOR = "/me/security/second-factor";
    private static final String NOWHERE = "http://127.0.0.1:1";
    private static final Pattern TOTP = Pattern.compile("value=\"([A-Z2-7 ]{39})\"");
    private static final Pattern CODE = Pattern.compile("([0-9a-f]{5}(?:-[0-9a-f]{5}){3})</li>");

    /** They never end by themselves. */
    private static final Set<String> STREAMS = Set.of("/leads/stream", "/policy/presence");

    /** What each type of connection is given besides its secrets. */
    private static final Map<String, String> SETTINGS =
            Map.of(
                    "slack", "{\"teamId\":\"T-PLANTED\"}",
                    "generic", "{}",
                    "hubspot", "{\"portalId\":\"62599\"}",
                    "salesforce",
                            "{\"organizationId\":\"00D5g0000062599\",\"loginUrl\":\"%s\"}"
                                    .formatted(NOWHERE),
                    "crm", "{\"baseUrl\":\"%s\"}".formatted(NOWHERE),
                    "calendly", "{}",
                    "calcom", "{}",
                    "smtp", "{\"host\":\"127.0.0.1\",\"port\":1,\"from\":\"own@planted.test\"}");

    private static final Map<String, List<String>> SECRETS =
            Map.of(
                    "slack", List.of("botToken", "signingSecret", "clientId", "clientSecret"),
                    "generic", List.of("signingSecret"),
                    "hubspot", List.of("clientSecret", "accessToken"),
                    "salesforce", List.of("clientId", "clientSecret", "refreshToken"),
                    "crm", List.of("accessToken", "signingSecret"),
                    "calendly", List.of("signingKey"),
                    "calcom", List.of("secret"),
                    "smtp", List.of("username", "password"));

    private final AccessProgram program;
    private final AccessProgram.Workspace acme;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Contents contents;

    /** By what they are. */
    private final Map<String, String> planted = new LinkedHashMap<>();

    /** By what was asked. */
    private final Map<String, String> shown = new LinkedHashMap<>();

    private final String diagnosis = canary();
    private final String owner = "o%s@planted.test".formatted(canary());

    @TempDir private Path folder;

    PlantedSecretsIT(AccessProgram program) {
        this.program = program;
        this.acme = program.workspace();
        this.contents = program.contents();
    }

    private static String canary() {
        return "canary" + UUID.randomUUID().toString().replace("-", "");
    }

    private String plant(String what) {
        return plant(what, canary());
    }

    private String plant(String what, String secret) {
        assertThat(secret).as(what).hasSizeGreaterThan(15);
        planted.put(what, secret);
        return secret;
    }

    @Test
    void whatIsSecretStandsNowhereInClear() {
        try (var log = new WholeLog(folder, program.get(Environment.class))) {
            plant("token of the workspace", acme.token());
            Browser browser = logIn();
            mailLinks();
            logInByAProvider(browser);
            api("PUT", "/fields/diagnosis", "{\"name\":\"D\",\"sensitive\":true}");
            String token = tokens();
            String lead = leads();
            connections(browser);
            webhooks();
            hooks();
            mistakes(browser);
            ofAConnectionThatWasTamperedWith();
            settled();

            everything(browser, acme.token(), lead);
            assertNothingIsShown(planted);
            assertThat(shown.toString()).as("what is no secret").contains("slack-planted", owner);

            shown.clear();
            String email = "v%s@planted.test".formatted(canary());
            member(email, "VIEWER", plant("password of a viewer"));
            var viewer = new Browser(program);
            viewer.logIn(
                    email,
                    Objects.requireNonNull(planted.get("password of a viewer")),
                    program.phone(email));
            assertThat(viewer.isIn()).isTrue();
            everything(viewer, token, lead);
            planted.put("what a sensitive field says", diagnosis);
            assertNothingIsShown(planted);

            assertThat(contents.mentions(owner)).as("what is no secret").containsKey("person");
            assertThat(log.mentions(List.of("slack-planted"))).as("what is no secret").isNotEmpty();
            var logged = log.mentions(planted.values());
            var all = new SoftAssertions();
            planted.forEach((what, secret) -> {
                all.assertThat(contents.mentions(secret)).as("%s, in tables", what).isEmpty();
                all.assertThat(logged.getOrDefault(secret, List.of()))
                        .as("%s, in the log", what)
                        .isEmpty();
            });
            all.assertAll();
        }
    }

    private void member(String email, String role, String password) {
        program.make(
                acme.token(),
                "/members",
                "{\"email\":\"%s\",\"name\":\"P\",\"role\":\"%s\",\"password\":\"%s\"}"
                        .formatted(email, role, password));
    }

    /** With a password that is wrong, then right; then with a second factor. */
    private Browser logIn() {
        String password = plant("password");
        member(owner, "OWNER", password);
        var browser = new Browser(program);
        shown("a wrong password", browser.logIn(owner, plant("a wrong password")));
        shown("no such person", browser.logIn(plant("no such person") + "@planted.test", password));
        browser.logIn(owner, password);
        plant("session", browser.cookie("session"));

        browser.submit(SECOND_FACTOR, SECOND_FACTOR + "/begin", Map.of());
        Answer begun = browser.get(SECOND_FACTOR);
        var spelled = TOTP.matcher(begun.text());
        assertThat(spelled.find()).isTrue();
        var totp = new TotpSecret(BaseEncoding.base32().decode(spelled.group(1).replace(" ", "")));
        plant("second factor, as it is shown", spelled.group(1));
        plant("second factor, as it is typed", spelled.group(1).replace(" ", ""));
        plant("second factor, in bytes", BaseEncoding.base16().lowerCase().encode(totp.bytes()));
        Answer codes =
                browser.submit(
                        begun,
                        SECOND_FACTOR + "/confirm",
                        Map.of("code", totp.codeAt(Instant.now())));
        List<String> recovery = new ArrayList<>();
        CODE.matcher(codes.text()).results().forEach(each -> recovery.add(each.group(1)));
        assertThat(recovery).hasSize(10);
        recovery.forEach(each -> plant("recovery code " + recovery.indexOf(each), each));
        plant("session with a second factor", browser.cookie("session"));

        var other = new Browser(program);
        other.logIn(owner, password);
        plant("half a log-in", other.cookie("half"));
        other.submit("/login/code", "/login/code", Map.of("code", plant("a wrong code")));
        other.submit("/login/code", "/login/code", Map.of("code", recovery.getFirst()));
        assertThat(other.isIn()).isTrue();
        plant("another session", other.cookie("session"));
        return other;
    }

    /** To a new password, into a workspace, and to one of one's own. */
    private void mailLinks() {
        var stranger = new Browser(program);
        stranger.submit("/reset", "/reset", Map.of("email", owner));
        String reset = "/reset/" + plant("link to a reset", program.link(owner, "/reset/"));
        String tooLong = plant("a new password that is too long").repeat(9);
        Answer refused = stranger.submit(reset, reset, Map.of("password", tooLong));
        // Its form leads to where it is.
        shown("a reset", new Answer(refused.status(), refused.text().replace(reset, "")));

        String guest = "g%s@planted.test".formatted(canary());
        program.make(
                acme.token(),
                "/members",
                "{\"email\":\"%s\",\"name\":\"G\",\"role\":\"VIEWER\"}".formatted(guest));
        String invitation =
                "/invitation/" + plant("invitation", program.link(guest, "/invitation/"));
        stranger.submit(
                invitation,
                invitation,
                Map.of("name", "G", "password", plant("password of a guest")));

        String founder = "f%s@planted.test".formatted(canary());
        String password = plant("password of a founder");
        shown(
                "a sign-up without a name",
                stranger.submit(
                        "/signup",
                        "/signup",
                        Map.of(
                                "workspace",
                                "W",
                                "name",
                                "",
                                "email",
                                founder,
                                "password",
                                password)));
        stranger.submit(
                "/signup",
                "/signup",
                Map.of("workspace", "W", "name", "F", "email", founder, "password", password));
        plant("link to a sign-up", program.link(founder, "/signup/"));
    }

    private void logInByAProvider(Browser browser) {
        var form = new LinkedHashMap<String, String>();
        form.put("issuer", NOWHERE);
        form.put("clientId", "client");
        form.put("secret", plant("client secret of an identity provider"));
        form.put("domains", "no domain at all");
        form.put("otherwise", "VIEWER");
        form.put("enabled", "true");
        shown("a provider that is wrong", browser.submit("/settings/sso", "/settings/sso", form));
        form.put("domains", acme.slug() + ".test");
        browser.submit("/settings/sso", "/settings/sso", form);
        assertThat(browser.location()).isEqualTo("/settings/sso?saved");
        shown("a test of it", browser.submit("/settings/sso", "/settings/sso/test", form));
        shown("a way there", new Browser(program).get("/login/sso/" + acme.slug()));
    }

    /** Answers one that may only read. */
    private String tokens() {
        String token =
                program.make(acme.token(), "/tokens", "{\"name\":\"R\",\"scopes\":[\"read\"]}")
                        .required("token")
                        .asString();
        plant("token", token);
        assertThat(api(token, "GET", "/leads", null)).isEqualTo(200);
        assertThat(api(token, "PUT", "/reps/mia", "{}")).isEqualTo(403);
        assertThat(api(plant("a token that is nobody's", "ldp_" + canary()), "GET", "/leads", null))
                .isEqualTo(401);
        return token;
    }

    /** One with a value that is sensitive, once every part of the program knows that it is. */
    private String leads() {
        await().atMost(PATIENCE)
                .until(() -> {
                    String probe = canary();
                    submit(probe);
                    return contents.mentions(probe).isEmpty();
                });
        String lead = submit(diagnosis);
        await().atMost(PATIENCE)
                .until(() -> api(acme.token(), "GET", "/leads/" + lead, null) == 200);
        shown.remove("GET /leads/" + lead);
        return lead;
    }

    private String submit(String condition) {
        Answer made = program.api(acme.token(), "POST", "/leads", lead(condition));
        return made.body().required("leadId").asString();
    }

    private static String lead(String condition) {
        return "{\"contact\":{\"email\":\"%s@lead.example\"},\"custom\":{\"diagnosis\":\"%s\"}}"
                .formatted(UUID.randomUUID(), condition);
    }

    private void connections(Browser browser) {
        SETTINGS.forEach((type, settings) -> {
            String path = "/connections/%s-planted".formatted(type);
            List<String> secrets = new ArrayList<>();
            for (String name : SECRETS.getOrDefault(type, List.of())) {
                String secret = canary();
                if (type.equals("generic")) {
                    secret = "whsec_" + BaseEncoding.base64().encode(secret.getBytes(UTF_8));
                }
                secrets.add(
                        "\"%s\":\"%s\""
                                .formatted(name, plant("%s of %s".formatted(name, type), secret)));
            }
            String document =
                    "{\"type\":\"%s\",\"settings\":%s,\"secrets\":{%s}%%s}"
                            .formatted(type, settings, String.join(",", secrets));
            assertThat(api("PUT", path, document.formatted(",\"unknown\":1"))).isEqualTo(422);
            assertThat(api("PUT", path, document.formatted("").substring(1))).isEqualTo(400);
            assertThat(api("PUT", path, document.formatted(""))).as(type).isEqualTo(201);
            api("POST", path + "/test", "{}");
            shown(path + " is tested", browser.submit(path, path + "/test", Map.of()));
        });
    }

    private void webhooks() {
        String subscription =
                "{\"url\":\"%s/hook\",\"events\":[\"lead.received\",\"lead.routed\"]}"
                        .formatted(NOWHERE);
        var made = program.make(acme.token(), "/webhook-subscriptions", subscription);
        plant("secret of a webhook", made.required("secret").asString());
        String path = "/webhook-subscriptions/" + made.required("id").asString();
        Answer rotated = program.api(acme.token(), "POST", path + "/rotate", "{}");
        plant("secret of a webhook, rotated", rotated.body().required("secret").asString());
        api("GET", path, null);
        submit(diagnosis);
        await().atMost(PATIENCE)
                .until(() ->
                        program.api(acme.token(), "GET", path + "/deliveries", null)
                                .text()
                                .contains("\"id\""));
        api("GET", path + "/deliveries", null);
    }

    /** Signed well, signed badly, not at all. */
    private void hooks() {
        String secret = planted.getOrDefault("signingSecret of generic", "");
        byte[] key = BaseEncoding.base64().decode(secret.substring("whsec_".length()));
        for (String body :
                List.of(lead(diagnosis), "{\"lead\":{\"message\":\"" + diagnosis + "\"}}")) {
            assertThat(hook("generic", signed(key, body), body)).isEqualTo(202);
            assertThat(hook("generic", signed(new byte[32], body), body)).isEqualTo(401);
        }
        for (String type : SECRETS.keySet()) {
            if (!type.equals("smtp")) {
                hook(
                        type,
                        Map.of("Authorization", "Bearer " + plant("no token for " + type)),
                        "{}");
            }
        }
    }

    private static Map<String, String> signed(byte[] key, String body) {
        String id = canary();
        long now = Instant.now().getEpochSecond();
        byte[] code =
                Hashing.hmacSha256(key)
                        .hashString("%s.%d.%s".formatted(id, now, body), UTF_8)
                        .asBytes();
        return Map.of(
                "webhook-id",
                id,
                "webhook-timestamp",
                Long.toString(now),
                "webhook-signature",
                "v1," + BaseEncoding.base64().encode(code));
    }

    private int hook(String type, Map<String, String> headers, String body) {
        String address =
                program.api(acme.token(), "GET", "/connections/%s-planted".formatted(type), null)
                        .body()
                        .required("hookUrl")
                        .asString();
        var request =
                HttpRequest.newBuilder(program.at(URI.create(address).getPath()))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body));
        headers.forEach(request::header);
        Answer answer = AccessProgram.answer(client, request.build());
        shown("hook of %s: %s".formatted(type, headers.keySet()), answer);
        return answer.status();
    }

    /** Secrets where none belong. */
    private void mistakes(Browser browser) {
        for (String body :
                List.of(
                        "{\"type\":\"hubspot\",\"secrets\":\"%s\"}",
                        "{\"type\":\"hubspot\",\"secrets\":{\"accessToken\":[\"%s\"]}}",
                        "{\"type\":\"hubspot\",\"secrets\":{\"accessToken\":\"%s\"",
                        "{\"type\":\"hubspot\",\"secrets\":{\"accessToken\":\"%1$s\",\"accessToken\":\"%1$s\"}}",
                        "{\"type\":\"hubspot\",\"secrets\":{\"accessToken\":\"%s\\u0000\"}}")) {
            String mistaken = plant("in " + body);
            assertThat(api("PUT", "/connections/mistaken", body.formatted(mistaken)))
                    .as(body)
                    .isBetween(400, 422);
            assertThat(api("POST", "/members", body.formatted(mistaken))).isBetween(400, 422);
        }
        assertThat(
                        api(
                                "POST",
                                "/members",
                                "{\"email\":\"x\",\"name\":\"X\",\"role\":\"KING\",\"password\":\"%s\"}"
                                        .formatted(plant("password of nobody"))))
                .isEqualTo(422);
        shown(
                "a change of the password",
                browser.submit(
                        "/me/security",
                        "/me/security/password",
                        Map.of(
                                "current", plant("no password of mine"),
                                "password", plant("a new password"))));
        shown(
                "a connection that is wrong",
                browser.submit(
                        "/connections/add/hubspot",
                        "/connections/add/hubspot",
                        Map.of(
                                "key", "Not A Key",
                                "secrets.accessToken", plant("accessToken on a page"),
                                "secret.accessToken", plant("accessToken on a page, too"))));
    }

    /** Then every use of it fails, and that is said in the log. */
    private void ofAConnectionThatWasTamperedWith() {
        program.change(
                acme,
                "update connection_secret set ciphertext = substring(ciphertext for 40) where name = 'signingSecret'");
        assertThat(hook("generic", signed(new byte[32], "{}"), "{}")).isGreaterThanOrEqualTo(400);
        api("POST", "/connections/crm-planted/test", "{}");
    }

    /** Until nothing waits to be translated or routed. */
    private void settled() {
        await().atMost(PATIENCE)
                .until(() ->
                        contents.texts(
                                        "select count(*) from inbound_event where state in ('RECEIVED', 'READY')")
                                .equals(List.of("0")));
    }

    /** All that somebody may look at. */
    private void everything(Browser browser, String token, String lead) {
        Set<String> paths = new TreeSet<>();
        program.mapping()
                .getHandlerMethods()
                .keySet()
                .forEach(mapping -> {
                    if (mapping.getMethodsCondition().getMethods().contains(RequestMethod.GET)) {
                        mapping.getPatternsCondition()
                                .getPatterns()
                                .forEach(pattern -> paths.addAll(paths(pattern.toString(), lead)));
                    }
                });
        paths.removeAll(STREAMS);
        paths.forEach(path -> {
            if (path.startsWith("/api/v1")) {
                api(token, "GET", path.substring("/api/v1".length()), null);
            } else {
                shown("GET " + path, browser.get(path));
            }
        });
        api(token, "GET", "/audit-log?limit=200", null);
    }

    private static Set<String> paths(String pattern, String lead) {
        Set<String> paths = new TreeSet<>();
        for (String type : SETTINGS.keySet()) {
            paths.add(
                    pattern.replace("/connections/{key}", "/connections/%s-planted".formatted(type))
                            .replace("/{type}", "/" + type)
                            .replace("/leads/{id}", "/leads/" + lead)
                            .replace("{kind}", "lead")
                            .replaceAll("\\{[a-zA-Z]+}", "nobody"));
        }
        return paths;
    }

    private int api(String method, String path, @Nullable String body) {
        return api(acme.token(), method, path, body);
    }

    private int api(String token, String method, String path, @Nullable String body) {
        Answer answer = program.api(token, method, path, body);
        shown("%s %s".formatted(method, path), answer);
        return answer.status();
    }

    private void shown(String what, Answer answer) {
        shown.merge(what, answer.text(), String::concat);
    }

    private void assertNothingIsShown(Map<String, String> secrets) {
        var all = new SoftAssertions();
        shown.forEach((what, text) ->
                secrets.forEach((name, secret) ->
                        all.assertThat(text.contains(secret))
                                .as("%s, in %s", name, what)
                                .isFalse()));
        all.assertAll();
    }
}
