package io.leaddispatcher.benchmarks;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.field.FieldValue;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.pool.Ledger;
import io.leaddispatcher.domain.pool.Pool;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Roster;
import io.leaddispatcher.domain.routing.Decision;
import io.leaddispatcher.domain.routing.LeadContext;
import io.leaddispatcher.domain.routing.PublishedPolicy;
import io.leaddispatcher.domain.routing.Router;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.routing.RoutingState;
import io.leaddispatcher.domain.territory.Territories;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the product does with a lead: the rule, its pool of 50, who of them may have the lead, and
 * whose turn it is. Leads come in batches of 64, which are decided at one instant.
 */
final class DecisionEngine implements Engine {

    private static final int BATCH = 64;
    private static final int MEMBERS = 50;
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Instant NOON = Instant.parse("2026-11-25T11:00:00Z");

    private final Router router;
    private final List<LeadContext> leads = new ArrayList<>();
    private Router.Sitting sitting;
    private RoutingState state = RoutingState.empty();
    private int decided;

    DecisionEngine(Workload workload) {
        List<Rep> reps = new ArrayList<>();
        Map<PoolKey, Pool> pools = new HashMap<>();
        for (int pool = 0; pool < Policies.POOLS; pool++) {
            List<Object> members = new ArrayList<>();
            for (int member = 0; member < MEMBERS; member++) {
                Rep rep = rep("rep-%d-%d".formatted(pool, member), member);
                reps.add(rep);
                members.add(Map.of("rep", rep.key().value()));
            }
            PoolKey key = new PoolKey(Policies.pool(pool));
            pools.put(
                    key,
                    Pool.read(
                            key,
                            Part.root(
                                    Map.of(
                                            "name",
                                            key.value(),
                                            "strategy",
                                            "WEIGHTED",
                                            "members",
                                            members),
                                    new Violations()),
                            _ -> true,
                            _ -> true));
        }
        router =
                new Router(
                        new RoutingConfiguration(
                                ZONE,
                                FieldCatalogue.of(List.of()),
                                new Roster(reps, List.of(), ZONE),
                                pools,
                                Map.of(),
                                Territories.of(List.of()),
                                List.of(),
                                Map.of(),
                                Map.of(
                                        LeadKind.LEAD,
                                        PublishedPolicy.of(1, Policies.of(workload)))));
        sitting = router.at(NOON);
        workload.leads().forEach(lead -> leads.add(LeadContext.of(lead(lead))));
    }

    /** One in ten is away. */
    private static Rep rep(String key, int member) {
        Map<String, Object> hours =
                Map.of("MON-FRI", List.of(member % 10 == 0 ? "13:00-18:00" : "09:00-18:00"));
        return Rep.read(
                        new RepKey(key),
                        Part.root(
                                Map.of(
                                        "name",
                                        key,
                                        "email",
                                        key + "@bench.example",
                                        "timeZone",
                                        "Europe/Berlin",
                                        "workingHours",
                                        hours),
                                new Violations()),
                        _ -> true)
                .orElseThrow();
    }

    private Lead lead(SampleLead sample) {
        Map<String, FieldValue> values = new HashMap<>();
        for (String path :
                List.of(
                        "company.country",
                        "company.industry",
                        "company.employees",
                        "lead.product",
                        "lead.source")) {
            sample.value(path).ifPresent(value -> values.put(path, value));
        }
        return new Lead(
                new LeadId(new UUID(7, leads.size())),
                null,
                LeadKind.LEAD,
                NOON,
                values,
                List.of());
    }

    /** A batch leaves its ledgers to the next one. */
    private Map<PoolKey, Ledger> ledgers() {
        Map<PoolKey, Ledger> ledgers = new HashMap<>();
        for (int pool = 0; pool < Policies.POOLS; pool++) {
            PoolKey key = new PoolKey(Policies.pool(pool));
            ledgers.put(key, state.ledger(key));
        }
        return ledgers;
    }

    @Override
    public int first(int lead) {
        if (decided++ % BATCH == 0) {
            sitting = router.at(NOON.plusMillis(decided));
            state = new RoutingState(ledgers(), Map.of());
        }
        Decision decision = sitting.decide(leads.get(lead), state);
        state = decision.state();
        return decision.result() instanceof Decision.Result.Assigned assigned
                ? Integer.parseInt(assigned.rule().id().substring(1))
                : NONE;
    }
}
