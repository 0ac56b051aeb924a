package io.leaddispatcher.application.secondfactor;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.SecondFactorCheck;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.access.port.SecondFactors;
import io.leaddispatcher.domain.secondfactor.TotpSecret;
import reactor.core.publisher.Mono;

/** How one's own second factor stands. */
@UseCase
public final class ShowSecondFactor {

    /** How it can stand. */
    public sealed interface View {
        record Off() implements View {}

        /** The secret waits for a code; once it is on, it is shown no more. */
        record Begun(TotpSecret secret) implements View {}

        /**
         * The log-in asks for it.
         *
         * @param recoveryCodes how many are left
         */
        record On(int recoveryCodes) implements View {}

        /** An identity provider has opened the session: it is none of its business. */
        record NotHere() implements View {}
    }

    private final FactorOwner owner;
    private final SecondFactors factors;
    private final SecondFactorCheck check;

    public ShowSecondFactor(People people, SecondFactors factors, SecondFactorCheck check) {
        this.owner = new FactorOwner(people);
        this.factors = factors;
        this.check = check;
    }

    public Mono<View> handle(SignedIn who) {
        return owner.of(who)
                .flatMap(found ->
                        factors.find(found.person())
                                .<View>map(factor ->
                                        factor.confirmed()
                                                ? new View.On(factor.recoveryCodes())
                                                : new View.Begun(
                                                        check.decrypt(found.person(), factor))))
                .defaultIfEmpty(who.sso() ? new View.NotHere() : new View.Off());
    }
}
