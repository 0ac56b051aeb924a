package io.leaddispatcher.infra.fire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Somebody merges two leads of one person. */
class MergesIT {

    private static final Node NODE = SharedNode.node();

    private static Api api;
    private static LeadDesk desk;

    @BeforeAll
    static void found() throws Exception {
        api = Workspace.found(NODE, "merges").api();
        desk = new LeadDesk(api);
        desk.publish("{\"queue\":\"fallback\"}");
    }

    private static String comes(String address, String more) throws Exception {
        return LeadDesk.json(
                        api.post(
                                "/leads",
                                "{\"contact\":{\"email\":\"%s\"%s}}".formatted(address, more),
                                "Prefer",
                                "wait=10"))
                .required("leadId")
                .asString();
    }

    private static String fresh() {
        return UUID.randomUUID() + "@acme.test";
    }

    private static String into(String lead) {
        return "{\"into\":\"%s\"}".formatted(lead);
    }

    @Test
    void twoBecomeOneAndWhoeverComesAgainReachesIt() throws Exception {
        String wrong = fresh();
        String right = fresh();
        String lead = comes(wrong, ",\"title\":\"CTO\"");
        String survivor = comes(right, ",\"firstName\":\"Ana\"");

        JsonNode merged = desk.done(lead, "merge", into(survivor));

        assertThat(merged.required("id").asString()).isEqualTo(survivor);
        assertThat(merged.required("status").asString()).isEqualTo("QUEUED");
        assertThat(merged.at("/contact/email").asString()).isEqualTo(right);
        assertThat(merged.at("/contact/title").asString()).isEqualTo("CTO");
        assertThat(comes(wrong, "")).isEqualTo(survivor);
        JsonNode ended = desk.get("/leads/" + lead);
        assertThat(ended.required("status").asString()).isEqualTo("COMPLETED");
        assertThat(ended.at("/merged/into").asString()).isEqualTo(survivor);
        assertThat(desk.get("/leads?q=" + wrong).required("items"))
                .filteredOn(each -> each.required("id").asString().equals(lead))
                .singleElement()
                .extracting(each -> each.at("/merged/into").asString())
                .isEqualTo(survivor);
        assertThat(desk.told(lead)).contains("LEAD_MERGED");
        assertThat(desk.told(survivor)).contains("LEAD_TAKEN_IN", "LEAD_UPDATED");
        assertThat(desk.get("/audit-log?target=lead:" + lead).toString())
                .contains("lead.merged", survivor)
                .doesNotContain(wrong);
        assertThat(desk.done(lead, "merge", into(survivor)).required("id").asString())
                .as("a second press")
                .isEqualTo(survivor);
        assertThat(desk.told(survivor)).containsOnlyOnce("LEAD_TAKEN_IN");
        for (String act : List.of("correct", "reopen", "outcomes", "activities", "reroute")) {
            String body =
                    switch (act) {
                        case "outcomes" -> "{\"type\":\"WON\"}";
                        case "activities" -> "{\"type\":\"NOTE\",\"note\":\"x\"}";
                        case "reroute" -> "{\"reason\":\"x\"}";
                        default -> "{}";
                    };
            HttpResponse<String> refused = desk.act(lead, act, body);
            assertThat(refused.statusCode()).as(act).isEqualTo(409);
            assertThat(refused.body()).as(act).contains("part of another lead");
        }
    }

    @Test
    void whatCannotBeMergedIsRefused() throws Exception {
        String one = comes(fresh(), "");
        String other = comes(fresh(), "");
        String third = comes(fresh(), "");
        String foreign =
                LeadDesk.json(
                                Workspace.found(NODE, "merges-foreign")
                                        .api()
                                        .post(
                                                "/leads",
                                                "{\"contact\":{\"email\":\"%s\"}}"
                                                        .formatted(fresh())))
                        .required("leadId")
                        .asString();

        assertThat(desk.act(one, "merge", into(one)).statusCode()).isEqualTo(422);
        assertThat(desk.act(one, "merge", "{}").statusCode()).isEqualTo(422);
        assertThat(desk.act(one, "merge", into("nobody")).body())
                .contains("must be the id of a lead");
        assertThat(desk.act(one, "merge", into(foreign)).statusCode()).isEqualTo(404);
        assertThat(desk.act(foreign, "merge", into(one)).statusCode()).isEqualTo(404);
        HttpResponse<String> stale =
                desk.act(
                        one,
                        "merge",
                        "{\"into\":\"%s\",\"was\":{\"into\":{\"status\":\"ASSIGNED\"}}}"
                                .formatted(other));
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(stale.body()).contains("into.status");
        desk.done(one, "merge", into(other));
        assertThat(desk.act(one, "merge", into(third)).body()).contains("part of another lead");
        assertThat(desk.act(third, "merge", into(one)).statusCode()).isEqualTo(409);
        // Whoever is part of one is part of what that one becomes part of.
        desk.done(other, "merge", into(third));
        assertThat(desk.get("/leads/" + one).at("/merged/into").asString()).isEqualTo(third);
    }

    /** Both directions at once: one of them is done, and nobody is part of themselves. */
    @Test
    void ofTwoWhoMergeTheSameLeadsOppositelyOneIsTold() throws Exception {
        for (int round = 0; round < 5; round++) {
            String one = comes(fresh(), "");
            String other = comes(fresh(), "");

            var first = CompletableFuture.supplyAsync(() -> status(one, other));
            var second = CompletableFuture.supplyAsync(() -> status(other, one));

            assertThat(List.of(first.join(), second.join())).containsExactlyInAnyOrder(200, 409);
            List<String> ended =
                    Stream.of(one, other)
                            .filter(lead -> !shown(lead).at("/merged").isMissingNode())
                            .toList();
            assertThat(ended).hasSize(1);
        }
    }

    private static int status(String lead, String into) {
        try {
            return desk.act(lead, "merge", into(into)).statusCode();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode shown(String lead) {
        try {
            return desk.get("/leads/" + lead);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
