package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.routing.LaterTurns.Wish;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Turns in which somebody acts on one lead. */
public final class LeadTurns {

    private final LaterTurns later;

    public LeadTurns(RoutingTurns turns) {
        this.later = turns.later();
    }

    /**
     * Acts on a lead in a unit of work of its own; empty when there is none of this id.
     *
     * @param act what is done; it may be nothing
     * @param also what else is kept of it in the same unit of work
     */
    public <T> Mono<T> act(
            TenantId tenant, LeadId lead, Function<LeadTurn, T> act, Function<T, Mono<Void>> also) {
        return later.take(
                        tenant,
                        new Wish<Optional<T>>(
                                Mono.just(Set.of(lead)),
                                batch -> {
                                    LeadFile file = batch.file(lead);
                                    return file == null
                                            ? Optional.empty()
                                            : Optional.of(act.apply(new LeadTurn(batch, file)));
                                },
                                done -> done.map(also).orElse(Mono.empty())))
                .flatMap(Mono::justOrEmpty);
    }
}
