package io.leaddispatcher.application.leadfilter;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.leadfilter.port.SavedFilters;
import io.leaddispatcher.application.transaction.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Somebody removes a filter of theirs. For a day it can be brought back. */
@UseCase
public final class DropFilter {

    private static final Duration KEPT = Duration.ofDays(1);

    public record Command(Caller caller, UUID filter) {}

    private final UnitOfWork unitOfWork;
    private final SavedFilters filters;
    private final InstantSource clock;

    public DropFilter(UnitOfWork unitOfWork, SavedFilters filters, InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.filters = filters;
        this.clock = clock;
    }

    /** False when they have none. */
    public Mono<Boolean> handle(Command command) {
        return Mono.defer(() -> {
            UUID member = FilterOwner.of(command.caller());
            Instant now = clock.instant();
            return unitOfWork.run(
                    command.caller().tenant(),
                    filters.drop(
                            command.caller().tenant(),
                            member,
                            command.filter(),
                            now,
                            now.minus(KEPT)));
        });
    }
}
