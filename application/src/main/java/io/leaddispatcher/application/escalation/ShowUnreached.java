package io.leaddispatcher.application.escalation;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.dispatch.ConnectedChannels;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.sla.EscalationAction;
import java.util.EnumSet;
import java.util.List;
import reactor.core.publisher.Mono;

/** Which steps of escalations reach nobody now, for somebody who is about to use them. */
@UseCase
public final class ShowUnreached {

    private final RoutingConfigurations configurations;
    private final ConnectedChannels channels;
    private final UnitOfWork unitOfWork;

    public ShowUnreached(
            RoutingConfigurations configurations,
            ConnectedChannels channels,
            UnitOfWork unitOfWork) {
        this.configurations = configurations;
        this.channels = channels;
        this.unitOfWork = unitOfWork;
    }

    public Mono<List<Unreached>> handle(Caller caller) {
        return Mono.defer(() -> {
            caller.require(Permission.VIEW_CONFIGURATION);
            return unitOfWork.run(
                    caller.tenant(),
                    configurations
                            .current(caller.tenant())
                            .map(snapshot -> snapshot.configuration().roster())
                            .flatMap(roster ->
                                    channels.of(caller.tenant(), roster)
                                            .map(connected ->
                                                    Unreached.of(
                                                            EnumSet.allOf(EscalationAction.class),
                                                            roster,
                                                            connected))));
        });
    }
}
