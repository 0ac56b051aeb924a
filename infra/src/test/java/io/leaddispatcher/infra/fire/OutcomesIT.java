package io.leaddispatcher.infra.fire;

import static io.leaddispatcher.infra.fire.LeadDesk.id;
import static io.leaddispatcher.infra.fire.LeadDesk.rep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.outcome.RecordOutcome;
import io.leaddispatcher.application.work.Act;
import io.leaddispatcher.application.work.ActOutcome;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What comes of leads, as programs report it. */
class OutcomesIT {

    private static final String SLUG = "outcomes";
    private static final Node NODE = SharedNode.node();
    private static final Tables TABLES = SharedNode.tables();

    private static Api api;
    private static LeadDesk desk;

    @BeforeAll
    static void found() throws Exception {
        api = Workspace.found(NODE, SLUG).api();
        desk = new LeadDesk(api);
    }

    /** One rep with room for one lead, whoever had one before. */
    @BeforeEach
    void roomForOne() throws Exception {
        String only = "rep-" + UUID.randomUUID();
        api.put(
                "/reps/" + only,
                "{\"name\":\"Only\",\"email\":\"%s@x.test\",\"capacity\":{\"open\":1}}"
                        .formatted(only));
        desk.publish("{\"rep\":\"%s\"}".formatted(only));
    }

