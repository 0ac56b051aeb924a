package io.leaddispatcher.application.overview;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.application.overview.OverviewView.Publish;
import io.leaddispatcher.application.overview.port.Overviews;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.domain.access.Permission;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What needs the caller now, in figures. */
@UseCase
public final class ShowOverview {

    /** So long a draft that could not be published is news. */
    private static final Duration NEWS = Duration.ofDays(1);

    private final UnitOfWork unitOfWork;
    private final Workspaces workspaces;
    private final Overviews overviews;
    private final InstantSource clock;

    public ShowOverview(
            UnitOfWork unitOfWork,
            Workspaces workspaces,
            Overviews overviews,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.workspaces = workspaces;
        this.overviews = overviews;
        this.clock = clock;
    }

    public Mono<OverviewView> handle(Caller caller) {
        return Mono.defer(() -> {
            Sight sight = Sight.of(caller);
            return unitOfWork.run(
                    caller.tenant(),
                    workspaces
                            .show(caller.tenant())
                            .flatMap(workspace ->
                                    overviews.count(
                                            caller.tenant(), sight, midnight(workspace.zone())))
                            .flatMap(
                                    counted -> publishes(caller).collectList().map(counted::with)));
        });
    }

    /** Of whoever may not see policies there is nothing to say. */
    private Flux<Publish> publishes(Caller caller) {
        return caller.actor().may(Permission.VIEW_CONFIGURATION)
                ? overviews.publishes(caller.tenant(), clock.instant().minus(NEWS))
                : Flux.empty();
    }

    private Instant midnight(ZoneId zone) {
        return LocalDate.ofInstant(clock.instant(), zone).atStartOfDay(zone).toInstant();
    }
}
