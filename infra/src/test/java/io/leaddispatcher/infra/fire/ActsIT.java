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
                                """
                                select count(*) from rep_load l
                                 where %s
                                   and open <> (select count(*) from assignment a
                                                 where a.tenant_id = l.tenant_id and a.rep_key = l.rep_key
                                                   and (a.state = 'ACCEPTED' or a.state = 'OFFERED' and not a.broadcast))
                                """
                                        .formatted(OF_THE_WORKSPACE)))
                .as("reps who carry another number of leads than they have")
                .isZero();
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
        String helper = third.equals("rep0") ? "rep1" : "rep0";
        String taking = "{\"rep\":\"%s\"}".formatted(helper);
        JsonNode claimed = desk.done(lead, "accept", taking);
        assertThat(claimed.at("/assignment/repKey").asString()).isEqualTo(helper);
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
    }

    @Test
    void anActNeedsNoBodyWhereNothingHasToBeSaid() throws Exception {
        desk.publish("{\"pool\":\"all\"}");
        String lead = id(desk.submit(10));

        JsonNode declined = desk.done(lead, "decline", "");
        JsonNode accepted = desk.done(lead, "accept", "");
        JsonNode returned = desk.done(lead, "return", "{}");

        assertThat(declined.at("/assignments/0/reason").asString()).isEqualTo("no reason given");
        assertThat(accepted.at("/assignment/state").asString()).isEqualTo("ACCEPTED");
        assertThat(returned.required("status").asString()).isEqualTo("QUEUED");
        assertThat(desk.act(lead, "handoff", "")).returns(422, HttpResponse::statusCode);
    }

    @Test
    void whatIsReadCanBeSentBack() throws Exception {
        desk.publish("{\"pool\":\"all\"}");
        String lead = id(desk.submit(10));
        String read = desk.get("/leads/" + lead).toString();

        assertThat(desk.api().post("/leads", read))
                .returns(202, HttpResponse::statusCode)
                .extracting(HttpResponse::body)
                .asString()
                .contains(lead, "\"merged\":true");
    }

    @Test
    void whatIsHandedOffGoesBackAndWhoHandedItOffHearsTheEnd() throws Exception {
        desk.publish("{\"rep\":\"rep2\"}");
        String lead = id(desk.submit(10));
        desk.done(lead, "handoff", "{\"type\":\"SUPPORT\",\"summary\":{\"notes\":\"log-in\"}}");
        desk.done(lead, "accept", "{\"rep\":\"rep3\"}");

        JsonNode back = desk.done(lead, "return", "{\"toGiver\":true,\"reason\":\"not ours\"}");

        assertThat(back.at("/assignment/repKey").asString()).isEqualTo("rep2");
        assertThat(back.at("/handoffs/0/state").asString()).isEqualTo("RETURNED");
        assertThat(back.at("/handoffs/0/returned/reason").asString()).isEqualTo("not ours");
        assertThat(desk.act(lead, "return", "{\"toGiver\":true,\"reason\":\"x\"}"))
                .returns(422, HttpResponse::statusCode);

        desk.done(lead, "handoff", "{\"type\":\"SUPPORT\",\"reason\":\"after all\"}");
        desk.done(lead, "accept", "{\"rep\":\"rep3\"}");
        desk.done(lead, "outcomes", "{\"type\":\"WON\"}");

        assertThat(desk.told(lead))
                .containsSubsequence("HANDED_OFF", "HANDOFF_RETURNED", "ASSIGNMENT_RETURNED")
                // What the sender adds to the timeline may come before it or after it.
                .containsSubsequence("OUTCOME_RECORDED", "ASSIGNMENT_COMPLETED", "HANDOFF_CLOSED");
    }

    @Test
    void whatIsSaidAboutAConflictIsKeptWithTheLead() throws Exception {
        Api other = Workspace.found(NODE, "settling").api();
        LeadDesk settling = new LeadDesk(other);
        for (String rep : List.of("ann", "bob")) {
            other.put(
                    "/reps/" + rep, "{\"name\":\"%1$s\",\"email\":\"%1$s@x.test\"}".formatted(rep));
        }
        other.put("/queues/review", "{\"name\":\"Review\",\"type\":\"MANUAL_REVIEW\"}");
        other.put("/territories/city", "{\"name\":\"City\",\"postalPrefixes\":[\"DE:101\"]}");
        other.put("/territories/ring", "{\"name\":\"Ring\",\"postalPrefixes\":[\"DE:100-105\"]}");
        other.put(
                "/policies/lead/draft",
                """
                {"tiers":[{"name":"Territory","rules":[
                   {"id":"ring","when":{"field":"territory","op":"eq","value":"ring"},"assign":{"rep":"ann"}},
                   {"id":"rest","assign":{"rep":"bob"}}]}],
                 "review":{"queue":"review","when":["TWO_TERRITORIES"]},"fallback":{"queue":"fallback"}}
                """);
        assertThat(
                        other.post(
                                "/policies/lead/draft/publish",
                                "{\"comment\":\"test\",\"expectedVersion\":2}"))
                .returns(200, HttpResponse::statusCode);
        JsonNode submitted =
                LeadDesk.json(
                        other.post(
                                "/leads",
                                "{\"externalId\":\"x\",\"company\":{\"country\":\"DE\",\"postalCode\":\"10115\"}}",
                                "Prefer",
                                "wait=20"));
        String lead = id(submitted);
        assertThat(submitted.required("queueKey").asString()).isEqualTo("review");
        assertThat(settling.act(lead, "reroute", "{\"as\":{\"territory\":\"x\"},\"reason\":\"y\"}"))
                .returns(422, HttpResponse::statusCode);

        JsonNode settled =
                settling.done(
                        lead,
                        "reroute",
                        "{\"as\":{\"territory\":\"ring\"},\"reason\":\"by the river\"}");
        assertThat(settled.at("/assignment/repKey").asString()).isEqualTo("ann");

        JsonNode again = settling.done(lead, "decline", "{\"reason\":\"no time\"}");
        assertThat(again.at("/assignment/repKey").asString())
                .as("it is decided by the rules, not reviewed again")
                .isEqualTo("bob");
    }
}
