package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.routing.port.Accounts;
import io.leaddispatcher.application.routing.port.RoutingStates;
import io.leaddispatcher.application.routing.port.TrackRecords;
import io.leaddispatcher.domain.account.AccountMatcher;
import io.leaddispatcher.domain.account.MatchKeys;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.routing.LeadContext;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.simulation.Simulation;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * How things stand for routing, for those who only look: they take no turn, and what they see may
 * change under them. Called inside a unit of work of the tenant.
 */
public final class RoutingOutlook {

    private final RoutingStates states;
    private final PoolRecords records;
    private final Accounts accounts;

    public RoutingOutlook(RoutingStates states, TrackRecords records, Accounts accounts) {
        this.states = states;
        this.records = new PoolRecords(records);
        this.accounts = accounts;
    }

    /** With the ledgers and loads as they are at {@code now}, which is the present. */
    public Mono<Simulation.Start> present(
            TenantId tenant, RoutingConfiguration configuration, Instant now) {
        return Mono.zip(states.ledgers(tenant), states.loads(tenant))
                .zipWith(
                        records.read(tenant, configuration, now),
                        (held, read) -> {
                            RoutingLoads loads =
                                    new RoutingLoads(configuration.roster(), now, held.getT2());
                            return new Simulation.Start(
                                    now, held.getT1(), loads::before, read.pools());
                        });
    }

    /** Before anybody has been given anything. */
    public Mono<Simulation.Start> beforeAll(
            TenantId tenant, RoutingConfiguration configuration, Instant now) {
        return records.read(tenant, configuration, now)
                .map(read -> Simulation.Start.fresh(now, read.pools()));
    }

    /** What would be known of these leads if they came in as new ones, each with its account. */
    public Mono<Function<Lead, LeadContext>> arrivals(
            TenantId tenant, RoutingConfiguration configuration, Collection<Lead> leads) {
        List<MatchKeys> keys =
                leads.stream().map(AccountMatcher::keysOf).filter(key -> !key.isEmpty()).toList();
        RoutingKnowledge known = new RoutingKnowledge(configuration.reviews());
        Function<Lead, LeadContext> contexts =
                lead -> known.context(LeadFile.of(lead, lead.receivedAt()));
        return keys.isEmpty()
                ? Mono.just(contexts)
                : accounts.candidates(tenant, keys)
                        .collectList()
                        .doOnNext(known::addAccounts)
                        .thenReturn(contexts);
    }
}
