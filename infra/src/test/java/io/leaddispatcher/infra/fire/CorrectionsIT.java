package io.leaddispatcher.infra.fire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What leads say is corrected. */
class CorrectionsIT {

    private static final Node NODE = SharedNode.node();
    private static final Tables TABLES = SharedNode.tables();

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

    /** They have the address, and want the turn. */
    @Test
    void aCorrectionLetsEventsOfBothAddressesBeTakenInFirst() throws Exception {
        String old = fresh();
        String right = fresh();
        String lead = comes(old);
        for (String taken :
                List.of(
                        "select handle from lead_identity where handle = 'e:%s' for share"
                                .formatted(old),
                        """
                        insert into lead_identity (tenant_id, handle, lead_id)
                        select tenant_id, 'e:%s', gen_random_uuid() from lead where id = '%s' returning handle
                        """
                                .formatted(right, lead))) {
            try (Connection event = TABLES.hold(taken);
                    Statement statement = event.createStatement()) {
                var corrected =
                        CompletableFuture.supplyAsync(() ->
                                correct(lead, taken.startsWith("select") ? old + ".de" : right));
                await().until(() ->
                        TABLES.count(
                                        "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()")
                                > 0);
                statement.execute(
                        "select turns from routing_turn t join lead l on l.tenant_id = t.tenant_id where l.id = '%s' for update of t"
                                .formatted(lead));
                event.rollback();
                assertThat(corrected.join()).isEqualTo(200);
            }
        }

        assertThat(comes(right)).isEqualTo(lead);
    }

    private static int correct(String lead, String address) {
        try {
            return desk.act(lead, "correct", "{\"contact\":{\"email\":\"%s\"}}".formatted(address))
                    .statusCode();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whoIsNotCorrectedIsNotKnownByTheNewAddress() throws Exception {
        String right = fresh();
        String lead = comes(fresh());

        HttpResponse<String> overtaken =
                desk.act(
                        lead,
                        "correct",
                        "{\"contact\":{\"email\":\"%s\"},\"was\":{\"contact\":{\"email\":\"x@x.test\"}}}"
                                .formatted(right));

        assertThat(overtaken.statusCode()).isEqualTo(409);
        assertThat(comes(right)).isNotEqualTo(lead);
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
