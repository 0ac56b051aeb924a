package io.leaddispatcher.application.intake;

import io.leaddispatcher.application.intake.port.InboundEvents;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.domain.lead.Identity;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Which of the leads that were handed in together are known, and which are the same. */
record SubmissionIdentities(InboundEvents events, Leads leads) {

    /**
     * Which lead each is, by the fresh one; what is missing there is the fresh one.
     *
     * @param leadsToo whether the leads that they make are to be kept as well
     */
    Mono<Map<LeadId, LeadId>> identified(
            TenantId tenant, List<Submission> submissions, boolean leadsToo) {
        List<List<Submission>> rounds = rounds(submissions);
        // Whoever shares a phone with a lead is told from it by what is kept of that lead.
        boolean keptBetween = leadsToo || rounds.size() > 1;
        return Flux.fromIterable(rounds)
                .concatMap(round -> identify(tenant, round, keptBetween))
                .collect(HashMap<LeadId, LeadId>::new, Map::putAll)
                .flatMap(leads -> {
                    Map<UUID, LeadId> others = new HashMap<>();
                    for (Submission one : submissions) {
                        LeadId lead = leads.getOrDefault(one.fresh(), one.fresh());
                        if (!lead.equals(one.fresh())) {
                            others.put(one.id(), lead);
                        }
                    }
                    return (others.isEmpty() ? Mono.empty() : events.belong(tenant, others))
                            .thenReturn(leads);
                });
    }

    /** Who shares a handle comes one after the other, so that the later one finds the earlier. */
    private static List<List<Submission>> rounds(List<Submission> submissions) {
        List<List<Submission>> rounds = new ArrayList<>();
        List<Submission> rest = submissions;
        while (!rest.isEmpty()) {
            List<Submission> round = new ArrayList<>();
            List<Submission> later = new ArrayList<>();
            Set<Identity.Handle> seen = new HashSet<>();
            for (Submission one : rest) {
                List<Identity.Handle> handles = one.sought().identity().handles();
                (Collections.disjoint(handles, seen) ? round : later).add(one);
                seen.addAll(handles);
            }
            rounds.add(round);
            rest = later;
        }
        return rounds;
    }

    private Mono<Map<LeadId, LeadId>> identify(
            TenantId tenant, List<Submission> round, boolean leadsToo) {
        List<Leads.Sought> sought = round.stream().map(Submission::sought).toList();
        return leads.identify(tenant, sought)
                .flatMap(found -> {
                    if (!leadsToo) {
                        return Mono.just(found);
                    }
                    List<LeadFile> files =
                            round.stream()
                                    .filter(one ->
                                            one.fresh()
                                                    .equals(
                                                            found.getOrDefault(
                                                                    one.fresh(), one.fresh())))
                                    .map(Submission::file)
                                    .toList();
                    Instant at = round.getLast().event().receivedAt();
                    return leads.addMissing(tenant, files, at).thenReturn(found);
                });
    }
}
