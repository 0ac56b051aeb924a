package io.leaddispatcher.application.simulation;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.domain.access.Permission;
import java.time.InstantSource;
import java.util.UUID;

/** Ends a simulation in the background. One that has ended stays as it is. */
@UseCase
public final class CancelSimulation {

    private final BackgroundSimulations background;
    private final InstantSource clock;

    public CancelSimulation(BackgroundSimulations background, InstantSource clock) {
        this.background = background;
        this.clock = clock;
    }

    public record Command(Caller caller, PolicyKind kind, UUID id) {}

    /** Whether there is one. */
    public boolean handle(Command command) {
        command.caller().require(Permission.TRY_DRAFTS);
        command.caller().require(Permission.VIEW_LEADS);
        return background
                .find(command.caller().tenant(), command.id())
                .filter(each -> each.kind() == command.kind())
                .map(each -> {
                    each.cancel(clock.instant());
                    return true;
                })
                .orElse(false);
    }
}
