package io.leaddispatcher.application.work;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.intake.RecordMerges;
import io.leaddispatcher.application.lead.MergedMeanwhileException;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.routing.LeadTurn;
import io.leaddispatcher.application.routing.LeadTurns;
import io.leaddispatcher.application.routing.Parting;
import io.leaddispatcher.application.routing.Voice;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Records of a CRM were merged: of their leads one goes on, as the record that is left, and the
 * work on the others ends: they were no turns. Whatever the CRM tells of the others from now on is
 * about the one.
 */
@UseCase
public final class CloseMerged implements RecordMerges {

    static final String ENTRY = "LEAD_MERGED";

    /** Why the turn is given back, as for a lead that a rep returns with this reason. */
    static final String NO_TURN = "DUPLICATE";

    private static final int MOST_TRIES = 3;

    private final Leads leads;
    private final LeadTurns turns;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public CloseMerged(Leads leads, LeadTurns turns, UnitOfWork unitOfWork, InstantSource clock) {
        this.leads = leads;
        this.turns = turns;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    /**
     * Who is who changes first and at once: what is told in between of one that ends is about the
     * one that goes on. Whoever is interrupted then ends the others when the merge is told again.
     */
    @Override
    public Mono<Void> merged(
            TenantId tenant, ConnectionAccess connection, String winner, List<String> others) {
        var merge = new Leads.Merge(connection.key(), winner, others);
        return Mono.defer(() -> unitOfWork.run(tenant, merged(tenant, merge)))
                // A person has merged some of them since: who is who is another question now.
                .retryWhen(Retry.max(MOST_TRIES).filter(MergedMeanwhileException.class::isInstance))
                .flatMapMany(merged ->
                        Flux.fromIterable(merged.others())
                                .concatMap(
                                        lead -> close(tenant, connection, lead, merged.survivor())))
                .then();
    }

    private record Merged(LeadId survivor, List<LeadId> others) {}

    /** Empty when the CRM has told of none of them. */
    private Mono<Merged> merged(TenantId tenant, Leads.Merge merge) {
        return known(tenant, merge)
                .filter(found -> !found.isEmpty())
                .flatMap(found -> {
                    LeadId survivor = found.getFirst();
                    return leads.merge(
                                    tenant,
                                    survivor,
                                    found.subList(1, found.size()),
                                    merge,
                                    clock.instant())
                            .thenMany(leads.mergedInto(tenant, survivor))
                            .collectList()
                            .map(ended -> new Merged(survivor, ended));
                });
    }

    /** In the order of their records, each once. */
    private Mono<List<LeadId>> known(TenantId tenant, Leads.Merge merge) {
        return Flux.just(merge.winner())
                .concatWithValues(merge.others().toArray(String[]::new))
                .concatMap(record -> leads.knownBy(tenant, merge.connection(), record))
                .distinct()
                .collectList();
    }

    private Mono<Boolean> close(
            TenantId tenant, ConnectionAccess connection, LeadId lead, LeadId survivor) {
        return turns.act(
                tenant, lead, turn -> close(turn, connection, survivor), _ -> Mono.empty());
    }

    private static boolean close(LeadTurn turn, ConnectionAccess connection, LeadId survivor) {
        return switch (turn.file().status()) {
            // What would have been routed for a new one is the survivor's by now.
            case NEW, ASSIGNED, QUEUED -> {
                Voice voice = new Voice(connection.type(), Voice.CRM);
                turn.tell(ENTRY, voice, Map.of("into", survivor.toString()));
                turn.complete(
                        new Parting(
                                AssignmentState.COMPLETED,
                                "it was merged with another in %s".formatted(connection.type()),
                                "It was merged with another lead in the CRM.",
                                NO_TURN,
                                voice));
                yield true;
            }
            case REJECTED, COMPLETED -> false;
        };
    }
}
