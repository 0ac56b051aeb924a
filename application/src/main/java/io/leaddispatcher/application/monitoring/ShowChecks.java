package io.leaddispatcher.application.monitoring;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.lead.LeadNames;
import io.leaddispatcher.application.lead.SensitiveMask;
import io.leaddispatcher.application.lead.port.LeadViews;
import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.application.monitoring.port.Checks;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.lead.LeadId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks for whatever is amiss in a workspace, each check with some examples. */
@UseCase
public final class ShowChecks {

    /** How many examples each check names at most. */
    static final int EXAMPLES = 10;

    /**
     * All checks, in their order.
     *
     * @param names of reps ({@code rep/mia}), as far as something is amiss
     * @param leads what the leads of the examples are called, as far as the caller may know
     */
    public record Shown(
            List<CheckView> checks, Map<String, String> names, Map<LeadId, String> leads) {
        public Shown {
            checks = List.copyOf(checks);
            names = Map.copyOf(names);
            leads = Map.copyOf(leads);
        }
    }

    private final UnitOfWork unitOfWork;
    private final Checks checks;
    private final LeadViews leads;
    private final RoutingConfigurations configurations;

    public ShowChecks(
            UnitOfWork unitOfWork,
            Checks checks,
            LeadViews leads,
            RoutingConfigurations configurations) {
        this.unitOfWork = unitOfWork;
        this.checks = checks;
        this.leads = leads;
        this.configurations = configurations;
    }

    public Mono<Shown> handle(Caller caller) {
        return Mono.defer(() -> {
            caller.require(Permission.VIEW_LEADS);
            return unitOfWork.run(
                    caller.tenant(),
                    Flux.fromArray(CheckKey.values())
                            .concatMap(key ->
                                    checks.find(caller.tenant(), key, EXAMPLES)
                                            .map(found ->
                                                    CheckView.of(key, found, maySee(caller, key))))
                            .collectList()
                            .flatMap(found ->
                                    named(caller, found)
                                            .flatMap(names ->
                                                    called(caller, found)
                                                            .map(called ->
                                                                    new Shown(
                                                                            found, names,
                                                                            called)))));
        });
    }

    private Mono<Map<LeadId, String>> called(Caller caller, List<CheckView> found) {
        Set<LeadId> named =
                found.stream()
                        .flatMap(check -> check.examples().stream())
                        .flatMap(example -> Stream.ofNullable(example.lead()))
                        .collect(Collectors.toSet());
        return named.isEmpty()
                ? Mono.just(Map.of())
                : configurations
                        .current(caller.tenant())
                        .map(snapshot -> SensitiveMask.closed(snapshot.configuration()))
                        .flatMap(mask ->
                                leads.some(caller.tenant(), Sight.of(caller), named)
                                        .collectList()
                                        .map(rows -> LeadNames.of(rows, mask)));
    }

    private Mono<Map<String, String>> named(Caller caller, List<CheckView> found) {
        return found.stream().allMatch(check -> check.examples().isEmpty())
                ? Mono.just(Map.of())
                : leads.names(caller.tenant());
    }

    /** What connections there are is not for everybody. */
    static boolean maySee(Caller caller, CheckKey key) {
        return key != CheckKey.CONNECTION_SILENT || caller.actor().may(Permission.VIEW_CONNECTIONS);
    }
}
