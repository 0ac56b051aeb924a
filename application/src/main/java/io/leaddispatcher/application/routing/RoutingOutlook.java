package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.routing.port.Accounts;
import io.leaddispatcher.application.routing.port.CompanyLeads;
import io.leaddispatcher.application.routing.port.RoutingStates;
import io.leaddispatcher.application.routing.port.TrackRecords;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.simulation.SimulationStart;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import reactor.core.publisher.Mono;

/**
 * How things stand for routing, for those who only look: they take no turn, and what they see may
 * change under them. Called inside a unit of work of the tenant.
 */
public final class RoutingOutlook {

    private final RoutingStates states;
    private final PoolRecords records;
    private final Companies companies;

    public RoutingOutlook(
            RoutingStates states,
            TrackRecords records,
            Accounts accounts,
            CompanyLeads companyLeads) {
        this.states = states;
        this.records = new PoolRecords(records);
        this.companies = new Companies(accounts, companyLeads);
    }

    /** With the ledgers and loads as they are at {@code now}, which is the present. */
    public Mono<SimulationStart> present(
            TenantId tenant, RoutingConfiguration configuration, Instant now) {
        // One after the other: they share a connection.
        return states.ledgers(tenant)
                .zipWhen(_ -> RoutingLoads.read(states, tenant, configuration.roster(), now))
                .zipWhen(
                        _ -> records.read(tenant, configuration, now),
                        (held, read) ->
                                new SimulationStart(
                                        now, held.getT1(), held.getT2()::before, read.pools()));
    }

    /** Before anybody has been given anything. */
    public Mono<SimulationStart> beforeAll(
            TenantId tenant, RoutingConfiguration configuration, Instant now) {
        return records.read(tenant, configuration, now)
                .map(read -> SimulationStart.fresh(now, read.pools()));
    }

    /** Of leads that would come in now. */
    public Arrivals comingIn(RoutingConfiguration configuration) {
        return new Arrivals(companies, configuration, true);
    }

    /** Of leads that would come in before all others. */
    public Arrivals comingBeforeAll(RoutingConfiguration configuration) {
        return new Arrivals(companies, configuration, false);
    }
}
