package io.leaddispatcher.application.account;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.TokenHash;
import io.leaddispatcher.application.account.port.PersonalAccounts;
import io.leaddispatcher.application.connection.Secret;
import java.time.InstantSource;
import reactor.core.publisher.Mono;

/**
 * Tells whoever opens the link in a letter whether it still works, before they fill anything in.
 * Any number of looks leave it as it is: programs that scan mail open it too.
 */
@UseCase
public final class LookAtLink {

    /** What the link is for. */
    public enum Purpose {
        SIGN_UP,
        RESET
    }

    public record Query(Purpose purpose, Secret link) {}

    private final PersonalAccounts accounts;
    private final InstantSource clock;

    public LookAtLink(PersonalAccounts accounts, InstantSource clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    /** False for one that is unknown, used or too old. */
    public Mono<Boolean> handle(Query query) {
        return Mono.defer(() -> {
            byte[] link = TokenHash.of(query.link().reveal());
            return switch (query.purpose()) {
                case SIGN_UP -> accounts.isSignUp(link, clock.instant());
                case RESET -> accounts.wordsOfReset(link, clock.instant()).hasElements();
            };
        });
    }
}
