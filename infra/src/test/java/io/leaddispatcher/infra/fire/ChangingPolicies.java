package io.leaddispatcher.infra.fire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A workspace whose policy changes at two nodes while leads come in at both. */
record ChangingPolicies(Node one, Node two, Tables tables) {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Each run names one version, and none that was older than the one that the sender knew. */
    void check() throws Exception {
        Api here = Workspace.found(one, "changing").api();
        Api there = new Api(two.port(), here.token());
        int version = 2;
        Map<String, Integer> knownByRun;
        try (SteadyLeads leads = new SteadyLeads(version, List.of(here, there, here, there))) {
            leads.published(version);
            for (Api node : List.of(here, there, here, there)) {
                publish(node, version, null);
                leads.published(++version);
            }
            publish(there, version, Instant.now().plusSeconds(1));
            tables.awaitNone("select id from publish_schedule where state = 'PENDING'", PATIENCE);
            leads.published(++version);
            knownByRun = leads.stop();
        }

        assertThat(version).isEqualTo(7);
        Map<String, Integer> versionByRun = new TreeMap<>();
        for (String run :
                tables.texts(
                        """
                        select r.id || ' ' || r.policy_version || ' ' || a.rule_id
                          from routing_run r
                          join lead l on l.tenant_id = r.tenant_id and l.id = r.lead_id
                          join assignment a on a.tenant_id = r.tenant_id and a.lead_id = r.lead_id
                         where l.external_id like 'steady-%'
                        """)) {
            String[] parts = run.split(" ", -1);
            assertThat(parts[2]).as(run).isEqualTo(parts[1].equals("2") ? "kim" : "v" + parts[1]);
            versionByRun.put(parts[0], Integer.valueOf(parts[1]));
        }
        assertThat(versionByRun.keySet()).isEqualTo(knownByRun.keySet());
        knownByRun.forEach((run, known) ->
                assertThat(versionByRun.get(run))
                        .as("%s was sent when version %d was active", run, known)
                        .isBetween(known, 7));
        assertThat(new TreeSet<>(versionByRun.values())).containsExactly(2, 3, 4, 5, 6, 7);
    }

    /** One whose only rule has the name of its version, on top of the one before. */
    private static void publish(Api node, int before, @Nullable Instant at) throws Exception {
        node.put(
                "/policies/lead/draft",
                """
                {"tiers":[{"name":"All","rules":[{"id":"v%d","assign":{"rep":"kim"}}]}],
                 "fallback":{"queue":"fallback"}}
                """
                        .formatted(before + 1));
        HttpResponse<String> answer =
                node.post(
                        "/policies/lead/draft/publish",
                        "{\"comment\":\"test\",\"expectedVersion\":%d%s}"
                                .formatted(before, at == null ? "" : ",\"at\":\"" + at + "\""));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(at == null ? 200 : 202);
    }
}
