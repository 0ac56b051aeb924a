package io.leaddispatcher.application.lead;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * The reps and queues that a list of leads can be narrowed to, as far as the caller may see them.
 */
@UseCase
public final class ListLeadFilters {

    public record Choice(String key, String name) {}

    public record Filters(List<Choice> reps, List<Choice> queues) {
        public Filters {
            reps = List.copyOf(reps);
            queues = List.copyOf(queues);
        }
    }

    private final Function<Caller, Mono<Filters>> filters;

    public ListLeadFilters(Function<Caller, Mono<Filters>> filters) {
        this.filters = filters;
    }

    public Mono<Filters> handle(Caller caller) {
        return filters.apply(caller);
    }
}
