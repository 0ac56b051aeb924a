package io.leaddispatcher.application.account;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.TokenHash;
import io.leaddispatcher.application.account.port.PersonalAccounts;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.workspace.Founding;
import java.time.InstantSource;
import java.time.ZoneId;
import reactor.core.publisher.Mono;

/** Founds the workspace of somebody who has opened the link in their letter. It works once. */
@UseCase
public final class ConfirmSignUp {

    /** What can come of it. */
    public sealed interface Outcome {
        /**
         * In.
         *
         * @param token a session's secret
         */
        record Entered(Secret token) implements Outcome {}

        /** Unknown, used, too old, or the address has an account by now. */
        record Gone() implements Outcome {}
    }

    private final PersonalAccounts accounts;
    private final NewWorkspace newWorkspace;
    private final InstantSource clock;

    public ConfirmSignUp(
            PersonalAccounts accounts, NewWorkspace newWorkspace, InstantSource clock) {
        this.accounts = accounts;
        this.newWorkspace = newWorkspace;
        this.clock = clock;
    }

    /**
     * Opens it.
     *
     * @param zone of whoever opens it
     */
    public Mono<Outcome> handle(Secret link, ZoneId zone) {
        return Mono.defer(() -> accounts.takeSignUp(TokenHash.of(link.reveal()), clock.instant()))
                .flatMap(request ->
                        newWorkspace.found(
                                request.workspace(),
                                zone,
                                new Founding.Owner.Fresh(
                                        request.email(),
                                        request.name(),
                                        request.passwordHash(),
                                        true)))
                .<Outcome>map(token -> new Outcome.Entered(new Secret(token)))
                .onErrorResume(
                        Founding.AddressTakenException.class, _ -> Mono.just(new Outcome.Gone()))
                .defaultIfEmpty(new Outcome.Gone());
    }
}
