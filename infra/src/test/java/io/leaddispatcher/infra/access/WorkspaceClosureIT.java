package io.leaddispatcher.infra.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** An owner closes a workspace in the browser, and opens it again. */
@ExtendWith(InProgram.class)
class WorkspaceClosureIT {

    private static final String PAGE = "/settings/data/deletion";

    private final AccessProgram program;
    private final AccessProgram.Workspace acme;

    WorkspaceClosureIT(AccessProgram program) {
        this.program = program;
        this.acme = program.workspace();
    }

    @Test
    void itIsClosedAtOnceForEverybodyButItsOwnersWhoOpenItAgain() {
        String admin = admin();
        var owner = in(acme.owner());
        var helper = in(admin);
        String hook = hook();
        assertThat(send(hook).status()).isEqualTo(202);

        close(owner, acme.slug(), AccessProgram.PASSWORD);
        assertThat(owner.location()).isEqualTo(PAGE);
        assertThat(owner.get(PAGE).text()).contains("data-testid=\"undo\"");

        var refused = program.api(acme.token(), "POST", "/leads", "{\"externalId\":\"x\"}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).contains("This workspace is closed");
        assertThat(program.api(acme.token(), "GET", "/leads", null).status()).isEqualTo(403);
        assertThat(send(hook).status()).isEqualTo(403);
        assertThat(send(hook).text()).contains("This workspace is closed");
        program.awaitOut(helper);
        var again = new Browser(program);
        again.logIn(admin, AccessProgram.PASSWORD);
        assertThat(again.isIn()).as("an admin").isFalse();
        assertThat(owner.get("/leads").status()).isEqualTo(303);
        assertThat(owner.location()).isEqualTo(PAGE);
        assertThat(in(acme.owner()).get("/").status()).as("an owner, anew").isEqualTo(303);
        assertThat(program.api(program.workspace().token(), "GET", "/leads", null).status())
                .as("another workspace")
                .isEqualTo(200);

        owner.submit(PAGE, PAGE + "/undo", Map.of());
        assertThat(owner.location()).isEqualTo("/settings/data?reopened");
        assertThat(owner.get("/leads").status()).isEqualTo(200);
        assertThat(program.api(acme.token(), "GET", "/leads", null).status()).isEqualTo(200);
        assertThat(send(hook).status()).isEqualTo(202);
        assertThat(told()).containsSubsequence("workspace.reopened", "workspace.closed");
    }

    @Test
    void itTakesTheNameAndThePasswordAndAnOwner() {
        var owner = in(acme.owner());
        assertThat(close(owner, "another", AccessProgram.PASSWORD).text())
                .contains("data-testid=\"problem-name\"");
        assertThat(close(owner, acme.slug(), "wrong").text())
                .contains("data-testid=\"problem-password\"");
        var admin = in(admin());
        assertThat(admin.get("/settings/data").text())
                .contains("data-testid=\"retention-form\"")
                .doesNotContain("danger-zone");
        assertThat(admin.get(PAGE).status()).isEqualTo(403);
        assertThat(
                        admin.submit(
                                        "/settings/data",
                                        PAGE,
                                        Map.of(
                                                "name",
                                                acme.slug(),
                                                "password",
                                                AccessProgram.PASSWORD))
                                .status())
                .isEqualTo(403);
        assertThat(program.api(acme.token(), "GET", "/leads", null).status()).isEqualTo(200);
        assertThat(told()).doesNotContain("workspace.closed");
    }

    @Test
    void whatIsKeptIsSetInDaysAndTold() {
        var owner = in(acme.owner());
        owner.submit(
                "/settings/data",
                "/settings/data/retention",
                Map.of("events", "14", "deliveries", "60", "leads", "365", "erasures", "45"));
        assertThat(owner.location()).isEqualTo("/settings/data?saved");
        assertThat(owner.get("/settings/data").text())
                .contains("value=\"14\"", "value=\"60\"", "value=\"365\"", "value=\"45\"");
        assertThat(told()).contains("retention.changed");

        var refused =
                owner.submit(
                        "/settings/data",
                        "/settings/data/retention",
                        Map.of("events", "6", "deliveries", "x", "leads", "0", "erasures", "45"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text())
                .contains("events-problem", "deliveries-problem", "leads-problem")
                .doesNotContain("erasures-problem")
                .contains("from 7 to 3650", "from 1 to 3650");
    }

    @Test
    void whatAnotherHasSetMeanwhileStays() {
        String page = "/settings/data";
        String form = page + "/retention";
        var owner = in(acme.owner());
        owner.submit(page, form, Map.of("leads", "365", "shown-leads", ""));
        var late = in(admin());
        assertThat(late.get(page).text()).contains("name=\"shown-leads\" value=\"365\"");

        owner.submit(page, form, Map.of("leads", "", "shown-leads", "365"));
        var refused =
                late.submit(
                        page, form, Map.of("leads", "365", "shown-leads", "365", "events", "6"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("value=\"6\"").doesNotContain("value=\"365\"");
        late.submit(
                page,
                form,
                Map.of("leads", "365", "shown-leads", "365", "events", "21", "shown-events", "30"));

        assertThat(late.location()).isEqualTo("/settings/data?saved");
        assertThat(owner.get(page).text()).contains("value=\"21\"").doesNotContain("value=\"365\"");
    }

    private AccessProgram.Answer close(Browser browser, String name, String password) {
        return browser.submit(PAGE, PAGE, Map.of("name", name, "password", password));
    }

    private String admin() {
        String email = "a%s@people.test".formatted(UUID.randomUUID());
        program.make(
                acme.token(),
                "/members",
                "{\"email\":\"%s\",\"name\":\"A\",\"role\":\"ADMIN\",\"password\":\"%s\"}"
                        .formatted(email, AccessProgram.PASSWORD));
        return email;
    }

    private Browser in(String email) {
        var browser = new Browser(program);
        browser.logIn(email, AccessProgram.PASSWORD);
        assertThat(browser.isIn()).isTrue();
        return browser;
    }

    private String hook() {
        var made = program.api(acme.token(), "PUT", "/connections/web", "{\"type\":\"form\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        String url = made.body().required("hookUrl").asString();
        return url.substring(url.indexOf("/hooks/"));
    }

    private AccessProgram.Answer send(String hook) {
        try (var client = HttpClient.newHttpClient()) {
            return AccessProgram.answer(
                    client,
                    HttpRequest.newBuilder(program.at(hook))
                            .header("Content-Type", "application/json")
                            .POST(
                                    BodyPublishers.ofString(
                                            "{\"contact.email\":\"%s@x.test\"}"
                                                    .formatted(UUID.randomUUID())))
                            .build());
        }
    }

    /** Latest first. */
    private List<String> told() {
        List<String> words = new ArrayList<>();
        for (JsonNode entry :
                program.api(acme.token(), "GET", "/audit-log?limit=100", null)
                        .body()
                        .required("items")) {
            words.add(entry.required("action").asString());
        }
        return words;
    }
}
