package io.leaddispatcher.application.monitoring;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.connection.TestConnection;
import io.leaddispatcher.application.dispatch.ReplayDelivery;
import io.leaddispatcher.application.monitoring.port.Checks;
import io.leaddispatcher.application.monitoring.port.Checks.Example;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Repairs that call others. */
public final class OutwardRepairs {

    private final UnitOfWork unitOfWork;
    private final Checks checks;
    private final ReplayDelivery replay;
    private final TestConnection test;

    public OutwardRepairs(
            UnitOfWork unitOfWork, Checks checks, ReplayDelivery replay, TestConnection test) {
        this.unitOfWork = unitOfWork;
        this.checks = checks;
        this.replay = replay;
        this.test = test;
    }

    /** Sends again what was given up, with the same id. */
    Mono<Long> sendAgain(Caller caller, List<Example> found) {
        return Flux.fromIterable(found)
                .concatMap(example ->
                        replay.handle(new ReplayDelivery.Command(caller, example.requiredId())))
                .filter(ReplayDelivery.Outcome.Replayed.class::isInstance)
                .count();
    }

    /** Asks connections how they are; those that are well may be as quiet as they are. */
    Mono<Long> tryConnections(Caller caller, List<Example> found) {
        TenantId tenant = caller.tenant();
        return Flux.fromIterable(found)
                .map(example -> new ConnectionKey(example.requiredName()))
                .filterWhen(key ->
                        test.handle(new TestConnection.Command(caller, key))
                                .map(outcome ->
                                        outcome instanceof TestConnection.Outcome.Tested tested
                                                && tested.ok()))
                .concatMap(key ->
                        unitOfWork.run(tenant, checks.usuallyQuiet(tenant, key)).thenReturn(key))
                .count();
    }
}
