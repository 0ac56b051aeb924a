package io.leaddispatcher.application.work;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.intake.RecordConversions;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.routing.LeadTurn;
import io.leaddispatcher.application.routing.LeadTurns;
import io.leaddispatcher.application.routing.Parting;
import io.leaddispatcher.application.routing.Voice;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * A lead was converted in its CRM, which is what it was worked on for: whoever has it keeps the
 * turn, no clock runs on, and it takes up no room.
 */
@UseCase
public final class CloseConverted implements RecordConversions {

    static final String ENTRY = "LEAD_CONVERTED";

    private final Leads leads;
    private final LeadTurns turns;
    private final UnitOfWork unitOfWork;

    public CloseConverted(Leads leads, LeadTurns turns, UnitOfWork unitOfWork) {
        this.leads = leads;
        this.turns = turns;
        this.unitOfWork = unitOfWork;
    }

    @Override
    public Mono<Boolean> converted(TenantId tenant, ConnectionAccess connection, String record) {
        return Mono.defer(() ->
                        unitOfWork.run(tenant, leads.knownBy(tenant, connection.key(), record)))
                .flatMap(lead ->
                        turns.act(tenant, lead, turn -> close(turn, connection), _ -> Mono.empty()))
                .defaultIfEmpty(true);
    }

    /** Whether there is nothing left to be done about it. */
    private static boolean close(LeadTurn turn, ConnectionAccess connection) {
        return switch (turn.file().status()) {
            case ASSIGNED, QUEUED, REJECTED -> {
                Voice voice = new Voice(connection.type(), Voice.CRM);
                turn.tell(ENTRY, voice, Map.of("connection", connection.key().value()));
                turn.complete(
                        new Parting(
                                AssignmentState.COMPLETED,
                                "it was converted in %s".formatted(connection.type()),
                                null,
                                null,
                                voice));
                yield true;
            }
            case COMPLETED -> true;
            // Whoever gets it is to keep the turn, and then to be done with it.
            case NEW -> false;
        };
    }
}
