package io.leaddispatcher.infra.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Zoe manages the team of Mia, sees all leads, and acts on those of her team. */
@ExtendWith(InProgram.class)
class ManagersIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AccessProgram program;
    private final AccessProgram.Workspace acme;
    private final Browser zoe;

    ManagersIT(AccessProgram program) {
        this.program = program;
        this.acme = program.workspace();
        this.zoe = new Browser(program);
    }

    @BeforeEach
    void twoTeams() {
        for (String rep : new String[] {"mia", "ben", "zoe"}) {
            put("/reps/" + rep, "{\"name\":\"%1$s\",\"email\":\"%1$s@x.test\"}".formatted(rep));
        }
        put("/teams/emea", "{\"name\":\"EMEA\",\"members\":[\"mia\"],\"manager\":\"zoe\"}");
        put("/teams/apac", "{\"name\":\"APAC\",\"members\":[\"ben\"]}");
        put(
                "/policies/lead/draft",
                """
                {"tiers":[{"name":"All","rules":[
                  {"id":"emea","when":{"field":"lead.source","op":"eq","value":"emea"},"assign":{"rep":"mia"}},
                  {"id":"rest","assign":{"rep":"ben"}}]}],"fallback":{"queue":"fallback"}}
                """);
        assertThat(
                        program.api(
                                        acme.token(),
                                        "POST",
                                        "/policies/lead/draft/publish",
                                        "{\"comment\":\"test\",\"expectedVersion\":1}")
                                .status())
                .isEqualTo(200);
        String email = "zoe@%s.test".formatted(acme.slug());
        program.make(
                acme.token(),
                "/members",
                "{\"email\":\"%s\",\"name\":\"Zoe\",\"role\":\"MANAGER\",\"rep\":\"zoe\",\"password\":\"%s\"}"
                        .formatted(email, AccessProgram.PASSWORD));
        zoe.logIn(email, AccessProgram.PASSWORD);
    }

    private void put(String path, String body) {
        var answer = program.api(acme.token(), "PUT", path, body);
        assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
    }

    /** A lead that somebody has. */
    private String lead(String source) {
        String id =
                program.api(
                                acme.token(),
                                "POST",
                                "/leads",
                                "{\"contact\":{\"email\":\"p@%1$s.test\"},\"lead\":{\"source\":\"%1$s\"}}"
                                        .formatted(source))
                        .body()
                        .required("leadId")
                        .asString();
        await().atMost(PATIENCE).until(() -> !holder(id).isEmpty());
        return id;
    }

    private String holder(String lead) {
        return program.api(acme.token(), "GET", "/leads/" + lead, null)
                .body()
                .at("/assignment/repKey")
                .asString("");
    }

    private int reassign(String lead, String rep) {
        return zoe.submit(
                        "/leads",
                        "/leads/%s/reassign".formatted(lead),
                        Map.of("to", "rep:" + rep, "reason", "knows them"))
                .status();
    }

    @Test
    void sheActsOnTheLeadsOfHerTeam() {
        String lead = lead("emea");
        assertThat(zoe.get("/leads/" + lead).text()).contains("act-reassign", "act-outcome");

        assertThat(reassign(lead, "ben")).isEqualTo(303);
        assertThat(holder(lead)).isEqualTo("ben");

        // It is another team's now.
        assertThat(reassign(lead, "mia")).isEqualTo(403);
        assertThat(holder(lead)).isEqualTo("ben");
    }

    @Test
    void ofOtherTeamsSheSeesTheLeadAndNothingToDoWithIt() {
        String lead = lead("apac");
        var page = zoe.get("/leads/" + lead);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).doesNotContain("act-reassign", "act-outcome", "form-activities");

        assertThat(reassign(lead, "mia")).isEqualTo(403);
        assertThat(
                        zoe.submit(
                                        "/leads",
                                        "/leads/%s/outcomes".formatted(lead),
                                        Map.of("type", "LOST"))
                                .status())
                .isEqualTo(403);
        assertThat(holder(lead)).isEqualTo("ben");
        assertThat(program.api(acme.token(), "GET", "/audit-log?action=access.denied", null).text())
                .contains("/leads/%s/outcomes".formatted(lead));
    }
}
