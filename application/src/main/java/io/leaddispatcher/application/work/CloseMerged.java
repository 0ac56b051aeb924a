package io.leaddispatcher.application.work;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.intake.RecordMerges;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.routing.LeadTurn;
import io.leaddispatcher.application.routing.LeadTurns;
import io.leaddispatcher.application.routing.Parting;
import io.leaddispatcher.application.routing.Voice;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Records of a CRM were merged: of their leads one goes on, as the record that is left, and the
 * work on the others ends: they were no turns. Whatever the CRM tells of the others from now on is
 * about the one.
 */
@UseCase
public final class CloseMerged implements RecordMerges {

    static final String ENTRY = "LEAD_MERGED";

    /** Why the turn is given back, as for a lead that a rep returns with this reason. */
    private static final String NO_TURN = "DUPLICATE";

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

    @Override
    public Mono<Void> merged(
            TenantId tenant, ConnectionAccess connection, String winner, List<String> others) {
        List<String> records = new ArrayList<>(List.of(winner));
        records.addAll(others);
        return Mono.defer(() -> unitOfWork.run(tenant, known(tenant, connection, records)))
                .filter(found -> !found.isEmpty())
                .flatMap(found -> {
                    LeadId survivor = found.iterator().next();
                    return Flux.fromIterable(found)
                            .skip(1)
                            .concatMap(lead -> close(tenant, connection, lead, survivor))
                            .then(
                                    Mono.defer(() ->
                                            unitOfWork.run(
                                                    tenant,
                                                    point(
                                                            tenant,
                                                            connection,
                                                            survivor,
                                                            winner,
                                                            others))));
                });
    }

    /** In the order of their records, each once. */
    private Mono<Set<LeadId>> known(
            TenantId tenant, ConnectionAccess connection, List<String> records) {
        return Flux.fromIterable(records)
                .concatMap(record -> leads.knownBy(tenant, connection.key(), record))
                .collect(LinkedHashSet::new, Set::add);
    }

    private Mono<Boolean> close(
            TenantId tenant, ConnectionAccess connection, LeadId lead, LeadId survivor) {
        return turns.act(
                tenant, lead, turn -> close(turn, connection, survivor), _ -> Mono.empty());
    }

    private static boolean close(LeadTurn turn, ConnectionAccess connection, LeadId survivor) {
        return switch (turn.file().status()) {
            case ASSIGNED, QUEUED -> {
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
            case NEW, REJECTED, COMPLETED -> false;
        };
    }

    /** The record that is left is told of last: what is written goes there. */
    private Mono<Void> point(
            TenantId tenant,
            ConnectionAccess connection,
            LeadId survivor,
            String winner,
            List<String> others) {
        Instant now = clock.instant();
        return Flux.fromIterable(others)
                .concatMap(record -> leads.knownAs(tenant, survivor, connection.key(), record, now))
                .then(
                        leads.knownAs(
                                tenant,
                                survivor,
                                connection.key(),
                                winner,
                                now.plus(Duration.ofMillis(1))));
    }
}
