package io.leaddispatcher.application.escalation;

import io.leaddispatcher.application.assignment.port.Assignments;
import io.leaddispatcher.application.assignment.port.Assignments.Given;
import io.leaddispatcher.application.dispatch.ConnectedChannels;
import io.leaddispatcher.application.dispatch.DispatchMessages;
import io.leaddispatcher.application.escalation.Escalating.At;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.sla.port.LeadClock;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.snapshot.RoutingConfigurations.Snapshot;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Reads what has to be known to take steps of clocks. */
record EscalationKnowledge(
        RoutingConfigurations configurations,
        Leads leads,
        Assignments assignments,
        ConnectedChannels channels,
        DispatchMessages messages,
        Ids ids,
        InstantSource clock) {

    /**
     * What is known of some leads.
     *
     * @param files of those that are still there
     */
    record Known(
            Snapshot snapshot,
            Escalating escalating,
            Map<LeadId, LeadFile> files,
            Map<LeadId, List<Given>> open) {

        /** Where a clock stands; empty when its lead is gone. */
        Optional<At> at(LeadClock kept) {
            return Optional.ofNullable(files.get(kept.lead()))
                    .map(file -> new At(kept, file, open.getOrDefault(kept.lead(), List.of())));
        }
    }

    /** Inside a unit of work of the tenant. */
    Mono<Known> about(TenantId tenant, Set<LeadId> about) {
        return configurations
                .current(tenant)
                .flatMap(snapshot ->
                        leads.find(tenant, about, snapshot::customType)
                                .collectMap(file -> file.lead().id())
                                .zipWhen(_ -> assignments.open(tenant, about))
                                .zipWhen(
                                        _ -> channels.of(tenant, snapshot.configuration().roster()))
                                .map(found ->
                                        new Known(
                                                snapshot,
                                                new Escalating(
                                                        snapshot.configuration(),
                                                        found.getT2(),
                                                        messages,
                                                        ids,
                                                        clock.instant()),
                                                found.getT1().getT1(),
                                                found.getT1().getT2())));
    }
}
