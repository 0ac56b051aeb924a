package io.leaddispatcher.application.simulation;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.domain.access.Permission;
import java.util.Optional;
import java.util.UUID;

/** How a simulation in the background stands, and what it came to. */
@UseCase
public final class ShowSimulation {

    private final BackgroundSimulations background;

    public ShowSimulation(BackgroundSimulations background) {
        this.background = background;
    }

    public record Query(Caller caller, PolicyKind kind, UUID id) {}

    /** Empty when it is not known to this node, or not any more. */
    public Optional<BackgroundSimulation> handle(Query query) {
        query.caller().require(Permission.VIEW_CONFIGURATION);
        query.caller().require(Permission.VIEW_LEADS);
        return background
                .find(query.caller().tenant(), query.id())
                .filter(each -> each.kind() == query.kind());
    }
}
