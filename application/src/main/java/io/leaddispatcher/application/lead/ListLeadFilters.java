package io.leaddispatcher.application.lead;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.lead.port.LeadViews;
import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.application.transaction.UnitOfWork;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * The reps and queues that a list of leads can be narrowed to, and what teams and pools are called;
 * none for those who see only their own leads.
 */
@UseCase
public final class ListLeadFilters {

    public record Choice(String key, String name) {}

    public record Filters(
            List<Choice> reps, List<Choice> queues, List<Choice> teams, List<Choice> pools) {
        public Filters {
            reps = List.copyOf(reps);
            queues = List.copyOf(queues);
            teams = List.copyOf(teams);
            pools = List.copyOf(pools);
        }
    }

    private final UnitOfWork unitOfWork;
    private final LeadViews leads;

    public ListLeadFilters(UnitOfWork unitOfWork, LeadViews leads) {
        this.unitOfWork = unitOfWork;
        this.leads = leads;
    }

    public Mono<Filters> handle(Caller caller) {
        return Mono.defer(() ->
                Sight.of(caller) instanceof Sight.All
                        ? unitOfWork.run(
                                caller.tenant(),
                                leads.names(caller.tenant())
                                        .map(names ->
                                                new Filters(
                                                        choices(names, "rep/"),
                                                        choices(names, "queue/"),
                                                        choices(names, "team/"),
                                                        choices(names, "pool/"))))
                        : Mono.just(new Filters(List.of(), List.of(), List.of(), List.of())));
    }

    private static List<Choice> choices(Map<String, String> names, String prefix) {
        return names.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .map(entry ->
                        new Choice(entry.getKey().substring(prefix.length()), entry.getValue()))
                .sorted(Comparator.comparing(Choice::name).thenComparing(Choice::key))
                .toList();
    }
}
