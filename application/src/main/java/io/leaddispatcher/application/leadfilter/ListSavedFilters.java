package io.leaddispatcher.application.leadfilter;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.leadfilter.port.SavedFilters;
import io.leaddispatcher.application.leadfilter.port.SavedFilters.Saved;
import io.leaddispatcher.application.transaction.UnitOfWork;
import java.util.List;
import reactor.core.publisher.Mono;

/** The filters that somebody keeps, and those that they have removed a short while ago. */
@UseCase
public final class ListSavedFilters {

    private final UnitOfWork unitOfWork;
    private final SavedFilters filters;

    public ListSavedFilters(UnitOfWork unitOfWork, SavedFilters filters) {
        this.unitOfWork = unitOfWork;
        this.filters = filters;
    }

    /** By name. */
    public Mono<List<Saved>> handle(Caller caller) {
        return Mono.defer(() ->
                unitOfWork.run(
                        caller.tenant(),
                        filters.of(caller.tenant(), FilterOwner.of(caller)).collectList()));
    }
}
