package io.leaddispatcher.application.lead;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.lead.port.LeadViews;
import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.snapshot.RoutingConfigurations.Snapshot;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The reps, queues, teams, pools, rules and sources that a list of leads can be narrowed to; none
 * for those who see only their own leads.
 */
@UseCase
public final class ListLeadFilters {

    public record Choice(String key, String name) {}

    /** More rules than that are not chosen from a list. */
    private static final int MOST_RULES = 200;

    /**
     * @param rules of the policies that are active; none when there are too many for a list
     * @param manyRules whether there are too many
     * @param sources where the newest leads came from; none where that is hidden from some
     * @param bySource whether leads may be found by where they came from
     */
    public record Filters(
            List<Choice> reps,
            List<Choice> queues,
            List<Choice> teams,
            List<Choice> pools,
            List<Choice> rules,
            boolean manyRules,
            List<String> sources,
            boolean bySource) {
        public Filters {
            reps = List.copyOf(reps);
            queues = List.copyOf(queues);
            teams = List.copyOf(teams);
            pools = List.copyOf(pools);
            rules = List.copyOf(rules);
            sources = List.copyOf(sources);
        }
    }

    private static final Filters NONE =
            new Filters(
                    List.of(), List.of(), List.of(), List.of(), List.of(), false, List.of(), false);

    private final UnitOfWork unitOfWork;
    private final LeadViews leads;
    private final RoutingConfigurations configurations;

    public ListLeadFilters(
            UnitOfWork unitOfWork, LeadViews leads, RoutingConfigurations configurations) {
        this.unitOfWork = unitOfWork;
        this.leads = leads;
        this.configurations = configurations;
    }

    public Mono<Filters> handle(Caller caller) {
        return Mono.defer(() ->
                Sight.of(caller) instanceof Sight.All
                        ? unitOfWork.run(caller.tenant(), all(caller.tenant()))
                        : Mono.just(NONE));
    }

    private Mono<Filters> all(TenantId tenant) {
        return configurations
                .current(tenant)
                .map(Snapshot::configuration)
                .flatMap(now -> {
                    boolean bySource = !now.fields().isSensitive("lead.source");
                    List<Choice> rules = rules(now);
                    boolean manyRules = rules.size() > MOST_RULES;
                    return leads.names(tenant)
                            .flatMap(names ->
                                    (bySource ? leads.sources(tenant) : Flux.<String>empty())
                                            .sort()
                                            .collectList()
                                            .map(sources ->
                                                    new Filters(
                                                            choices(names, "rep/"),
                                                            choices(names, "queue/"),
                                                            choices(names, "team/"),
                                                            choices(names, "pool/"),
                                                            manyRules ? List.of() : rules,
                                                            manyRules,
                                                            sources,
                                                            bySource)));
                });
    }

    private static List<Choice> rules(RoutingConfiguration now) {
        Map<String, String> names = new HashMap<>();
        Arrays.stream(LeadKind.values())
                .flatMap(kind -> now.policy(kind).stream())
                .flatMap(published -> published.policy().everyRule())
                .forEach(rule -> names.putIfAbsent(rule.id(), rule.name()));
        return choices(names, "");
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
