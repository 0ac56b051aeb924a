package io.leaddispatcher.infra.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leaddispatcher.adapter.hubspot.StandInRecords;
import io.leaddispatcher.infra.access.AccessProgram.Answer;
import io.leaddispatcher.infra.access.AccessProgram.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How an admin sees a CRM, says who is who there, and what is read and written. */
@ExtendWith(InProgram.class)
class CrmPagesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern VERSION =
            Pattern.compile("name=\"version\"[^>]*value=\"([0-9]+)\"");

    private final AccessProgram program;
    private final StandInRecords hubSpot;
    private final Workspace workspace;
    private final Browser owner;

    CrmPagesIT(AccessProgram program) {
        this.program = program;
        this.hubSpot = program.hubSpot();
        this.workspace = program.workspace();
        this.owner = new Browser(program);
    }

    private void put(String path, String body) {
        Answer answer = program.api(workspace.token(), "PUT", path, body);
        assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
    }

    @BeforeEach
    void connect() {
        put(
                "/connections/hs",
                """
                {"type":"hubspot","name":"Our HubSpot","settings":{"portalId":"1","callsPerSecond":100},
                 "secrets":{"accessToken":"pat-x","clientSecret":"s"}}
                """);
        put("/reps/mia", "{\"name\":\"Mia\",\"email\":\"mia@pages.test\"}");
        put("/reps/ben", "{\"name\":\"Ben\",\"email\":\"ben@pages.test\"}");
        put("/fields/budget", "{\"name\":\"Budget\",\"type\":\"NUMBER\"}");
        hubSpot.owner("771", "mia@pages.test");
        hubSpot.owner("772", "benjamin@elsewhere.test");
        hubSpot.company(4711, Instant.EPOCH, Map.of("name", "Acme", "domain", "acme.test"));
        owner.logIn(workspace.owner(), AccessProgram.PASSWORD);
    }

    private static String version(Answer page) {
        Matcher found = VERSION.matcher(page.text());
        assertThat(found.find()).as(page.text()).isTrue();
        return found.group(1);
    }

    @Test
    void howItStandsIsAListInWordsAndCompaniesAreReadByAButton() {
        Answer before = owner.get("/connections/hs");
        assertThat(before.text())
                .contains("How it stands with HubSpot", "data-check=\"token\"")
                .contains("They are not read.", "crm.objects.companies.read");

        owner.submit(before, "/connections/hs/backfill", Map.of());

        assertThat(owner.location()).isEqualTo("/connections/hs?crm=going");
        await().atMost(PATIENCE)
                .until(() -> owner.get("/connections/hs").text().contains("All changes are here"));
        assertThat(owner.get("/connections/hs").text())
                .contains("It lets us in.", "Read all again")
                .doesNotContain("data-poll=\"2000\"");
        assertThat(program.api(workspace.token(), "GET", "/accounts/hs.4711", null).status())
                .isEqualTo(200);
    }

    @Test
    void whoIsNotFoundByEmailIsChosen() {
        assertThat(owner.get("/connections/hs/owners").text())
                .contains("1 found by e-mail", "1 not found");
        Answer choosing = owner.get("/connections/hs/owners/ben?q=BENJ");
        assertThat(choosing.text()).contains("data-person=\"772\"").doesNotContain("\"771\"");
        String version = version(choosing);

        owner.submit(
                choosing, "/connections/hs/owners/ben", Map.of("owner", "999", "version", version));
        assertThat(owner.location()).isEqualTo("/connections/hs/owners/ben?done=no-owner");
        owner.submit(
                choosing, "/connections/hs/owners/ben", Map.of("owner", "772", "version", version));
        assertThat(owner.location()).isEqualTo("/connections/hs/owners?done=linked");

        assertThat(owner.get("/connections/hs/owners").text()).contains("1 chosen");
        assertThat(program.api(workspace.token(), "GET", "/reps/ben", null).text())
                .contains("\"crmOwnerIds\":{\"hs\":\"772\"}");
        owner.submit(
                choosing, "/connections/hs/owners/ben", Map.of("owner", "772", "version", version));
        assertThat(owner.location()).isEqualTo("/connections/hs/owners/ben?done=stale");
        assertThat(owner.get("/connections/hs/owners/nobody").status()).isEqualTo(404);
    }

    @Test
    void aRepWhoseOwnerIsNoLongerActiveIsSaidToBeOnTheirPage() {
        hubSpot.owner("773", "cem@pages.test");
        put(
                "/reps/mia",
                """
                {"name":"Mia","email":"mia@pages.test","crmOwnerIds":{"hs":"771"}}
                """);
        put(
                "/reps/cem",
                """
                {"name":"Cem","email":"cem@pages.test","crmOwnerIds":{"hs":"773"}}
                """);
        hubSpot.deactivate("773");

        assertThat(owner.get("/reps/mia").text()).doesNotContain("lost-owner");
        assertThat(owner.get("/reps/cem").text())
                .contains("data-testid=\"lost-owner\"", "/connections/hs/owners/cem");
    }

    @Test
    void whatIsReadIsChosenAndTriedOnARecord() {
        hubSpot.company(
                4711,
                Instant.EPOCH,
                Map.of("name", "Acme", "domain", "acme.test", "industry", "BANKING"));
        hubSpot.contact(
                9_901,
                4711L,
                Map.of(
                        "email", "ANA@Acme.test",
                        "budget_eur", "5000",
                        "hs_lead_status", "NEW"));
        Answer page = owner.get("/connections/hs/mapping");
        assertThat(page.text()).contains("data-testid=\"map-company.industry\"", "budget");

        owner.submit(
                page,
                "/connections/hs/mapping",
                Map.of("field:custom.budget", "budget_eur", "field:lead.intent", "hs_lead_status"));

        assertThat(owner.location()).isEqualTo("/connections/hs/mapping?done=mapped");
        assertThat(program.api(workspace.token(), "GET", "/fields/budget", null).text())
                .contains("\"mappings\":{\"hs\":\"budget_eur\"}", "\"type\":\"NUMBER\"");
        String tried = owner.get("/connections/hs/mapping?record=9901").text();
        assertThat(tried)
                .contains("<code>ANA@Acme.test</code>", "<strong>ana@acme.test</strong>")
                .contains("<code>BANKING</code>", "industry, of the company")
                .contains("<strong>5000</strong>", "HubSpot has no such property.", "One of NEW.");
        assertThat(owner.get("/connections/hs/mapping?record=1").text())
                .contains("has no such record");
    }

    @Test
    void ofARefusedMappingEachRowStaysAndWhatAnotherHasMappedMeanwhile() {
        String path = "/connections/hs/mapping";
        put("/fields/seats", "{\"name\":\"Seats\",\"type\":\"NUMBER\"}");
        Answer page = owner.get(path);
        assertThat(page.text()).contains("name=\"shown-field:custom.seats\" value=\"\"");
        owner.submit(page, path, Map.of("field:custom.seats", "seats_there"));

        Answer refused =
                owner.submit(
                        page,
                        path,
                        Map.of(
                                "field:custom.seats", "",
                                "shown-field:custom.seats", "",
                                "field:lead.intent", "why_they_come",
                                "field:lead.product", "x".repeat(101)));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text())
                .contains("value=\"why_they_come\"", "x".repeat(101), "100")
                .contains("name=\"field:custom.seats\" value=\"seats_there\"");
        owner.submit(
                page,
                path,
                Map.of(
                        "field:custom.seats", "",
                        "shown-field:custom.seats", "",
                        "field:lead.intent", "why_they_come"));
        assertThat(owner.location()).isEqualTo(path + "?done=mapped");
        assertThat(program.api(workspace.token(), "GET", "/fields/seats", null).text())
                .contains("\"mappings\":{\"hs\":\"seats_there\"}");
    }

    @Test
    void whatIsWrittenIsNamedAndWhatThePicklistDoesNotHaveIsFlagged() {
        Answer page = owner.get("/connections/hs/mapping");
        Map<String, String> form =
                Map.of(
                        "version", version(page),
                        "writeBack", "true",
                        "write-status", "hs_lead_status",
                        "write-rule", "no_such_thing",
                        "status-ASSIGNED", "OPEN",
                        "defaults", "lead.source = HubSpot",
                        "lookUpWithinMs", "700");
        owner.submit(page, "/connections/hs/writing", form);
        assertThat(owner.location()).isEqualTo("/connections/hs/mapping?done=written");

        assertThat(program.api(workspace.token(), "GET", "/connections/hs", null).text())
                .contains(
                        "\"writeFields\":{\"rule\":\"no_such_thing\",\"status\":\"hs_lead_status\"}")
                .contains("\"defaults\":{\"lead.source\":\"HubSpot\"}", "\"lookUpWithinMs\":700")
                .contains("\"portalId\":\"1\"");
        assertThat(owner.get("/connections/hs/mapping").text())
                .contains("There is no such property.")
                .contains("The property does not take this value. It takes NEW.");
        owner.submit(page, "/connections/hs/writing", form);
        assertThat(owner.location()).isEqualTo("/connections/hs/mapping?done=stale");
        Answer wrong =
                owner.submit(
                        owner.get("/connections/hs/mapping"),
                        "/connections/hs/writing",
                        Map.of("defaults", "contact.email = a@x.test"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text())
                .contains("none that tells leads apart", "contact.email = a@x.test");
    }
}
