package io.leaddispatcher.application.overview;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** What needs the caller now, in figures. */
@UseCase
public final class ShowOverview {

    private final Function<Caller, Mono<OverviewView>> figures;

    public ShowOverview(Function<Caller, Mono<OverviewView>> figures) {
        this.figures = figures;
    }

    public Mono<OverviewView> handle(Caller caller) {
        return figures.apply(caller);
    }
}