    @ParameterizedTest
    @ValueSource(strings = {"WON", "LOST", "DISQUALIFIED"})
    void whatEndsTheWorkMakesRoomForAnother(String type) throws Exception {
        JsonNode first = desk.submit(10);
        JsonNode waiting = desk.submit(10);
        assertThat(rep(waiting)).as("the rep is full").isEmpty();

        JsonNode lead =
                desk.done(
                        id(first),
                        "outcomes",
                        "{\"type\":\"%s\",\"amount\":1200.50,\"currency\":\"eur\",\"reason\":\"x\"}"
                                .formatted(type));

        assertThat(lead.required("status").asString()).isEqualTo("COMPLETED");
        assertThat(lead.required("assignment").isNull()).isTrue();
        assertThat(lead.at("/assignments/0/state").asString()).isEqualTo("COMPLETED");
        assertThat(lead.at("/assignments/0/endedAt").asString("")).isNotEmpty();
        assertThat(desk.told(id(first)))
                .containsSubsequence("OUTCOME_RECORDED", "ASSIGNMENT_COMPLETED")
                .doesNotHaveDuplicates();
        assertThat(desk.get("/leads/%s/timeline".formatted(id(first))).toString())
                .contains("\"actor\":\"rep:%s\"".formatted(rep(first)), "\"currency\":\"EUR\"");
        assertThat(desk.get("/audit-log?target=lead:" + id(first)).toString())
                .contains("outcome.recorded", type);
        assertThat(rep(desk.submit(10))).as("the next one").isEqualTo(rep(first));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MEETING_HELD", "NO_SHOW", "OPPORTUNITY"})
    void whatDoesNotEndTheWorkLeavesTheLeadWhereItIs(String type) throws Exception {
        JsonNode first = desk.submit(10);

        JsonNode lead = desk.done(id(first), "outcomes", "{\"type\":\"%s\"}".formatted(type));

        assertThat(lead.required("status").asString()).isEqualTo("ASSIGNED");
        assertThat(lead.at("/assignment/state").asString()).isEqualTo("OFFERED");
        assertThat(rep(desk.submit(10))).isEmpty();
    }

    @Test
    void theSameOutcomeIsOneHoweverOftenItIsTold() throws Exception {
        String lead = id(desk.submit(10));
        String won = "{\"type\":\"WON\",\"at\":\"2026-11-20T10:00:00.123456789Z\"}";
        for (int time = 0; time < 3; time++) {
            desk.done(lead, "outcomes", won);
        }
        desk.done(lead, "outcomes", won.replace("20T", "21T"));

        assertThat(TABLES.texts("select at from outcome where lead_id = '%s'".formatted(lead)))
                .hasSize(2);
        assertThat(desk.told(lead)).filteredOn("OUTCOME_RECORDED"::equals).hasSize(2);
        assertThat(desk.told(lead)).filteredOn("ASSIGNMENT_COMPLETED"::equals).hasSize(1);
        assertThat(desk.get("/audit-log?target=lead:" + lead).required("items")).hasSize(2);
    }

    @Test
    void whatWasClosedByMistakeGoesOnWithWhoeverHadIt() throws Exception {
        JsonNode first = desk.submit(10);
        String lead = id(first);
        desk.done(lead, "accept", "{}");
        desk.done(lead, "outcomes", "{\"type\":\"LOST\",\"reason\":\"a slip\"}");

        JsonNode open = desk.done(lead, "reopen", "{\"reason\":\"it is not lost\"}");

        assertThat(open.required("status").asString()).isEqualTo("ASSIGNED");
        assertThat(open.at("/assignment/state").asString()).isEqualTo("ACCEPTED");
        assertThat(rep(open)).isEqualTo(rep(first));
        assertThat(open.required("assignments")).hasSize(1);
        assertThat(
                        TABLES.texts(
                                "select withdrawn_by from outcome where lead_id = '%s'"
                                        .formatted(lead)))
                .singleElement()
                .asString()
                .startsWith("token:");
        assertThat(desk.told(lead)).contains("LEAD_REOPENED");
        assertThat(rep(desk.submit(10))).as("the rep is full again").isEmpty();
        assertThat(desk.act(lead, "reopen", "{}")).returns(409, HttpResponse::statusCode);
        JsonNode won = desk.done(lead, "outcomes", "{\"type\":\"WON\"}");
        assertThat(won.required("status").asString()).isEqualTo("COMPLETED");
    }

    @Test
    void whatWasTakenBackIsToldAgainWithTheSameTime() throws Exception {
        String lead = id(desk.submit(10));
        desk.done(lead, "accept", "{}");
        String won = "{\"type\":\"WON\",\"at\":\"2026-11-20T10:00:00Z\",\"amount\":%d}";
        for (int time = 1; time <= 2; time++) {
            desk.done(lead, "outcomes", won.formatted(time));
            desk.done(lead, "reopen", "{}");
        }

        JsonNode done = desk.done(lead, "outcomes", won.formatted(3));
        desk.done(lead, "outcomes", won.formatted(4));

        assertThat(done.required("status").asString()).isEqualTo("COMPLETED");
        assertThat(desk.told(lead)).filteredOn("OUTCOME_RECORDED"::equals).hasSize(3);
        assertThat(
                        TABLES.texts(
                                """
                                select trunc(amount) || ' ' || (coalesce(at, told_at) = '2026-11-20T10:00:00Z')
                                       || ' ' || (withdrawn_at is null)
                                  from outcome where lead_id = '%s' order by id
                                """
                                        .formatted(lead)))
                .containsExactly("1 true false", "2 true false", "3 true true");
    }

    @Test
    void whatEndedALeadThatIsPartOfThisOneStaysWhenThisOneIsReopened() throws Exception {
        String won = id(desk.submit(10));
        desk.done(won, "accept", "{}");
        desk.done(won, "outcomes", "{\"type\":\"WON\"}");
        String survivor = id(desk.submit(10));
        desk.done(survivor, "accept", "{}");
        desk.done(won, "merge", "{\"into\":\"%s\"}".formatted(survivor));
        desk.done(survivor, "outcomes", "{\"type\":\"LOST\",\"reason\":\"a slip\"}");

        JsonNode open = desk.done(survivor, "reopen", "{}");

        assertThat(open.at("/assignment/state").asString()).isEqualTo("ACCEPTED");
        assertThat(
                        TABLES.texts(
                                "select type || ' ' || (withdrawn_at is null) from outcome where lead_id = '%s' order by id"
                                        .formatted(survivor)))
                .containsExactly("WON true", "LOST false");
    }

    @Test
    void whatNobodyHadAcceptedIsRoutedAgain() throws Exception {
        JsonNode first = desk.submit(10);
        desk.done(id(first), "outcomes", "{\"type\":\"DISQUALIFIED\",\"reason\":\"SPAM\"}");

        JsonNode open = desk.done(id(first), "reopen", "{}");

        assertThat(open.required("status").asString()).isEqualTo("ASSIGNED");
        assertThat(open.at("/assignment/state").asString()).isEqualTo("OFFERED");
        assertThat(open.required("assignments")).hasSize(2);
    }

    @Test
    void aLeadThatNobodyHasIsDoneWithToo() throws Exception {
        desk.publish("{\"queue\":\"fallback\"}");
        String lead = id(desk.submit(10));

        JsonNode done = desk.done(lead, "outcomes", "{\"type\":\"DISQUALIFIED\"}");

        assertThat(done.required("status").asString()).isEqualTo("COMPLETED");
        assertThat(done.required("queueKey").isNull()).isTrue();
        assertThat(desk.told(lead)).contains("OUTCOME_RECORDED");
    }

    @Test
    void whatSeveralAreAskedForIsOverForAllOfThem() throws Exception {
        api.put("/reps/uma", "{\"name\":\"Uma\",\"email\":\"uma@x.test\"}");
        api.put(
                "/pools/asked",
                "{\"name\":\"P\",\"strategy\":\"ROUND_ROBIN\",\"members\":[{\"rep\":\"kim\"},{\"rep\":\"uma\"}]}");
        desk.publish("{\"pool\":\"asked\"},\"offer\":{\"mode\":\"BROADCAST\"}");
        String lead = id(desk.submit(10));

        JsonNode done = desk.done(lead, "outcomes", "{\"type\":\"LOST\"}");

        assertThat(done.required("status").asString()).isEqualTo("COMPLETED");
        assertThat(done.required("assignments"))
                .hasSize(2)
                .allMatch(each -> each.required("state").asString().equals("EXPIRED"));
        assertThat(TABLES.texts("select rep_key from outcome where lead_id = '%s'".formatted(lead)))
                .as("nobody had it")
                .containsOnlyNulls();
    }

    @Test
    void aLeadThatIsAboutToBeRoutedWaits() throws Exception {
        UUID lead = UUID.randomUUID();
        TABLES.execute(
                """
                insert into lead (tenant_id, id, kind, status, document, issues, words, arrived_at, updated_at)
                select tenant_id, '%s', 'lead', 'NEW', '{"receivedAt":"2026-01-01T00:00:00Z"}', '[]', '', now(), now()
                  from tenant where slug = '%s'
                """
                        .formatted(lead, SLUG));

        assertThat(desk.act(lead.toString(), "outcomes", "{\"type\":\"WON\"}"))
                .returns(409, HttpResponse::statusCode);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | /type | REQUIRED",
                "{\"type\":\"SOLD\"} | /type | OUT_OF_RANGE",
                "{\"type\":\"WON\",\"at\":\"2999-01-01T00:00:00Z\"} | /at | OUT_OF_RANGE",
                "{\"type\":\"WON\",\"at\":\"yesterday\"} | /at | MALFORMED",
                "{\"type\":\"WON\",\"amount\":-1} | /amount | OUT_OF_RANGE",
                "{\"type\":\"WON\",\"amount\":1.00001} | /amount | OUT_OF_RANGE",
                "{\"type\":\"WON\",\"currency\":\"XX1\"} | /currency | MALFORMED",
                "{\"type\":\"WON\",\"colour\":\"red\"} | /colour | UNKNOWN_PROPERTY"
            })
    void whatCannotBeIsRefusedWithItsPlace(String body, String pointer, String code)
            throws Exception {
        String lead = id(desk.submit(10));

        HttpResponse<String> answer = desk.act(lead, "outcomes", body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(LeadDesk.json(answer).at("/errors/0/pointer").asString()).isEqualTo(pointer);
        assertThat(LeadDesk.json(answer).at("/errors/0/code").asString()).isEqualTo(code);
        assertThat(desk.told(lead)).doesNotContain("OUTCOME_RECORDED");
    }

    @Test
    void onBehalfOfARepOnlyForWhoeverHasTheLead() throws Exception {
        JsonNode lead = desk.submit(10);

        assertThat(desk.act(id(lead), "outcomes", "{\"type\":\"WON\",\"rep\":\"kim\"}"))
                .returns(409, HttpResponse::statusCode);
        desk.done(id(lead), "outcomes", "{\"type\":\"WON\",\"rep\":\"%s\"}".formatted(rep(lead)));
        assertThat(desk.act(UUID.randomUUID().toString(), "outcomes", "{\"type\":\"WON\"}"))
                .returns(404, HttpResponse::statusCode);
    }

    @Test
    void aRepTellsOfTheOwnLeadsAndNobodyElses() throws Exception {
        JsonNode lead = desk.submit(10);

        assertThat(told(lead, Role.REP, "kim")).isInstanceOf(ActOutcome.Unknown.class);
        assertThat(told(lead, Role.REP, null)).isInstanceOf(ActOutcome.Unknown.class);
        assertThatThrownBy(() -> told(lead, Role.VIEWER, rep(lead)))
                .isInstanceOf(AccessDeniedException.class);
        assertThat(desk.told(id(lead))).doesNotContain("OUTCOME_RECORDED");
        assertThat(told(lead, Role.REP, rep(lead))).isInstanceOf(ActOutcome.Done.class);
        assertThat(desk.told(id(lead))).contains("OUTCOME_RECORDED");
    }

    private static ActOutcome told(JsonNode lead, Role role, @Nullable String rep) {
        TenantId tenant =
                Objects.requireNonNull(NODE.get(Workspaces.class).find(SLUG).block(Api.PATIENCE));
        return Objects.requireNonNull(
                NODE.get(RecordOutcome.class)
                        .handle(
                                new Act(
                                        new Caller(
                                                tenant,
                                                new Actor.Member(UUID.randomUUID(), role, rep)),
                                        new LeadId(UUID.fromString(id(lead))),
                                        Map.of("type", "WON"),
                                        "web"))
                        .block(Api.PATIENCE));
    }

    @Test
    void whatWasToldCanNeitherBeChangedNorTakenBack() throws Exception {
        assertThat(
                        TABLES.texts(
                                """
                                select p.name from unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE']) as p (name)
                                 where has_table_privilege(current_database() || '_app', 'outcome', p.name)
                                """))
                .containsExactlyInAnyOrder("SELECT", "INSERT");
    }
}
