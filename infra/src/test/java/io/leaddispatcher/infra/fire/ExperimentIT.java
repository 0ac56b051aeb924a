package io.leaddispatcher.infra.fire;

import static io.leaddispatcher.infra.fire.LeadDesk.id;
import static io.leaddispatcher.infra.fire.LeadDesk.json;
import static io.leaddispatcher.infra.fire.LeadDesk.rep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A policy that tries other tiers with a part of the companies, and what comes of both sides. */
class ExperimentIT {

    private static final String SLUG = "experiments";
    private static final Node NODE = SharedNode.node();
    private static final Tables TABLES = SharedNode.tables();
    private static final int COMPANIES = 24;
    private static final int LATER = 3;

    // The second is what a workspace of these tests begins with.
    private static int version = 2;

    private static Api api;
    private static LeadDesk desk;

    @BeforeAll
    static void found() throws Exception {
        api = Workspace.found(NODE, SLUG).api();
        desk = new LeadDesk(api);
        for (String rep : new String[] {"control", "variant"}) {
            api.put(
                    "/reps/" + rep,
                    "{\"name\":\"%s\",\"email\":\"%s@x.test\"}".formatted(rep, rep));
        }
    }

    private static void publish(String more) throws Exception {
        api.put(
                "/policies/lead/draft",
                """
                {"tiers":[{"name":"All","rules":[{"id":"all","assign":{"rep":"control"}}]}],
                 "fallback":{"queue":"fallback"}%s}
                """
                        .formatted(more));
        HttpResponse<String> answer =
                api.post(
                        "/policies/lead/draft/publish",
                        "{\"comment\":\"test\",\"expectedVersion\":%d}".formatted(version++));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static String experiment(int share) {
        return """
        ,"experiment":{"key":"other-rep","share":%d,"tiers":[
          {"name":"Tried","rules":[{"id":"tried","assign":{"rep":"variant"}}]}]}\
        """
                .formatted(share);
    }

    private static JsonNode submit(String email) throws Exception {
        HttpResponse<String> answer =
                api.post(
                        "/leads",
                        "{\"contact\":{\"email\":\"%s\"}}".formatted(email),
                        "Prefer",
                        "wait=20");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json(answer);
    }

    private static JsonNode report() throws Exception {
        return desk.get("/policies/lead/experiments/other-rep");
    }

    @Test
    void bothSidesAreRoutedExplainedAndCountedOverAllVersions() throws Exception {
        assertThat(api.get("/policies/lead/experiments/other-rep").statusCode()).isEqualTo(404);
        publish(experiment(50));
        JsonNode none = report();
        assertThat(none.at("/control/leads").asInt()).isZero();
        assertThat(none.at("/control/wonRate").isNull()).isTrue();
        assertThat(none.at("/difference/won").isNull()).isTrue();
        assertThat(none.required("verdict").asString()).startsWith("Too little data");

        Map<String, Integer> sides = new HashMap<>();
        Map<String, String> first = new HashMap<>();
        for (int company = 0; company < COMPANIES; company++) {
            JsonNode ana = submit("ana@company%d.example".formatted(company));
            String side = rep(ana);
            sides.merge(side, 1, Integer::sum);
            first.putIfAbsent(side, id(ana));
            assertThat(rep(submit("ben@company%d.example".formatted(company))))
                    .as("another lead of the company")
                    .isEqualTo(side);
        }
        assertThat(sides).containsOnlyKeys("control", "variant");

        first.forEach((side, lead) -> assertExplained(lead, side));
        String won = first.getOrDefault("variant", "");
        for (String type : new String[] {"MEETING_HELD", "OPPORTUNITY", "WON"}) {
            desk.done(won, "outcomes", "{\"type\":\"%s\"}".formatted(type));
        }
        publish(experiment(99));
        assertStaysOnItsSide(first.getOrDefault("control", ""));
        for (int company = 0; company < LATER; company++) {
            assertThat(rep(submit("ana@later%d.example".formatted(company)))).isEqualTo("variant");
        }
        publish("");
        submit("ana@afterwards.example");

        JsonNode report = report();
        int early = 2 * sides.getOrDefault("variant", 0);
        int variants = early + LATER;
        assertThat(report.at("/variant/leads").asInt()).isEqualTo(variants);
        assertThat(report.at("/variant/assigned").asInt()).isEqualTo(variants);
        assertThat(report.at("/control/leads").asInt()).isEqualTo(2 * COMPANIES - early);
        assertThat(report.at("/variant/companies").asInt()).isEqualTo(early / 2 + LATER);
        assertThat(report.at("/variant/open").asInt()).isEqualTo(variants - 1);
        assertThat(report.at("/control/open").asInt()).isEqualTo(2 * COMPANIES - early);
        assertThat(report.at("/variant/meetings").asInt()).isEqualTo(1);
        assertThat(report.at("/variant/opportunities").asInt()).isEqualTo(1);
        assertThat(report.at("/variant/won").asInt()).isEqualTo(1);
        assertThat(report.at("/control/won").asInt()).isZero();
        assertThat(report.at("/variant/wonRate/value").asDouble())
                .isCloseTo(1.0 / variants, within(1e-9));
        // Of the later ones none has anything to be compared with.
        assertThat(report.at("/difference/won/value").asDouble())
                .isCloseTo(1.0 / early, within(1e-9));
        assertThat(report.at("/difference/won/low").asDouble()).isNegative();
        assertThat(report.at("/difference/won/high").asDouble()).isPositive();
        assertThat(report.required("since")).isEqualTo(none.required("since"));
        assertThat(desk.get("/policies/lead/diff?from=4&to=5").at("/changes/0/text").asString())
                .startsWith("Experiment 'other-rep' removed");
        assertWhoWasTwoLeadsCountsOnce(won, variants);
        assertOnlyATimeIsCountedOfWhichNothingIsGone(won, variants - 1);
    }

    /** Also where its company would be on the other one by now. */
    private static void assertStaysOnItsSide(String control) throws Exception {
        desk.done(control, "reroute", "{\"reason\":\"once more\"}");

        assertThat(
                        TABLES.texts(
                                "select experiment_side from routing_run where lead_id = '%s'"
                                        .formatted(control)))
                .containsExactly("CONTROL", "CONTROL");
    }

    /** Of its company another one was on the same side. */
    private static void assertWhoWasTwoLeadsCountsOnce(String won, int variants) throws Exception {
        String other =
                id(
                        submit(
                                desk.get("/leads/" + won)
                                        .at("/contact/email")
                                        .asString()
                                        .replace("ana@", "ben@")));
        desk.done(other, "merge", "{\"into\":\"%s\"}".formatted(won));

        JsonNode report = report();
        assertThat(report.at("/variant/leads").asInt()).isEqualTo(variants - 1);
        assertThat(report.at("/variant/won").asInt()).isEqualTo(1);
    }

    /** Retention takes the runs of closed leads and leaves those of open ones. */
    private static void assertOnlyATimeIsCountedOfWhichNothingIsGone(String won, int variants)
            throws Exception {
        TABLES.execute(
                "update routing_run set decided_at = decided_at - interval '40 days' where lead_id = '%s'"
                        .formatted(won));
        assertThat(report().at("/variant/leads").asInt()).isEqualTo(variants);
        HttpResponse<String> kept =
                api.postYaml(
                        "/import",
                        "{schema: lead-dispatcher/workspace/v1, retention: {events: 30, deliveries: 90, stories: 30, leads: 60, erasures: 30}}");
        assertThat(kept.statusCode()).as(kept.body()).isEqualTo(200);

        JsonNode report = report();
        assertThat(report.at("/variant/leads").asInt()).isEqualTo(variants - 1);
        assertThat(report.at("/variant/won").asInt()).isZero();
    }

    private static void assertExplained(String lead, String rep) {
        try {
            JsonNode trace = desk.get("/leads/%s/runs".formatted(lead)).at("/items/0/trace");
            assertThat(trace.at("/experiment/key").asString()).isEqualTo("other-rep");
            assertThat(trace.at("/experiment/side").asString()).isEqualToIgnoringCase(rep);
            assertThat(trace.at("/tiers/0/rules/0/id").asString())
                    .isEqualTo(rep.equals("variant") ? "tried" : "all");
            assertThat(
                            TABLES.texts(
                                    "select experiment_side from routing_run where lead_id = '%s'"
                                            .formatted(lead)))
                    .singleElement()
                    .asString()
                    .isEqualToIgnoringCase(rep);
        } catch (Exception e) {
            throw new AssertionError(lead, e);
        }
    }
}
