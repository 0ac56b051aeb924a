package io.leaddispatcher.application.secondfactor;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.access.port.People;
import reactor.core.publisher.Mono;

/**
 * Whose second factor it is that somebody asks for. A session that an identity provider has opened
 * has none: the second factor is the person's own, and whoever runs the provider of one of their
 * workspaces could otherwise read its secret, put one of theirs in its place or guess at its codes.
 */
final class FactorOwner {

    private final People people;

    FactorOwner(People people) {
        this.people = people;
    }

    /** Empty when the session gives no access to it. */
    Mono<People.Credentials> of(SignedIn who) {
        return who.sso() ? Mono.empty() : people.find(who.email());
    }
}
