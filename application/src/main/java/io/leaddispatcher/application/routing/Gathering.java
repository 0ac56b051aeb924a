package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.assignment.port.Assignments;
import io.leaddispatcher.application.assignment.port.Assignments.Given;
import io.leaddispatcher.application.crm.port.UntoldRecords;
import io.leaddispatcher.application.dispatch.ConnectedChannels;
import io.leaddispatcher.application.intake.port.ReadyEvents.Ready;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.lead.port.Leads.RecordOfLead;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.routing.port.RoutingRuns;
import io.leaddispatcher.application.routing.port.RoutingStates;
import io.leaddispatcher.application.snapshot.RoutingConfigurations.Snapshot;
import io.leaddispatcher.domain.connection.CrmLink;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.policy.ExperimentKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Finds out what decisions need to know, in the unit of work that makes them. */
record Gathering(
        Leads leads,
        Companies companies,
        Assignments assignments,
        RoutingRuns runs,
        Timeline timeline,
        UntoldRecords untoldRecords,
        ConnectedChannels channels) {

    /**
     * What need not be asked.
     *
     * @param channels the mark of the connections through which people are told; null: not known
     * @param accounts whether there may be any
     */
    record Told(@Nullable String channels, boolean accounts) {

        static final Told NOTHING = new Told(null, true);

        static Told by(RoutingStates.Begun turn) {
            return new Told(turn.channels(), turn.accounts());
        }
    }

    /** The leads that are kept, of these. */
    Mono<Map<LeadId, LeadFile>> find(TenantId tenant, Snapshot snapshot, Set<LeadId> ids) {
        return ids.isEmpty()
                ? Mono.just(Map.of())
                : leads.find(tenant, ids, snapshot::customType)
                        .collectMap(file -> file.lead().id());
    }

    /**
     * @param ids the leads that have a past
     * @param files all leads that are to be decided
     */
    Mono<Void> into(
            RoutingKnowledge known,
            TenantId tenant,
            Set<LeadId> ids,
            Collection<LeadFile> files,
            Told told) {
        return (ids.isEmpty() ? Mono.<Void>empty() : past(known, tenant, ids))
                .then(Mono.defer(() -> records(known, tenant, ids, files)))
                .then(channels.both(tenant, told.channels()))
                .flatMap(both ->
                        channels.plan(tenant, both, known.configuration().roster())
                                .doOnNext(plan -> known.connected(both, plan)))
                .then(
                        Mono.defer(() ->
                                told.accounts()
                                        ? companies.gather(known, tenant, files)
                                        : companies.latest(known, tenant, files)));
    }

    /** A lead that has just come in by the API has no record that a CRM told of. */
    private Mono<Void> records(
            RoutingKnowledge known, TenantId tenant, Set<LeadId> ids, Collection<LeadFile> files) {
        Set<LeadId> named =
                files.stream()
                        .map(LeadFile::lead)
                        .filter(lead -> lead.externalId() != null && ids.contains(lead.id()))
                        .map(Lead::id)
                        .collect(Collectors.toUnmodifiableSet());
        return named.isEmpty()
                ? Mono.empty()
                : leads.crmRecords(tenant, named).doOnNext(known::addCrmRecords).then();
    }

    /** Whether the records of which these events tell are to hear who has their leads. */
    Mono<Void> untold(RoutingKnowledge known, TenantId tenant, Collection<Ready> events) {
        Set<LeadId> held =
                events.stream()
                        .filter(event -> !event.updateOnly() && isTold(known, event))
                        .map(Ready::lead)
                        .filter(lead -> known.open(lead).stream().anyMatch(Given::isHeld))
                        .collect(Collectors.toUnmodifiableSet());
        return held.isEmpty()
                ? Mono.empty()
                : untoldRecords.of(tenant, held).doOnNext(known::addUntold).then();
    }

    /** Whether it is the CRM of its lead's record that tells. */
    private static boolean isTold(RoutingKnowledge known, Ready event) {
        RecordOfLead record = known.crmRecord(event.lead());
        return record != null
                && CrmLink.exists(record.type())
                && record.connection().equals(event.crm());
    }

    private Mono<Void> past(RoutingKnowledge known, TenantId tenant, Set<LeadId> ids) {
        return assignments
                .asked(tenant, ids)
                .doOnNext(known::addAsked)
                .then(assignments.open(tenant, ids))
                .doOnNext(known::addOpen)
                .then(runs.reroutes(tenant, ids))
                .doOnNext(known::addMoves)
                .then(sides(known, tenant, ids))
                .then(timeline.lastTouched(tenant, ids))
                .doOnNext(known::addLastTouched)
                .then();
    }

    private Mono<Void> sides(RoutingKnowledge known, TenantId tenant, Set<LeadId> ids) {
        Set<ExperimentKey> experiments = known.configuration().experiments();
        return experiments.isEmpty()
                ? Mono.empty()
                : runs.sides(tenant, experiments, ids).doOnNext(known::addSides).then();
    }
}
