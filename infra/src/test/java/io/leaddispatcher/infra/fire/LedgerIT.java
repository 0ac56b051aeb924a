package io.leaddispatcher.infra.fire;

import static io.leaddispatcher.infra.fire.LeadDesk.id;
import static io.leaddispatcher.infra.fire.LeadDesk.rep;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Turns that people move, and turns that are given back with their leads. */
class LedgerIT {

    private static final Node NODE = SharedNode.node();

    private static Api api;
    private static LeadDesk desk;

    private String pool = "";

    @BeforeAll
    static void found() throws Exception {
        api = Workspace.found(NODE, "ledgers").api();
        desk = new LeadDesk(api);
        for (String rep : List.of("ann", "bob")) {
            putRep(rep, "");
        }
        api.put("/queues/spam", "{\"name\":\"Spam\"}");
    }

    /** A pool of ann and bob that has dealt nothing. */
    @BeforeEach
    void freshPool() throws Exception {
        pool = "pool-" + UUID.randomUUID();
        put("");
        desk.publish("{\"pool\":\"%s\"}".formatted(pool));
    }

    private void put(String more) throws Exception {
        api.put(
                "/pools/" + pool,
                "{\"name\":\"P\",\"strategy\":\"ROUND_ROBIN\",\"members\":[{\"rep\":\"ann\"},{\"rep\":\"bob\"}]%s}"
                        .formatted(more));
    }

    private List<String> takers(int leads) throws Exception {
        List<String> takers = new ArrayList<>();
        for (int lead = 0; lead < leads; lead++) {
            takers.add(rep(desk.submit(10)));
        }
        return takers;
    }

