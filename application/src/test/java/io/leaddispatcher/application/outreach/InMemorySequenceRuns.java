package io.leaddispatcher.application.outreach;

import io.leaddispatcher.application.outreach.port.SequenceRuns;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.sequence.SequenceRun;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The sequences of one tenant in a map. */
public final class InMemorySequenceRuns implements SequenceRuns {

    private final Map<UUID, SequenceRun> runs = new LinkedHashMap<>();
    private final InstantSource now;
    private int questions;
    private int putOff;

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

    /** How often one was put off. */
    public int putOff() {
        return putOff;
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
        return Mono.fromRunnable(() -> changed.forEach(run -> runs.put(run.id(), run)));
    }

    @Override
    public Flux<SequenceRun> live(TenantId tenant, Collection<LeadId> leads) {
        questions++;
        return some(run -> run.state().isLive() && leads.contains(run.lead()));
    }

    @Override
    public Flux<SequenceRun> claim(TenantId tenant, int atMost) {
        return some(run -> run.dueAt(now.instant()).isPresent()).take(atMost);
    }

    @Override
    public Mono<Void> putOffFirst(TenantId tenant) {
        return Mono.fromRunnable(() -> putOff++);
    }

    private Flux<SequenceRun> some(Predicate<SequenceRun> those) {
        return Flux.defer(() -> Flux.fromIterable(runs.values().stream().filter(those).toList()));
    }
}
