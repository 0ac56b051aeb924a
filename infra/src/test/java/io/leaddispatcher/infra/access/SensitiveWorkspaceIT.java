package io.leaddispatcher.infra.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leaddispatcher.infra.access.AccessProgram.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a workspace with sensitive fields demands, and how the glass is broken. */
@ExtendWith(InProgram.class)
class SensitiveWorkspaceIT {

    private static final String SET_UP = "/me/security/second-factor";
    private static final String SETTINGS = "/settings/security";
    private static final String DIAGNOSIS = "Influenza B";
    private static final String REASON = "The hospital calls back at noon";

    private final AccessProgram program;
    private final AccessProgram.Workspace acme;

    SensitiveWorkspaceIT(AccessProgram program) {
        this.program = program;
        this.acme = program.workspace();
    }

    private void diagnosisIsSensitive(boolean sensitive) {
        var answer =
                program.api(
                        acme.token(),
                        "PUT",
                        "/fields/diagnosis",
                        "{\"name\":\"Diagnosis\",\"type\":\"TEXT\",\"sensitive\":%s}"
                                .formatted(sensitive));
        assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
    }

    private Browser in(String email) {
        var browser = new Browser(program);
        browser.logIn(email, AccessProgram.PASSWORD);
        return browser;
    }

    private Browser in(String email, Phone phone) {
        var browser = new Browser(program);
        browser.logIn(email, AccessProgram.PASSWORD, phone);
        assertThat(browser.isIn()).isTrue();
        return browser;
    }

    private String member(String role) {
        String email = "m%s@people.test".formatted(UUID.randomUUID());
        program.make(
                acme.token(),
                "/members",
                "{\"email\":\"%s\",\"name\":\"Vic Tester\",\"role\":\"%s\",\"password\":\"%s\"}"
                        .formatted(email, role, AccessProgram.PASSWORD));
        return email;
    }

    @Test
    void theFirstSensitiveFieldAsksEverybodyForASecondFactorAndTheLastLetsThemGo() {
        var member = in(member("ADMIN"));
        assertThat(member.get(SETTINGS).text()).doesNotContain("sensitive-fields");
        diagnosisIsSensitive(true);
        await().atMost(Duration.ofSeconds(30)).until(() -> member.get("/leads").status() == 303);
        assertThat(member.location()).isEqualTo(SET_UP);
        assertThat(program.api(acme.token(), "GET", "/leads", null).status())
                .as("tokens are no log-in")
                .isEqualTo(200);

        var owner = in(acme.owner(), program.phone(acme.owner()));
        assertThat(owner.get(SETTINGS).text())
                .contains("sensitive-fields", "Diagnosis", "1 of 2", "disclosures-empty")
                .doesNotContain("change-requirement");
        owner.submit(SETTINGS, SETTINGS, Map.of("required", "false"));
        assertThat(owner.location()).isEqualTo(SETTINGS);
        assertThat(member.get("/leads").status()).as("still").isEqualTo(303);

        diagnosisIsSensitive(false);
        assertThat(member.get("/leads").status()).isEqualTo(200);
        assertThat(owner.get(SETTINGS).text()).contains("change-requirement");
    }

