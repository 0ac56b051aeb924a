package io.leaddispatcher.application.outreach;

import io.leaddispatcher.application.outreach.port.SequenceRuns;
import io.leaddispatcher.application.transaction.Claimed;
import io.leaddispatcher.application.transaction.Portion;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.sequence.SequenceRun;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The sequences of one tenant in a map. */
public final class InMemorySequenceRuns implements SequenceRuns {

    private final Map<UUID, SequenceRun> runs = new LinkedHashMap<>();
    private final InstantSource now;
    private int questions;
    private final List<UUID> putOff = new ArrayList<>();
    private final Set<UUID> early = new HashSet<>();

    public InMemorySequenceRuns(InstantSource now) {
        this.now = now;
    }

    /** All of a lead, the oldest first. */
    public List<SequenceRun> of(LeadId lead) {
        return runs.values().stream().filter(run -> run.lead().equals(lead)).toList();
    }

    /** How often the database was asked or told anything. */
    public int questions() {
        return questions;
    }

    /** The row of this one says that it is due, though no step of it is, until it is saved. */
    public void claimEarly(UUID run) {
        early.add(run);
    }

    /** Those that were put off. */
    public List<UUID> putOff() {
        return List.copyOf(putOff);
    }

    @Override
    public Flux<UUID> begin(TenantId tenant, List<SequenceRun> begun) {
        questions++;
        return Flux.fromIterable(begun)
                .filter(run ->
                        of(run.lead()).stream()
                                .noneMatch(other ->
                                        other.state().isLive()
                                                || other.sequence()
                                                        .key()
                                                        .equals(run.sequence().key())))
                .doOnNext(run -> runs.put(run.id(), run))
                .map(SequenceRun::id);
    }

    @Override
    public Mono<Void> save(TenantId tenant, List<SequenceRun> changed) {
        return Mono.fromRunnable(() ->
                changed.forEach(run -> {
                    runs.put(run.id(), run);
                    early.remove(run.id());
                }));
    }

    @Override
    public Flux<SequenceRun> live(TenantId tenant, Collection<LeadId> leads) {
        questions++;
        return some(run -> run.state().isLive() && leads.contains(run.lead()));
    }

    @Override
    public Mono<Claimed<SequenceRun>> claim(TenantId tenant, Portion<UUID> portion) {
        return due().collectList()
                .map(due -> portion.of(due, SequenceRun::id))
                .filter(due -> !due.isEmpty())
                .map(due -> new Claimed<>(now.instant(), due));
    }

    @Override
    public Flux<UUID> due(TenantId tenant, int atMost) {
        return due().map(SequenceRun::id).take(atMost);
    }

    private Flux<SequenceRun> due() {
        return some(run -> early.contains(run.id()) || run.dueAt(now.instant()).isPresent());
    }

    @Override
    public Mono<Void> putOff(TenantId tenant, UUID run) {
        return Mono.fromRunnable(() -> putOff.add(run));
    }

    private Flux<SequenceRun> some(Predicate<SequenceRun> those) {
        return Flux.defer(() -> Flux.fromIterable(runs.values().stream().filter(those).toList()));
    }
}
