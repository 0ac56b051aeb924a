package io.leaddispatcher.infra.fire;

import static io.leaddispatcher.infra.fire.LeadDesk.id;
import static io.leaddispatcher.infra.fire.LeadDesk.rep;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A pool that learns from what comes of its leads. */
class PerformanceIT {

    private static final Node NODE = SharedNode.node();
    private static final Tables TABLES = SharedNode.tables();
    private static final int BIG = 5_000;
    private static final int SMALL = 5;

    private static Api api;
    private static LeadDesk desk;

    @BeforeAll
    static void found() throws Exception {
        api = Workspace.found(NODE, "performance").api();
        desk = new LeadDesk(api);
        for (String rep : List.of("ann", "bob", "cid", "dot")) {
            api.put("/reps/" + rep, "{\"name\":\"R\",\"email\":\"%s@x.test\"}".formatted(rep));
        }
        api.put(
                "/segments/big",
                "{\"name\":\"Big\",\"when\":{\"field\":\"company.employees\",\"op\":\"gte\",\"value\":1000}}");
        api.put(
                "/segments/small",
                "{\"name\":\"Small\",\"when\":{\"field\":\"company.employees\",\"op\":\"lt\",\"value\":1000}}");
        pool("closers", "\"strategy\":\"PERFORMANCE\"", "ann", "bob", "cid");
        desk.publish("{\"pool\":\"closers\"}");
    }

    private static void pool(String key, String more, String... members) throws Exception {
        api.put(
                "/pools/" + key,
                "{\"name\":\"P\",%s,\"members\":[%s]}"
                        .formatted(
                                more,
                                String.join(
                                        ",",
                                        List.of(members).stream()
                                                .map("{\"rep\":\"%s\"}"::formatted)
                                                .toList())));
    }

    @Test
    void whoWinsInASegmentGetsMostOfItAndNobodyIsGivenUp() throws Exception {
        // In turn at first, so that everybody has the same number of leads in each segment.
        pool("closers", "\"strategy\":\"ROUND_ROBIN\"", "ann", "bob", "cid");
        for (int lead = 0; lead < 60; lead++) {
            int size = lead < 30 ? BIG : SMALL;
            JsonNode routed = desk.submit(size);
            String closer = size == BIG ? "ann" : "bob";
            desk.done(
                    id(routed),
                    "outcomes",
                    "{\"type\":\"%s\"}"
                            .formatted(
                                    rep(routed).equals(closer)
                                            ? "WON"
                                            : lead % 2 == 0 ? "LOST" : "DISQUALIFIED"));
        }
        pool("closers", "\"strategy\":\"PERFORMANCE\"", "ann", "bob", "cid");
        assertThat(TABLES.texts(records("big")))
                .containsExactlyInAnyOrder("ann 10/10", "bob 0/10", "cid 0/10");
        assertThat(TABLES.texts(records("small")))
                .containsExactlyInAnyOrder("ann 0/10", "bob 10/10", "cid 0/10");

        Map<String, Integer> big = new HashMap<>();
        for (int lead = 0; lead < 120; lead++) {
            big.merge(rep(desk.submit(BIG)), 1, Integer::sum);
        }
        assertThat(big.get("ann")).as("of 120: %s", big).isNotNull().isBetween(80, 118);
        assertThat(big.keySet()).hasSize(3);
        Map<String, Integer> small = new HashMap<>();
        for (int lead = 0; lead < 40; lead++) {
            small.merge(rep(desk.submit(SMALL)), 1, Integer::sum);
        }
        assertThat(small.get("bob")).as("of 40: %s", small).isNotNull().isGreaterThan(20);
        assertThat(desk.get("/leads/%s/runs".formatted(id(desk.submit(SMALL)))).toString())
                .contains("won in segment 'small'", "is expected (pool ");

        // Leads that are given by record are no turns: the ledger stands as it stood.
        JsonNode ledger = desk.get("/pools/closers/ledger");
        ledger.required("members")
                .forEach(member -> {
                    double had =
                            member.required("assigned").asInt()
                                    + member.required("offset").asDouble();
                    assertThat(had).as(member.toString()).isEqualTo(20.0);
                });
    }

    private static String records(String segment) {
        return """
        select rep_key || ' ' || won || '/' || concluded
          from track_record where segment_key = '%s' and pool_key = 'closers'
        """
                .formatted(segment);
    }

    @Test
    void anAssignmentCountsOnceAndAsWonWhenItEverIs() throws Exception {
        pool("once", "\"strategy\":\"PERFORMANCE\"", "dot");
        LeadDesk own = desk;
        own.publish("{\"pool\":\"once\"}");
        try {
            String lead = id(own.submit(BIG));
            own.done(lead, "outcomes", "{\"type\":\"OPPORTUNITY\"}");
            own.done(lead, "outcomes", "{\"type\":\"LOST\",\"at\":\"2026-11-20T10:00:00Z\"}");
            own.done(lead, "outcomes", "{\"type\":\"WON\",\"at\":\"2026-11-21T10:00:00Z\"}");
            own.done(lead, "outcomes", "{\"type\":\"WON\",\"at\":\"2026-11-22T10:00:00Z\"}");
            own.done(lead, "outcomes", "{\"type\":\"LOST\",\"at\":\"2026-11-22T11:00:00Z\"}");

            own.done(id(own.submit(SMALL)), "outcomes", "{\"type\":\"DISQUALIFIED\"}");

            assertThat(
                            TABLES.texts(
                                    "select segment_key || ':' || won || '/' || concluded from track_record where pool_key = 'once'"))
                    .containsExactlyInAnyOrder(":1/2", "big:1/1", "small:0/1");
        } finally {
            own.publish("{\"pool\":\"closers\"}");
        }
    }
}
