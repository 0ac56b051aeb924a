package io.leaddispatcher.infra.egress;

import io.leaddispatcher.application.egress.EgressGuard;
import io.leaddispatcher.application.webhook.port.EndpointCheck;
import java.net.URI;
import java.net.UnknownHostException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Says of an address at once what a call to it would come to. */
final class GuardedEndpoints implements EndpointCheck {

    private final EgressRules rules;
    private final EgressGuard guard;
    private final Scheduler lookUps;

    GuardedEndpoints(EgressRules rules, EgressGuard guard, Scheduler lookUps) {
        this.rules = rules;
        this.guard = guard;
        this.lookUps = lookUps;
    }

    @Override
    public Mono<String> refusal(URI url) {
        return Origin.of(url)
                .filter(_ -> rules.allows(url))
                .map(this::refusal)
                .orElseGet(() -> Mono.just("must be called by https and a usual port"));
    }

    private Mono<String> refusal(Origin endpoint) {
        return Mono.fromCallable(() -> resolves(endpoint))
                .subscribeOn(lookUps)
                .flatMap(resolves ->
                        resolves
                                ? Mono.empty()
                                : Mono.just(
                                        "must name a host that is known and that calls out may"
                                                + " reach"));
    }

    private boolean resolves(Origin endpoint) {
        try {
            return !guard.resolve(endpoint.host(), endpoint.port()).isEmpty();
        } catch (UnknownHostException e) {
            // The guard fails closed, and so does this.
            return false;
        }
    }
}
