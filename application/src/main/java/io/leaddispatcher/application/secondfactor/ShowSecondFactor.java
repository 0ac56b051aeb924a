package io.leaddispatcher.application.secondfactor;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.access.port.SecondFactors;
import reactor.core.publisher.Mono;

/** How one's own second factor stands. */
@UseCase
public final class ShowSecondFactor {

    /**
     * How it stands.
     *
     * @param on whether the log-in asks for it
     * @param recoveryCodes how many are left
     */
    public record View(boolean on, int recoveryCodes) {}

    private final People people;
    private final SecondFactors factors;

    public ShowSecondFactor(People people, SecondFactors factors) {
        this.people = people;
        this.factors = factors;
    }

    public Mono<View> handle(SignedIn who) {
        return people.find(who.email())
                .flatMap(found -> factors.find(found.person()))
                .map(factor -> new View(factor.confirmed(), factor.recoveryCodes()))
                .defaultIfEmpty(new View(false, 0));
    }
}
