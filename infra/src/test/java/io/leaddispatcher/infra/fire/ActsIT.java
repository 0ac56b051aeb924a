package io.leaddispatcher.infra.fire;

import static io.leaddispatcher.infra.fire.LeadDesk.id;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What reps and programs do with leads, on a node with its database. */
class ActsIT {

    private static final String SLUG = "acting";
    private static final String OF_THE_WORKSPACE =
            "tenant_id = (select tenant_id from tenant where slug = '%s')".formatted(SLUG);
    private static final int REPS = Integer.getInteger("acts.reps", 10);
    private static final int ACCEPTS = Integer.getInteger("acts.accepts", 100);

    private static final Node NODE = SharedNode.node();
    private static final Tables TABLES = SharedNode.tables();

    private static Api api;
    private static LeadDesk desk;

    @BeforeAll
    static void found() throws Exception {
        api = Workspace.found(NODE, SLUG).api();
        desk = new LeadDesk(api);
        String members =
                IntStream.range(0, REPS)
                        .mapToObj("{\"rep\":\"rep%d\"}"::formatted)
                        .collect(Collectors.joining(","));
        for (int rep = 0; rep < REPS; rep++) {
            api.put(
                    "/reps/rep" + rep,
                    "{\"name\":\"R%d\",\"email\":\"r%d@x.test\"}".formatted(rep, rep));
        }
        api.put(
                "/pools/all",
                "{\"name\":\"All\",\"strategy\":\"ROUND_ROBIN\",\"members\":[%s]}"
                        .formatted(members));
        api.put("/queues/help", "{\"name\":\"Help\",\"type\":\"SUPPORT\"}");
    }

    @Test
    void ofManyWhoAcceptAtTheSameMomentOneHasIt() throws Exception {
        desk.publish("{\"pool\":\"all\"}", ",\"offer\":{\"mode\":\"BROADCAST\"}");
        String lead = id(desk.submit(10));

        Map<Integer, Long> answers = new TreeMap<>();
        List<String> refusals = Collections.synchronizedList(new ArrayList<>());
        List<String> winners = Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService pressing = Executors.newFixedThreadPool(32)) {
            List<Future<Integer>> pressed = new ArrayList<>();
            for (int press = 0; press < ACCEPTS; press++) {
                String rep = "rep" + press % REPS;
                pressed.add(
                        pressing.submit(() -> {
                            HttpResponse<String> answer =
                                    desk.act(lead, "accept", "{\"rep\":\"%s\"}".formatted(rep));
                            (answer.statusCode() == 200 ? winners : refusals)
                                    .add(answer.statusCode() == 200 ? rep : answer.body());
                            return answer.statusCode();
                        }));
            }
            for (Future<Integer> each : pressed) {
                answers.merge(each.get(60, TimeUnit.SECONDS), 1L, Long::sum);
            }
        }

        assertThat(answers).containsOnlyKeys(200, 409);
        assertThat(winners).hasSize(ACCEPTS / REPS);
        String winner = winners.getFirst();
        assertThat(winners).containsOnly(winner);
        assertThat(refusals)
                .allSatisfy(each -> assertThat(each).contains("'%s' has this".formatted(winner)));
        assertThat(
                        TABLES.count(
                                "select count(*) from assignment where %s and lead_id = '%s' and state = 'ACCEPTED'"
                                        .formatted(OF_THE_WORKSPACE, lead)))
                .isEqualTo(1);
        assertThat(
                        TABLES.count(
                                "select count(*) from assignment where %s and lead_id = '%s' and state = 'EXPIRED'"
                                        .formatted(OF_THE_WORKSPACE, lead)))
                .isEqualTo(REPS - 1);
        assertThat(
                        TABLES.count(
                                "select count(*) from rep_load where %s and rep_key = '%s' and open = 1"
                                        .formatted(OF_THE_WORKSPACE, winner)))
                .isEqualTo(1);
        assertThat(desk.told(lead)).containsOnlyOnce("ASSIGNMENT_ACCEPTED");
    }

    @Test
    void aLeadGoesFromHandToHandAndTheTimelineTellsIt() throws Exception {
        desk.publish("{\"pool\":\"all\"}");
        JsonNode submitted = desk.submit(10);
        String lead = id(submitted);
        String first = LeadDesk.rep(submitted);

        JsonNode next = desk.done(lead, "decline", "{\"reason\":\"no time\"}");
        String second = next.at("/assignment/repKey").asString();
        assertThat(second).isNotEqualTo(first);
        JsonNode accepted = desk.done(lead, "accept", "{\"rep\":\"%s\"}".formatted(second));
        assertThat(accepted.at("/assignment/state").asString()).isEqualTo("ACCEPTED");
        assertThat(accepted.at("/assignment/acceptedAt").isNull()).isFalse();
        desk.done(lead, "activities", "{\"type\":\"CALL\",\"note\":\"will call back\"}");
        JsonNode given =
                desk.done(lead, "reassign", "{\"to\":{\"next\":true},\"reason\":\"holidays\"}");
        String third = given.at("/assignment/repKey").asString();
        assertThat(third).isNotIn(first, second);
        JsonNode waits =
                desk.done(lead, "handoff", "{\"type\":\"SUPPORT\",\"reason\":\"a customer\"}");
        assertThat(waits.required("queueKey").asString()).isEqualTo("help");
        assertThat(waits.at("/handoffs/0/state").asString()).isEqualTo("WAITING");
        JsonNode claimed = desk.done(lead, "accept", "{\"rep\":\"rep0\"}");
        assertThat(claimed.at("/assignment/repKey").asString()).isEqualTo("rep0");
        assertThat(claimed.at("/handoffs/0/state").asString()).isEqualTo("TAKEN");
        assertThat(claimed.at("/handoffs/0/summary/notes").asString()).isEqualTo("a customer");

        assertThat(desk.told(lead))
                .containsSubsequence(
                        "ASSIGNMENT_OFFERED",
                        "ASSIGNMENT_DECLINED",
                        "ASSIGNMENT_OFFERED",
                        "ASSIGNMENT_ACCEPTED",
                        "ACTIVITY_RECORDED",
                        "ASSIGNMENT_REASSIGNED",
                        "ASSIGNMENT_OFFERED",
                        "HANDED_OFF",
                        "ASSIGNMENT_REASSIGNED",
                        "LEAD_QUEUED",
                        "ASSIGNMENT_OFFERED",
                        "ASSIGNMENT_ACCEPTED");
        JsonNode runs = desk.get("/leads/%s/runs".formatted(lead)).required("items");
        assertThat(runs.at("/1/cause").asString()).isEqualTo("DECLINE");
        assertThat(runs.at("/2/trace/direct/why").asString()).contains("by hand");
        assertThat(runs.at("/2/trace/direct/candidates/0/rep").asString()).isNotEmpty();
        assertThat(desk.act(lead, "decline", "{\"reason\":\"x\"}"))
                .returns(409, HttpResponse::statusCode);
        assertThat(desk.act(lead, "decline", "{}")).returns(422, HttpResponse::statusCode);
    }
}
