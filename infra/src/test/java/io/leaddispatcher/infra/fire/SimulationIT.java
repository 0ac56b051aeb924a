package io.leaddispatcher.infra.fire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Drafts tried on leads: sent ones, real ones, and those of a file. */
class SimulationIT {

    private static final Node NODE = SharedNode.node();
    private static final Tables TABLES = SharedNode.tables();
    private static final String SIMULATE = "/policies/lead/draft/simulate";
    private static final int REAL = 12;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private static final List<String> ROUTING_WRITES =
            List.of(
                    "inbound_event",
                    "lead",
                    "routing_run",
                    "assignment",
                    // That a message was delivered is told when it is.
                    "(select tenant_id from timeline where type like 'LEAD%' or type like 'ASSIGN%')",
                    "pool_standing",
                    "pool_ledger_row",
                    "rep_load",
                    "delivery",
                    "audit_log");

    private static Api api;

    /**
     * A workspace with twelve leads that were routed: four to each of two pools, four to nobody.
     */
    @BeforeAll
    static void found() throws Exception {
        api = Workspace.found(NODE, "simulated").api();
        for (String rep : List.of("ann", "bob", "cid")) {
            api.put("/reps/" + rep, "{\"name\":\"R\",\"email\":\"%s@x.test\"}".formatted(rep));
        }
        api.put(
                "/pools/emea",
                "{\"name\":\"E\",\"strategy\":\"ROUND_ROBIN\",\"members\":[{\"rep\":\"ann\"},{\"rep\":\"bob\"}]}");
        api.put(
                "/pools/west",
                "{\"name\":\"W\",\"strategy\":\"ROUND_ROBIN\",\"members\":[{\"rep\":\"cid\"}]}");
        draft("west");
        HttpResponse<String> published =
                api.post(
                        "/policies/lead/draft/publish",
                        "{\"comment\":\"test\",\"expectedVersion\":2}");
        assertThat(published.statusCode()).as(published.body()).isEqualTo(200);
        for (int lead = 0; lead < REAL; lead++) {
            assertThat(api.post("/leads", lead(lead), "Prefer", "wait=30").statusCode())
                    .isEqualTo(201);
        }
    }

    private static void draft(String poolOfTheWest) throws Exception {
        api.put(
                "/policies/lead/draft",
                """
                {"tiers":[{"name":"Tier","rules":[
                   {"id":"us","when":{"field":"company.country","op":"eq","value":"US"},"assign":{"pool":"%s"}},
                   {"id":"de","when":{"field":"company.country","op":"eq","value":"DE"},"assign":{"pool":"emea"}}]}],
                 "fallback":{"queue":"fallback"}}
                """
                        .formatted(poolOfTheWest));
    }

    private static String lead(int number) {
        return "{\"contact\":{\"email\":\"p%d@firm%d.test\"},\"company\":{\"country\":\"%s\"}}"
                .formatted(number, number, List.of("DE", "US", "FR").get(number % 3));
    }

    private static JsonNode simulated(String wish) throws Exception {
        HttpResponse<String> answer = api.post(SIMULATE, wish);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return LeadDesk.json(answer);
    }

    @Test
    void leadsThatAreSentLandWhereTheDraftPutsThem() throws Exception {
        draft("west");

        JsonNode answer = simulated("{\"leads\":[%s,%s,%s]}".formatted(lead(0), lead(1), lead(2)));

        assertThat(answer.at("/summary/leads").asInt()).isEqualTo(3);
        assertThat(answer.at("/results/1/assignment/repKey").asString()).isEqualTo("cid");
        assertThat(answer.at("/results/1/ruleId").asString()).isEqualTo("us");
        assertThat(answer.at("/results/1/trace/tiers/0/rules/0/outcome").asString())
                .isEqualTo("WON");
        assertThat(answer.at("/results/2/status").asString()).isEqualTo("QUEUED");
        assertThat(answer.at("/results/2/queueKey").asString()).isEqualTo("fallback");
        assertThat(answer.at("/results/0").has("leadId")).as("no real lead").isFalse();
    }

