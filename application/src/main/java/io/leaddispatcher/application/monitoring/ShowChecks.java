package io.leaddispatcher.application.monitoring;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.monitoring.port.Checks;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks for whatever is amiss in a workspace, each check with some examples. */
@UseCase
public final class ShowChecks {

    /** How many examples each check names at most. */
    static final int EXAMPLES = 10;

    private final UnitOfWork unitOfWork;
    private final Checks checks;

    public ShowChecks(UnitOfWork unitOfWork, Checks checks) {
        this.unitOfWork = unitOfWork;
        this.checks = checks;
    }

    /** All of them, in their order. */
    public Mono<List<CheckView>> handle(Caller caller) {
        return Mono.defer(() -> {
            caller.require(Permission.VIEW_LEADS);
            return unitOfWork.run(
                    caller.tenant(),
                    Flux.fromArray(CheckKey.values())
                            .concatMap(key ->
                                    checks.find(caller.tenant(), key, EXAMPLES)
                                            .map(found ->
                                                    CheckView.of(key, found, maySee(caller, key))))
                            .collectList());
        });
    }

    /** What connections there are is not for everybody. */
    static boolean maySee(Caller caller, CheckKey key) {
        return key != CheckKey.CONNECTION_SILENT || caller.actor().may(Permission.VIEW_CONNECTIONS);
    }
}