    @Test
    void aPersonMovesAMemberAndTheNextLeadsFollow() throws Exception {
        assertThat(takers(2)).containsExactly("ann", "bob");

        HttpResponse<String> answer =
                api.post(
                        "/pools/%s/ledger".formatted(pool),
                        "{\"rep\":\"bob\",\"offset\":-2,\"reason\":\"was ill\"}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode row = LeadDesk.json(answer).at("/rows/0");
        assertThat(row.required("cause").asString()).isEqualTo("MANUAL");
        assertThat(row.required("rep").asString()).isEqualTo("bob");
        assertThat(row.required("change").asDouble()).isEqualTo(-2);
        assertThat(row.required("reason").asString()).isEqualTo("was ill");
        assertThat(row.required("by").asString()).startsWith("token:");
        assertThat(LeadDesk.json(answer).required("next").asString()).isEqualTo("bob");
        JsonNode upcoming = LeadDesk.json(answer).required("upcoming");
        assertThat(upcoming).hasSize(20);
        assertThat(upcoming.toString()).startsWith("[\"bob\",\"bob\",");
        assertThat(desk.get("/audit-log?target=pool:" + pool).toString())
                .contains("ledger.adjusted", "was ill");
        assertThat(takers(4)).filteredOn("bob"::equals).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | /rep | REQUIRED",
                "{\"rep\":\"kim\",\"offset\":1,\"reason\":\"x\"} | /rep | UNKNOWN_REFERENCE",
                "{\"rep\":\"ann\",\"offset\":0,\"reason\":\"x\"} | /offset | OUT_OF_RANGE",
                "{\"rep\":\"ann\",\"offset\":1001,\"reason\":\"x\"} | /offset | OUT_OF_RANGE",
                "{\"rep\":\"ann\",\"offset\":0.0000001,\"reason\":\"x\"} | /offset | OUT_OF_RANGE",
                "{\"rep\":\"ann\",\"offset\":1} | /reason | REQUIRED"
            })
    void whatCannotBeIsRefusedWithItsPlace(String body, String pointer, String code)
            throws Exception {
        HttpResponse<String> answer = api.post("/pools/%s/ledger".formatted(pool), body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(LeadDesk.json(answer).at("/errors/0/pointer").asString()).isEqualTo(pointer);
        assertThat(LeadDesk.json(answer).at("/errors/0/code").asString()).isEqualTo(code);
        assertThat(desk.get("/pools/%s/ledger".formatted(pool)).required("rows")).isEmpty();
    }

    @Test
    void aPoolThatIsNotThereHasNoLedger() throws Exception {
        assertThat(
                        api.post(
                                "/pools/nowhere/ledger",
                                "{\"rep\":\"ann\",\"offset\":1,\"reason\":\"x\"}"))
                .returns(404, HttpResponse::statusCode);
    }

    @ParameterizedTest
    @CsvSource({"SPAM,ann", "DUPLICATE,ann", "WRONG_MATCH,ann", "too far away,bob"})
    void whatWasNoLeadGivesTheTurnBack(String reason, String next) throws Exception {
        JsonNode lead = desk.submit(10);
        assertThat(rep(lead)).isEqualTo("ann");

        JsonNode returned = desk.done(id(lead), "return", "{\"reason\":\"%s\"}".formatted(reason));

        assertThat(returned.required("status").asString()).isEqualTo("QUEUED");
        assertThat(returned.required("queueKey").asString()).isEqualTo("fallback");
        assertThat(returned.required("assignment").isNull()).isTrue();
        assertThat(returned.at("/assignments/0/state").asString()).isEqualTo("RETURNED");
        assertThat(returned.at("/assignments/0/reason").asString()).isEqualTo(reason);
        assertThat(desk.told(id(lead))).containsSubsequence("ASSIGNMENT_RETURNED", "LEAD_QUEUED");
        assertThat(desk.get("/audit-log?target=lead:" + id(lead)).toString())
                .contains("lead.returned");
        assertThat(desk.get("/pools/%s/ledger".formatted(pool)).at("/rows/0/cause").asString())
                .isEqualTo(next.equals("ann") ? "CREDIT" : "ASSIGNED");
        assertThat(rep(desk.submit(10))).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({"SPAM,ann", "no budget,bob"})
    void whatEndsAsNoLeadGivesTheTurnBackOnce(String reason, String next) throws Exception {
        JsonNode lead = desk.submit(10);
        assertThat(rep(lead)).isEqualTo("ann");
        String spam = "{\"type\":\"DISQUALIFIED\",\"reason\":\"%s\"}".formatted(reason);

        assertThat(desk.done(id(lead), "outcomes", spam).required("status").asString())
                .isEqualTo("COMPLETED");
        desk.done(id(lead), "outcomes", spam);

        assertThat(desk.get("/pools/%s/ledger".formatted(pool)).at("/members/0/credit").asInt())
                .isEqualTo(next.equals("ann") ? 1 : 0);
        assertThat(rep(desk.submit(10))).isEqualTo(next);
    }

    @Test
    void aLeadIsReturnedOnceToTheQueueThatIsNamed() throws Exception {
        JsonNode lead = desk.submit(10);

        assertThat(desk.act(id(lead), "return", "{\"reason\":\"SPAM\",\"queue\":\"nowhere\"}"))
                .returns(422, HttpResponse::statusCode);
        assertThat(desk.act(id(lead), "return", "{\"reason\":\"SPAM\",\"rep\":\"bob\"}"))
                .returns(409, HttpResponse::statusCode);
        assertThat(
                        desk.done(id(lead), "return", "{\"reason\":\"SPAM\",\"queue\":\"spam\"}")
                                .required("queueKey")
                                .asString())
                .isEqualTo("spam");
        assertThat(desk.act(id(lead), "return", "{\"reason\":\"SPAM\"}"))
                .returns(409, HttpResponse::statusCode);
        assertThat(desk.get("/pools/%s/ledger".formatted(pool)).at("/members/0/credit").asInt())
                .isEqualTo(1);
    }

    @Test
    void aReturnMakesRoomForAnother() throws Exception {
        api.put(
                "/reps/one",
                "{\"name\":\"One\",\"email\":\"one@x.test\",\"capacity\":{\"open\":1}}");
        desk.publish("{\"rep\":\"one\"}");
        JsonNode held = desk.submit(10);
        assertThat(takers(1)).as("the rep is full").containsExactly("");

        desk.done(id(held), "return", "{\"reason\":\"SPAM\"}");

        assertThat(takers(1)).containsExactly("one");
    }

    @ParameterizedTest
    @CsvSource({"true,ann", "false,bob"})
    void aNoShowGivesTheTurnBackOnceWhereThePoolSaysSo(boolean credit, String next)
            throws Exception {
        put(",\"creditNoShow\":" + credit);
        JsonNode lead = desk.submit(10);
        assertThat(rep(lead)).isEqualTo("ann");

        desk.done(id(lead), "outcomes", "{\"type\":\"NO_SHOW\",\"at\":\"2026-11-20T10:00:00Z\"}");
        desk.done(id(lead), "outcomes", "{\"type\":\"NO_SHOW\",\"at\":\"2026-11-21T10:00:00Z\"}");

        assertThat(desk.get("/pools/%s/ledger".formatted(pool)).at("/members/0/credit").asInt())
                .isEqualTo(credit ? 1 : 0);
        assertThat(rep(desk.submit(10))).isEqualTo(next);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pain07_aTurnIsGivenBackOnceByNoShowAndReturnTogether(boolean noShowFirst)
            throws Exception {
        put(",\"creditNoShow\":true");
        JsonNode lead = desk.submit(10);
        String noShow = "{\"type\":\"NO_SHOW\",\"at\":\"2026-11-20T10:00:00Z\"}";
        if (noShowFirst) {
            desk.done(id(lead), "outcomes", noShow);
        }

        desk.done(id(lead), "return", "{\"reason\":\"SPAM\",\"queue\":\"spam\"}");
        desk.act(id(lead), "outcomes", noShow);

        assertThat(credit()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO_SHOW_TAKEN_BACK", "MEETING_HELD"})
    void pain07_whoWasThereAfterAllIsATurnAgain(String after) throws Exception {
        put(",\"creditNoShow\":true");
        JsonNode lead = desk.submit(10);
        String outcome = "{\"type\":\"%s\",\"at\":\"2026-11-%dT10:00:00Z\"}";

        desk.done(id(lead), "outcomes", outcome.formatted("NO_SHOW", 20));
        assertThat(credit()).isEqualTo(1);
        for (int time = 0; time < 2; time++) {
            desk.done(id(lead), "outcomes", outcome.formatted(after, 21));
            assertThat(credit()).isZero();
        }
        desk.done(id(lead), "outcomes", outcome.formatted("NO_SHOW", 22));
        assertThat(credit()).isEqualTo(1);
        // It was no lead either: that is one turn all the same.
        desk.done(
                id(lead),
                "outcomes",
                "{\"type\":\"DISQUALIFIED\",\"reason\":\"SPAM\",\"at\":\"2026-11-23T10:00:00Z\"}");
        assertThat(credit()).isEqualTo(1);
    }

    @Test
    void pain04_eachDecisionThatSkippedARepIsToldWithItsReasonAndTheGroupsAddUp() throws Exception {
        Instant from = Instant.now();
        takers(4);
        putRep("bob", ",\"paused\":true");
        takers(3);
        putRep("bob", "");

        JsonNode told = desk.get("/reps/bob/decisions?limit=2&from=" + from);

        assertThat(told.required("decisions").asInt()).isEqualTo(7);
        assertThat(told.required("given").asInt()).isEqualTo(2);
        assertThat(told.required("whole").asBoolean()).isTrue();
        assertThat(told.required("passedOver"))
                .extracting(group ->
                        group.required("reason").asString() + group.required("decisions").asInt())
                .containsExactly("PAUSED3", "NOT_NEXT2");
        assertThat(told.required("items")).hasSize(2);
        assertThat(told.at("/items/0/outcome").asString()).isEqualTo("PASSED_OVER");
        assertThat(told.at("/items/0/reason").asString()).isEqualTo("PAUSED");
        JsonNode rest =
                desk.get(
                        "/reps/bob/decisions?from=%s&reason=NOT_NEXT&limit=1&cursor=%s"
                                .formatted(from, told.required("nextCursor").asString()));
        assertThat(rest.required("items")).hasSize(1);
        assertThat(rest.at("/items/0/ruleId").asString()).isEqualTo("all");
        assertThat(api.get("/reps/bob/decisions?reason=TIRED").statusCode()).isEqualTo(400);
        assertThat(
                        api.get("/reps/bob/decisions?to=" + from.minusSeconds(9) + "&from=" + from)
                                .statusCode())
                .isEqualTo(422);
        assertThat(api.get("/reps/nobody/decisions").statusCode()).isEqualTo(404);
    }

    private static void putRep(String key, String more) throws Exception {
        api.put("/reps/" + key, "{\"name\":\"R\",\"email\":\"%s@x.test\"%s}".formatted(key, more));
    }

    private int credit() throws Exception {
        return desk.get("/pools/%s/ledger".formatted(pool)).at("/members/0/credit").asInt();
    }
}