    @Test
    void realLeadsAreComparedWithWhatBecameOfThem() throws Exception {
        draft("west");
        JsonNode same = simulated("{\"lastN\":100}");
        assertThat(same.at("/summary/leads").asInt()).isEqualTo(REAL);
        assertThat(same.at("/summary/moved").asInt()).as("the draft is what is active").isZero();

        draft("emea");
        JsonNode answer =
                simulated("{\"from\":\"2020-01-01T00:00:00Z\",\"to\":\"2100-01-01T00:00:00Z\"}");

        assertThat(answer.at("/summary/perRep").has("cid")).isFalse();
        assertThat(answer.at("/summary/perQueue/fallback").asInt()).isEqualTo(4);
        assertThat(answer.at("/summary/moves/OTHER_TARGET").asInt()).isEqualTo(4);
        JsonNode moved = answer.at("/results/1");
        assertThat(moved.required("changed").asBoolean()).isTrue();
        assertThat(moved.at("/actual/assignment/repKey").asString()).isEqualTo("cid");
        assertThat(moved.required("why").asString()).contains("'us'", "instead of 'cid'");
        assertThat(api.get("/leads/" + moved.required("leadId").asString()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void theNewestOnesAreTheNewest() throws Exception {
        draft("west");

        JsonNode answer = simulated("{\"lastN\":5}");

        List<String> simulated = new ArrayList<>();
        answer.required("results")
                .forEach(each -> simulated.add(each.required("leadId").asString()));
        List<String> newest = new ArrayList<>();
        LeadDesk.json(api.get("/leads?limit=5"))
                .required("items")
                .forEach(each -> newest.addFirst(each.required("id").asString()));
        assertThat(simulated).isEqualTo(newest);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | '' | REQUIRED",
                "{\"lastN\":1,\"leads\":[]} | '' | OUT_OF_RANGE",
                "{\"lastN\":0} | /lastN | OUT_OF_RANGE",
                "{\"from\":\"2026-01-01T00:00:00Z\"} | /to | REQUIRED",
                "{\"from\":\"2026-01-02T00:00:00Z\",\"to\":\"2026-01-01T00:00:00Z\"} | /to | OUT_OF_RANGE",
                "{\"leads\":[{\"contact\":{}}]} | /leads/0/contact/email | REQUIRED",
                "{\"leads\":[1]} | /leads/0 | WRONG_TYPE",
                "{\"lastN\":1,\"roster\":\"SOON\"} | /roster | OUT_OF_RANGE",
                "{\"lastN\":1,\"more\":1} | /more | UNKNOWN_PROPERTY"
            })
    void whatCannotBeIsRefusedWithItsPlace(String wish, String pointer, String code)
            throws Exception {
        draft("west");

        HttpResponse<String> answer = api.post(SIMULATE, wish);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(LeadDesk.json(answer).at("/errors/0/pointer").asString()).isEqualTo(pointer);
        assertThat(LeadDesk.json(answer).at("/errors/0/code").asString()).isEqualTo(code);
    }

    private static String location(HttpResponse<String> started) {
        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
        return started.headers().firstValue("Location").orElseThrow().substring("/api/v1".length());
    }

    private static JsonNode ended(String location) throws Exception {
        JsonNode simulation = LeadDesk.json(api.get(location));
        while (simulation.required("status").asString().equals("RUNNING")) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            simulation = LeadDesk.json(api.get(location));
        }
        return simulation;
    }

    /** How many rows the workspace has of all that routing writes. */
    private static List<String> rows() throws Exception {
        List<String> counts = new ArrayList<>();
        for (String table : ROUTING_WRITES) {
            counts.add(
                    table
                            + TABLES.count(
                                    "select count(*) from %s written join tenant using (tenant_id) where slug = 'simulated'"
                                            .formatted(table)));
        }
        return counts;
    }

    @Test
    void aFileIsSimulatedInTheBackgroundAndLeavesNothingBehind() throws Exception {
        draft("west");
        List<String> before = rows();
        String lines =
                IntStream.range(0, 2_500)
                                .mapToObj(SimulationIT::lead)
                                .collect(Collectors.joining("\n"))
                        + "\n\n[1]\n{\"contact\":{}}\n";

        HttpResponse<String> started = api.postFile("application/x-ndjson", SIMULATE, lines);
        String location = location(started);
        JsonNode ended = ended(location);

        assertThat(ended.required("status").asString()).isEqualTo("DONE");
        assertThat(ended.required("progress").asDouble()).isEqualTo(1);
        assertThat(ended.at("/summary/leads").asInt()).isEqualTo(2_500);
        assertThat(ended.at("/summary/unreadable").asInt()).isEqualTo(2);
        assertThat(ended.at("/summary/perRep/cid").asInt()).isEqualTo(833);
        List<String> csv = api.getAs("text/csv", location).body().lines().toList();
        assertThat(csv).hasSize(2_503);
        assertThat(csv.getFirst()).startsWith("\"index\",\"leadId\",\"status\"");
        assertThat(csv.get(2)).startsWith("\"1\",\"\",\"ASSIGNED\",\"cid\",\"west\"");
        assertThat(csv.getLast()).contains("UNREADABLE", "contact.email");
        assertThat(rows()).as("rows of each table").isEqualTo(before);
    }

    @Test
    void aTableIsReadByItsHeader() throws Exception {
        draft("west");

        HttpResponse<String> started =
                api.postFile(
                        "text/csv",
                        SIMULATE,
                        "contact.email,company.country,company.name\r\nana@x.test,US,\"A, \"\"B\"\"\"\r\n,US,\r\n");

        JsonNode ended = ended(location(started));
        assertThat(ended.at("/summary/perRep/cid").asInt()).isEqualTo(1);
        assertThat(ended.at("/summary/unreadable").asInt()).isEqualTo(1);
        assertThat(api.postFile("text/csv", SIMULATE, "a,a\r\n1,2").statusCode()).isEqualTo(422);
        assertThat(api.postFile("text/csv", SIMULATE, "").statusCode()).isEqualTo(422);
    }

    @Test
    void aWorkspaceRunsTwoAtOnceAndCancelsThem() throws Exception {
        draft("west");
        String lines =
                IntStream.range(0, 20_000)
                        .mapToObj(SimulationIT::lead)
                        .collect(Collectors.joining("\n"));
        String first = location(api.postFile("application/x-ndjson", SIMULATE, lines));
        String second = location(api.postFile("application/x-ndjson", SIMULATE, lines));

        assertThat(api.postFile("application/x-ndjson", SIMULATE, lines).statusCode())
                .isEqualTo(409);
        assertThat(api.delete(first).statusCode()).isEqualTo(204);
        assertThat(ended(first).required("status").asString()).isEqualTo("CANCELLED");
        assertThat(api.delete(second).statusCode()).isEqualTo(204);
        assertThat(NODE.api().get(first).statusCode()).as("another workspace").isEqualTo(404);
    }
}
