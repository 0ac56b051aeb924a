package io.leaddispatcher.application.monitoring;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.lead.port.LeadViews;
import io.leaddispatcher.application.monitoring.port.Checks;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import java.util.List;
import java.util.Map;
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
     */
    public record Shown(List<CheckView> checks, Map<String, String> names) {
        public Shown {
            checks = List.copyOf(checks);
            names = Map.copyOf(names);
        }
    }

    private final UnitOfWork unitOfWork;
    private final Checks checks;
    private final LeadViews leads;

    public ShowChecks(UnitOfWork unitOfWork, Checks checks, LeadViews leads) {
        this.unitOfWork = unitOfWork;
        this.checks = checks;
        this.leads = leads;
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
                                    named(caller, found).map(names -> new Shown(found, names))));
        });
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
