package io.leaddispatcher.application.intake;

import io.leaddispatcher.application.assignment.port.Assignments;
import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.intake.LeadSubmissions.Taken;
import io.leaddispatcher.application.intake.port.InboundEvents;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What whoever handed leads in is told of them. */
record SubmissionAnswers(InboundEvents events, Assignments assignments) {

    /**
     * What became of each, by its event.
     *
     * @param kept events that are no repeats
     * @param known the lead of each, by its fresh one
     */
    Mono<Map<UUID, Taken>> answers(
            TenantId tenant,
            List<Submission> submissions,
            Set<UUID> kept,
            Map<LeadId, LeadId> known) {
        return Flux.fromIterable(submissions)
                .concatMap(one -> {
                    LeadId lead = known.getOrDefault(one.fresh(), one.fresh());
                    return kept.contains(one.id())
                            ? Mono.just(
                                    new Answer(
                                            one.id(),
                                            new InboundEvents.Kept(one.id(), lead, false, true),
                                            !lead.equals(one.fresh())))
                            : repeated(tenant, one);
                })
                .collectList()
                .flatMap(answers -> {
                    List<LeadId> merged =
                            answers.stream().filter(Answer::merged).map(Answer::lead).toList();
                    return (merged.isEmpty()
                                    ? Mono.just(Map.<LeadId, Offer>of())
                                    : assignments.active(tenant, merged))
                            .map(active -> taken(answers, active));
                });
    }

    private record Answer(UUID id, InboundEvents.Kept kept, boolean merged) {
        LeadId lead() {
            return SubmitLead.known(kept.lead());
        }
    }

    /** A repeat is answered like the event that it repeats. */
    private Mono<Answer> repeated(TenantId tenant, Submission submission) {
        return events.known(submission.event())
                .flatMap(known ->
                        events.outcome(tenant, known.event())
                                .map(outcome -> Boolean.TRUE.equals(outcome.get("merged")))
                                .defaultIfEmpty(false)
                                .map(merged -> new Answer(submission.id(), known, merged)))
                .defaultIfEmpty(
                        new Answer(
                                submission.id(),
                                new InboundEvents.Kept(
                                        submission.id(), submission.fresh(), true, false),
                                false));
    }

    private static Map<UUID, Taken> taken(List<Answer> answers, Map<LeadId, Offer> active) {
        Map<UUID, Taken> taken = new HashMap<>();
        for (Answer answer : answers) {
            taken.put(
                    answer.id(),
                    new Taken(
                            answer.kept(),
                            answer.merged(),
                            answer.merged()
                                    ? Optional.ofNullable(active.get(answer.lead()))
                                    : Optional.empty()));
        }
        return taken;
    }
}
