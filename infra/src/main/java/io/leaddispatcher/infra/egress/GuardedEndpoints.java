package io.leaddispatcher.infra.egress;

import io.leaddispatcher.application.webhook.port.EndpointCheck;
import java.net.URI;
import java.net.UnknownHostException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Says of an address at once what a call to it would come to. */
final class GuardedEndpoints implements EndpointCheck {

    private final EgressRules rules;
    private final CheckingEgressGuard guard;
    private final Scheduler afterwards;

    /**
     * @param afterwards where it goes on, off the threads of look-ups
     */
    GuardedEndpoints(EgressRules rules, CheckingEgressGuard guard, Scheduler afterwards) {
        this.rules = rules;
        this.guard = guard;
        this.afterwards = afterwards;
    }

    @Override
    public Mono<String> refusal(URI url) {
        return Origin.of(url)
                .filter(_ -> rules.allows(url))
                .map(this::refusal)
                .orElseGet(() -> Mono.just("must be called by https and a usual port"));
    }

    private Mono<String> refusal(Origin endpoint) {
        return Mono.fromFuture(() -> guard.begin(endpoint.host(), endpoint.port()))
                .publishOn(afterwards)
                .map(addresses -> !addresses.isEmpty())
                // The guard fails closed, and so does this.
                .onErrorReturn(UnknownHostException.class, false)
                .flatMap(resolves ->
                        resolves
                                ? Mono.empty()
                                : Mono.just(
                                        "must name a host that is known and that calls out may"
                                                + " reach"));
    }
}
