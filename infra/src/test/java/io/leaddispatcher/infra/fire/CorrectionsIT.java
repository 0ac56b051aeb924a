package io.leaddispatcher.infra.fire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What leads say is corrected. */
class CorrectionsIT {

    private static final Node NODE = SharedNode.node();

    private static Api api;
    private static LeadDesk desk;

    @BeforeAll
    static void found() throws Exception {
        api = Workspace.found(NODE, "corrections").api();
        desk = new LeadDesk(api);
        desk.publish("{\"queue\":\"fallback\"}");
    }

    private static String comes(String address) throws Exception {
        return LeadDesk.json(
                        api.post(
                                "/leads",
                                "{\"contact\":{\"email\":\"%s\"}}".formatted(address),
                                "Prefer",
                                "wait=10"))
                .required("leadId")
                .asString();
    }

    private static String fresh() {
        return UUID.randomUUID() + "@acme.test";
    }

    @Test
    void whoComesAgainIsFoundByTheNewAddressAndNotByTheOld() throws Exception {
        String old = fresh();
        String right = fresh();
        String lead = comes(old);

        JsonNode corrected =
                desk.done(
                        lead,
                        "correct",
                        """
                        {"contact":{"email":"%s","firstName":"Ana"},"was":{"contact":{"email":"%s"}}}
                        """
                                .formatted(right, old));

        assertThat(corrected.at("/contact/email").asString()).isEqualTo(right);
        assertThat(corrected.required("status").asString()).isEqualTo("QUEUED");
        assertThat(comes(right)).isEqualTo(lead);
        assertThat(comes(old)).isNotEqualTo(lead);
        assertThat(desk.told(lead)).contains("LEAD_UPDATED");
        assertThat(desk.get("/leads?q=" + right).required("items")).hasSize(1);
        assertThat(desk.get("/audit-log?target=lead:" + lead).toString())
                .contains("lead.corrected")
                .doesNotContain(right);
    }

    @Test
    void theAddressOfAnotherLeadIsRefusedAndNothingChanges() throws Exception {
        String taken = fresh();
        String mine = fresh();
        String other = comes(taken);
        String lead = comes(mine);

        HttpResponse<String> answer =
                desk.act(
                        lead,
                        "correct",
                        "{\"contact\":{\"email\":\"%s\",\"firstName\":\"Ana\"}}".formatted(taken));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains(other);
        JsonNode kept = desk.get("/leads/" + lead);
        assertThat(kept.at("/contact/email").asString()).isEqualTo(mine);
        assertThat(kept.at("/contact/firstName").isMissingNode()).isTrue();
        assertThat(comes(mine)).isEqualTo(lead);
    }

    @Test
    void ofTwoTheSecondIsToldAndNullTakesAway() throws Exception {
        String address = fresh();
        String lead = comes(address);
        desk.done(lead, "correct", "{\"contact\":{\"title\":\"CTO\"}}");

        HttpResponse<String> second =
                desk.act(
                        lead,
                        "correct",
                        "{\"contact\":{\"title\":\"CEO\"},\"was\":{\"contact\":{\"title\":null}}}");

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("contact.title");
        JsonNode without = desk.done(lead, "correct", "{\"contact\":{\"title\":null}}");
        assertThat(without.at("/contact/title").isMissingNode()).isTrue();
        assertThat(desk.act(lead, "correct", "{\"contact\":{\"email\":\"no\"}}").statusCode())
                .isEqualTo(422);
    }
}
