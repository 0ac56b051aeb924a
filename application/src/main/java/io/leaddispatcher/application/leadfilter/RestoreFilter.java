package io.leaddispatcher.application.leadfilter;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.leadfilter.port.SavedFilters;
import io.leaddispatcher.application.transaction.UnitOfWork;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Somebody brings back a filter that they have removed. */
@UseCase
public final class RestoreFilter {

    public record Command(Caller caller, UUID filter) {}

    private final UnitOfWork unitOfWork;
    private final SavedFilters filters;

    public RestoreFilter(UnitOfWork unitOfWork, SavedFilters filters) {
        this.unitOfWork = unitOfWork;
        this.filters = filters;
    }

    /** False when there is none any more, or another one has got its name. */
    public Mono<Boolean> handle(Command command) {
        return Mono.defer(() -> {
            UUID member = FilterOwner.of(command.caller());
            return unitOfWork.run(
                    command.caller().tenant(),
                    filters.restore(command.caller().tenant(), member, command.filter()));
        });
    }
}
