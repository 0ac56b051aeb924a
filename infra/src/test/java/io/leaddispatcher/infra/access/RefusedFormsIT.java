package io.leaddispatcher.infra.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leaddispatcher.infra.access.AccessProgram.Answer;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What somebody typed stays in a form that is refused, but for passwords. */
@ExtendWith(InProgram.class)
class RefusedFormsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AccessProgram program;
    private final AccessProgram.Workspace acme;
    private final Browser owner;

    RefusedFormsIT(AccessProgram program) {
        this.program = program;
        this.acme = program.workspace();
        this.owner = in(acme.owner());
    }

    private Browser in(String email) {
        var browser = new Browser(program);
        browser.logIn(email, AccessProgram.PASSWORD);
        return browser;
    }

    private void put(String path, String body) {
        Answer answer = program.api(acme.token(), "PUT", path, body);
        assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
    }

    @Test
    void theNameOfAWorkspaceThatIsToGo() {
        String page = "/settings/data/deletion";
        Map<String, String> form = Map.of("name", acme.slug(), "password", "wrong");
        Answer refused = owner.submit(page, page, form);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text())
                .contains("value=\"%s\"".formatted(acme.slug()), "problem-password");

        for (int i = 0; i < 10; i++) {
            refused = owner.submit(page, page, form);
        }
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.text()).contains("value=\"%s\"".formatted(acme.slug()));
    }

    @Test
    void theNameOfWhoIsInvited() {
        String email = "p%s@people.test".formatted(UUID.randomUUID());
        program.make(
                acme.token(),
                "/members",
                "{\"email\":\"%s\",\"name\":\"Ida\",\"role\":\"VIEWER\"}".formatted(email));
        String link = "/invitation/" + program.link(email, "/invitation/");

        Answer refused =
                new Browser(program)
                        .submit(link, link, Map.of("name", "Ida B. Wells", "password", "short"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("value=\"Ida B. Wells\"", "problem-password");
    }

    @Test
    void whyALeadThatTwoClaimIsGivenToSomebody() {
        for (String rep : new String[] {"mia", "ben"}) {
            put("/reps/" + rep, "{\"name\":\"R\",\"email\":\"%s@x.test\"}".formatted(rep));
            put(
                    "/accounts/twins-" + rep,
                    "{\"name\":\"Twins\",\"domains\":[\"twins.example\"],\"owner\":\"%s\"}"
                            .formatted(rep));
        }
        put("/queues/review", "{\"name\":\"Review\",\"type\":\"MANUAL_REVIEW\"}");
        put(
                "/policies/lead/draft",
                """
                {"tiers":[{"name":"Owner","rules":[{"id":"owner","assign":{"accountOwner":{}}}]}],
                 "fallback":{"queue":"review"},"review":{"queue":"review","when":["TWO_OWNERS"]}}
                """);
        int active =
                program.api(acme.token(), "GET", "/policies/lead", null)
                        .body()
                        .path("version")
                        .asInt(0);
        assertThat(
                        program.api(
                                        acme.token(),
                                        "POST",
                                        "/policies/lead/draft/publish",
                                        "{\"comment\":\"x\",\"expectedVersion\":%d}"
                                                .formatted(active))
                                .status())
                .isEqualTo(200);
        String lead =
                program.api(
                                acme.token(),
                                "POST",
                                "/leads",
                                "{\"contact\":{\"email\":\"ana@twins.example\"}}")
                        .body()
                        .required("leadId")
                        .asString();
        await().atMost(PATIENCE)
                .until(() ->
                        program.api(acme.token(), "GET", "/leads/" + lead, null)
                                .text()
                                .contains("\"queueKey\":\"review\""));

        Answer refused =
                owner.submit(
                        "/queues",
                        "/queues/leads/%s/give".formatted(lead),
                        Map.of("decide", "rep:gone", "reason", "Ben met them at the fair"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text())
                .contains("value=\"Ben met them at the fair\"", "data-testid=\"queues-note\"");
    }

    @Test
    void howARepIsTold() {
        put("/reps/nell", "{\"name\":\"Nell\",\"email\":\"nell@x.test\"}");
        String email = "p%s@people.test".formatted(UUID.randomUUID());
        program.make(
                acme.token(),
                "/members",
                "{\"email\":\"%s\",\"name\":\"Nell\",\"role\":\"REP\",\"rep\":\"nell\",\"password\":\"%s\"}"
                        .formatted(email, AccessProgram.PASSWORD));
        var rep = in(email);

        Answer refused =
                rep.submit(
                        "/me",
                        "/me/notifications",
                        Map.of(
                                "taskDue", "EMAIL",
                                "quiet", "on",
                                "quietFrom", "21:15",
                                "quietUntil", "21:15",
                                "digestAt", "06:45"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text())
                .contains("problem-quiet", "value=\"21:15\"", "value=\"06:45\"")
                .containsPattern("name=\"taskDue\" value=\"EMAIL\"[^>]* checked")
                .containsPattern("name=\"quiet\"[^>]* checked");
    }

    @Test
    void theLedgerOfAPool() {
        put("/reps/mia", "{\"name\":\"Mia\",\"email\":\"mia@x.test\"}");
        put(
                "/pools/rest",
                "{\"name\":\"Rest\",\"strategy\":\"ROUND_ROBIN\",\"members\":[{\"rep\":\"mia\"}]}");
        Map<String, String> form =
                Map.of("rep", "mia", "which", "fewer", "turns", "1.000", "reason", "was at a fair");

        Answer refused = owner.submit("/pools/rest", "/pools/rest/ledger", form);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text())
                .contains("value=\"1.000\"", "value=\"was at a fair\"", "problem-turns")
                .containsPattern("<option value=\"fewer\" selected")
                .containsPattern("<details[^>]*data-testid=\"ledger-edit\" open");

        owner.submit(
                "/pools/rest",
                "/pools/rest/ledger",
                Map.of("rep", "mia", "which", "fewer", "turns", "0,5", "reason", "was at a fair"));
        assertThat(owner.location()).isEqualTo("/pools/rest?note=adjusted");
        assertThat(program.api(acme.token(), "GET", "/pools/rest/ledger", null).text())
                .contains("was at a fair");
    }

    @Test
    void aConnectionWithAllThatStandsBesideIt() {
        put("/connections/web", "{\"type\":\"form\",\"name\":\"Contact\",\"settings\":{}}");
        Answer page = owner.get("/connections/web");
        assertThat(page.text()).contains("data-testid=\"snippet\"", "delete-connection");

        Answer refused =
                owner.submit(
                        page,
                        "/connections/web",
                        Map.of("name", "Contact us", "version", "1", "redirectUrl", "nowhere"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text())
                .contains("Contact us", "data-testid=\"snippet\"", "delete-connection");

        Answer stale =
                owner.submit(
                        page, "/connections/web", Map.of("name", "Contact us", "version", "99999"));
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.text())
                .contains("Contact us", "data-testid=\"snippet\"", "delete-connection");
    }

    @Test
    void aSetUpThatSomebodyElseHasChangedIsAConflict() {
        put("/lists/big", "{\"name\":\"Big\",\"values\":[\"acme.de\"]}");
        Answer stale =
                owner.submit(
                        "/lists/big",
                        "/lists/big",
                        Map.of("name", "Bigger", "version", "99999", "values", "acme.de"));
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.text()).contains("value=\"Bigger\"");

        Answer late =
                owner.submit(
                        "/lists/big",
                        "/lists/big/undo",
                        Map.of("version", "99999", "document", "{\"name\":\"Old\",\"values\":[]}"));
        assertThat(late.status()).isEqualTo(409);
    }
}