    @Test
    void aSessionEndsSoonerThereAndAsLateAsEverWhereTheFlagIsGone() {
        diagnosisIsSensitive(true);
        var phone = program.phone(acme.owner());
        var owner = in(acme.owner(), phone);
        idle(20);
        program.awaitOut(owner);
        assertThat(owner.get("/leads").status()).isEqualTo(303);
        assertThat(owner.location()).isEqualTo("/login");

        var again = in(acme.owner(), phone);
        diagnosisIsSensitive(false);
        idle(20);
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(20))
                .until(() -> again.get("/leads").status() == 200);
        idle(31);
        program.awaitOut(again);
    }

    private void idle(int minutes) {
        program.change(
                acme,
                "update session set last_seen_at = now() - interval '%d minutes'"
                        .formatted(minutes));
    }

    @Test
    void theGlassIsBrokenWithAReasonANoticeAndAnEnd() throws Exception {
        diagnosisIsSensitive(true);
        String email = member("VIEWER");
        var viewer = in(email, program.phone(email));
        var owner = in(acme.owner(), program.phone(acme.owner()));
        String lead = lead();
        String page = "/leads/" + lead;
        assertThat(viewer.get(page).text())
                .contains("disclose-form")
                .doesNotContain(DIAGNOSIS, "data-countdown");

        var short9 = viewer.submit(page, page + "/disclosure", Map.of("reason", "too short"));
        assertThat(short9.status()).isEqualTo(422);
        assertThat(short9.text()).contains("problem-reason", "too short").doesNotContain(DIAGNOSIS);
        int before = program.letters(acme.owner());
        viewer.submit(page, page + "/disclosure", Map.of("reason", REASON));
        assertThat(viewer.location()).isEqualTo(page);
        assertThat(viewer.get(page).text())
                .contains(DIAGNOSIS, "data-countdown", "fact-shown")
                .doesNotContain("disclose-form");
        assertThat(viewer.get("/leads").text()).as("the list").doesNotContain(DIAGNOSIS);
        assertThat(program.api(readOnly(), "GET", "/leads/" + lead, null).text())
                .as("a program is nobody")
                .doesNotContain(DIAGNOSIS);

        await().until(() -> program.letters(acme.owner()) > before);
        assertThat(program.letter(acme.owner()))
                .contains("Vic Tester", email, SETTINGS)
                .doesNotContain(DIAGNOSIS, REASON);
        assertThat(audit()).contains("sensitive.opened", REASON).doesNotContain(DIAGNOSIS);

        assertThat(owner.get(SETTINGS).text()).contains("Vic Tester", REASON, page);
        owner.submit(SETTINGS, end(owner), Map.of());
        assertThat(owner.location()).isEqualTo(SETTINGS + "?ended");
        assertThat(viewer.get(page).text()).doesNotContain(DIAGNOSIS);
        assertThat(owner.get(SETTINGS).text()).contains(REASON).doesNotContain("/end\"");

        viewer.submit(page, page + "/disclosure", Map.of("reason", REASON));
        viewer.submit(page, page + "/disclosure/end", Map.of());
        assertThat(viewer.location()).isEqualTo(page);
        assertThat(viewer.get(page).text()).doesNotContain(DIAGNOSIS);
        assertThat(audit()).contains("sensitive.closed");
    }

    @Test
    void aTraceTellsNobodyByItsConditionsWhatTheFieldSays() {
        diagnosisIsSensitive(true);
        publish(
                """
                {"tiers":[{"name":"All","rules":[
                  {"id":"ward","when":{"all":[{"field":"custom.diagnosis","op":"eq","value":"%s"}]},
                   "assign":{"queue":"fallback"}}]}],"fallback":{"queue":"fallback"}}
                """
                        .formatted(DIAGNOSIS));
        String lead = lead();

        var run = "/leads/" + lead + "/runs";
        await().until(() -> program.api(acme.token(), "GET", run, null).text().contains("ward"));
        assertThat(program.api(acme.token(), "GET", run, null).text())
                .contains("\"value\":\"" + DIAGNOSIS, "\"result\":true");
        assertThat(program.api(readOnly(), "GET", run, null).text())
                .contains("\"value\":\"•••\"", "\"actual\":\"•••\"", "\"result\":\"•••\"")
                .doesNotContain(DIAGNOSIS, "\"result\":true");
        String email = member("VIEWER");
        assertThat(in(email, program.phone(email)).get("/leads/" + lead).text())
                .contains("•••", "masked")
                .doesNotContain(DIAGNOSIS);
    }

    @Test
    void neitherItsAccountNorItsDomainTellsOfALeadWhatIsHidden() {
        put(acme.token(), 201, "/fields/contact.phone", sensitive("Phone"));
        put(acme.token(), 201, "/fields/contact.email", sensitive("E-mail"));
        put(acme.token(), 201, "/reps/mia", "{\"name\":\"Mia\",\"email\":\"mia@acme.test\"}");
        put(
                acme.token(),
                201,
                "/accounts/initech",
                "{\"name\":\"Initech GmbH\",\"phones\":[\"+493012345678\"],\"owner\":\"mia\"}");
        publish(
                """
                {"tiers":[{"name":"All","rules":[{"id":"owner","when":{"all":[]},"assign":{"accountOwner":{}}}]}],
                 "fallback":{"queue":"fallback"}}
                """);
        String matched =
                lead("{\"contact\":{\"phone\":\"+49 30 12345678\",\"email\":\"a@globex.test\"}}");
        String other = lead("{\"contact\":{\"phone\":\"+49 30 99999999\"}}");
        await().until(() -> get(acme.token(), matched + "/runs").contains("\"mia\""));
        await().until(() -> get(acme.token(), other + "/runs").contains("\"fallback\""));
        assertThat(get(acme.token(), matched)).contains("initech", "globex.test");

        String reader = readOnly();
        for (String path : List.of("", "/runs", "/timeline")) {
            assertThat(get(reader, matched + path))
                    .as(path)
                    .doesNotContainIgnoringCase("initech")
                    .doesNotContain("globex", "30123", "\"phone\",\"confidence\"");
        }
        for (String lead : List.of(matched, other)) {
            assertThat(get(reader, lead)).contains("\"account\":\"•••\"");
            assertThat(get(reader, lead + "/runs")).contains("\"accountMatch\":\"•••\"");
        }
        String email = member("VIEWER");
        assertThat(in(email, program.phone(email)).get("/leads/" + matched).text())
                .doesNotContainIgnoringCase("initech")
                .doesNotContain("account-match", "globex");
    }

    @Test
    void aTokenThatMayWriteFindsNothingOutByWhatItWrites() {
        diagnosisIsSensitive(true);
        String writer =
                program.make(acme.token(), "/tokens", "{\"name\":\"w\",\"scopes\":[\"write\"]}")
                        .required("token")
                        .asString();
        for (String blank : List.of("", " ", "\u2003")) {
            String asked = "{\"field\":\"%scustom.diagnosis\",\"op\":\"exists\"}".formatted(blank);
            put(
                    writer,
                    403,
                    "/policies/lead/draft",
                    """
                    {"tiers":[{"name":"All","rules":[{"id":"r","when":{"all":[%s]},"assign":{"queue":"fallback"}}]}],
                     "fallback":{"queue":"fallback"}}
                    """
                            .formatted(asked));
            put(
                    writer,
                    403,
                    "/segments/ill",
                    "{\"name\":\"I\",\"when\":{\"all\":[%s]}}".formatted(asked));
            put(
                    writer,
                    403,
                    "/pools/ward",
                    """
                    {"name":"W","strategy":"ROUND_ROBIN","skillMatch":[{"skill":"ward","equals":"%scustom.diagnosis"}]}
                    """
                            .formatted(blank));
        }
    }

    private static String sensitive(String name) {
        return "{\"name\":\"%s\",\"sensitive\":true}".formatted(name);
    }

    private void put(String token, int status, String path, String document) {
        var answer = program.api(token, "PUT", path, document);
        assertThat(answer.status()).as("%s: %s", path, answer.text()).isEqualTo(status);
    }

    private String get(String token, String path) {
        return program.api(token, "GET", "/leads/" + path, null).text();
    }

    private String lead(String body) {
        return program.api(acme.token(), "POST", "/leads", body)
                .body()
                .required("leadId")
                .asString();
    }

    private void publish(String policy) {
        var draft = program.api(acme.token(), "PUT", "/policies/lead/draft", policy);
        assertThat(draft.status()).as(draft.text()).isBetween(200, 201);
        var published =
                program.api(
                        acme.token(),
                        "POST",
                        "/policies/lead/draft/publish",
                        "{\"comment\":\"test\",\"expectedVersion\":1}");
        assertThat(published.status()).as(published.text()).isEqualTo(200);
    }

    @Test
    void whoMayNotSeeTheLeadOrTheListOpensAndEndsNothing() {
        diagnosisIsSensitive(true);
        String lead = lead();
        String open = "/leads/" + lead + "/disclosure";
        String viewerMail = member("VIEWER");
        var viewer = in(viewerMail, program.phone(viewerMail));
        viewer.submit("/leads/" + lead, open, Map.of("reason", REASON));
        var owner = in(acme.owner(), program.phone(acme.owner()));
        String end = end(owner);

        String repMail = member("REP");
        var rep = in(repMail, program.phone(repMail));
        assertThat(rep.submit("/leads", open, Map.of("reason", REASON)).status()).isEqualTo(404);
        assertThat(rep.submit("/leads", open + "/end", Map.of()).status()).isEqualTo(404);
        assertThat(rep.submit("/leads", end, Map.of()).status()).isEqualTo(403);
        assertThat(rep.get("/leads/stream?lead=" + lead).status())
                .as("nor learns when it changes")
                .isEqualTo(404);
        var globex = in(program.workspace().owner());
        assertThat(globex.submit("/leads", open, Map.of("reason", REASON)).status()).isEqualTo(404);
        assertThat(globex.submit("/leads", open + "/end", Map.of()).status()).isEqualTo(404);
        assertThat(globex.submit("/leads", end, Map.of()).status()).isEqualTo(404);
        assertThat(globex.get("/leads/stream?lead=" + lead).status()).isEqualTo(404);
        assertThat(globex.get(SETTINGS).text()).doesNotContain(REASON);
        assertThat(viewer.get("/leads/" + lead).text()).contains(DIAGNOSIS);
    }

    private static String end(Browser owner) {
        var found =
                Pattern.compile("/settings/security/disclosures/[0-9a-f-]{36}/end")
                        .matcher(owner.get(SETTINGS).text());
        assertThat(found.find()).isTrue();
        return found.group();
    }

    private String lead() {
        Answer made =
                program.api(
                        acme.token(),
                        "POST",
                        "/leads",
                        "{\"contact\":{\"email\":\"ana%s@acme.test\",\"firstName\":\"Ana\"},\"custom\":{\"diagnosis\":\"%s\"}}"
                                .formatted(UUID.randomUUID(), DIAGNOSIS));
        String lead = made.body().required("leadId").asString();
        await().until(() ->
                program.api(acme.token(), "GET", "/leads/" + lead, null).status() == 200);
        return lead;
    }

    private String readOnly() {
        return program.make(acme.token(), "/tokens", "{\"name\":\"reader\",\"scopes\":[\"read\"]}")
                .required("token")
                .asString();
    }

    private String audit() {
        return program.api(acme.token(), "GET", "/audit-log?limit=100", null).text();
    }
}
