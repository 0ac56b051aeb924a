package io.leaddispatcher.adapter.hubspot;

import io.leaddispatcher.adapter.hubspot.HubSpotApi.Account;
import io.leaddispatcher.application.connection.ConnectionSessions;
import io.leaddispatcher.application.connection.Session;
import io.leaddispatcher.application.connection.port.SessionGrants;
import io.leaddispatcher.application.connection.port.SessionInHandException;
import io.leaddispatcher.application.connection.port.SessionRefusedException;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The tokens by which accounts are called. */
@FunctionalInterface
interface HubSpotTokens {

    /** What somebody logged in for; it wins over a token that was pasted. */
    String REFRESH_TOKEN = "refreshToken";

    /**
     * Fails with {@link TranslationFailedException}.
     *
     * @param refused one that HubSpot takes no longer; null at first
     */
    Mono<Session> session(Account account, @Nullable Session refused);

    /** That of a private app, which is good for ever. */
    static HubSpotTokens pasted() {
        return (account, _) ->
                Mono.justOrEmpty(account.connection().secret("accessToken"))
                        .map(token -> new Session(token, "", ""))
                        .switchIfEmpty(
                                Mono.error(() ->
                                        waiting(
                                                HubSpotFailures.UNAUTHORIZED,
                                                "the connection has no access token",
                                                null)));
    }

    /** Where somebody has logged in, tokens that end after a while; else the pasted one. */
    static HubSpotTokens of(ConnectionSessions sessions, SessionGrants grants) {
        HubSpotTokens pasted = pasted();
        return (account, refused) ->
                isGranted(account)
                        ? sessions.session(
                                        account.tenant(),
                                        account.connection().key(),
                                        refused,
                                        grants)
                                .onErrorMap(
                                        SessionRefusedException.class,
                                        refusal ->
                                                waiting(
                                                        refusal.code(),
                                                        String.valueOf(refusal.getMessage()),
                                                        refusal))
                                .onErrorMap(
                                        SessionInHandException.class,
                                        inHand ->
                                                TranslationFailedException.untried(
                                                        inHand.retryAfter(),
                                                        HubSpotApi.BUSY,
                                                        "a token is being asked for"))
                        : pasted.session(account, refused);
    }

    /** Whether another token can be had when one is refused. */
    static boolean isGranted(Account account) {
        return account.connection().secret(REFRESH_TOKEN).isPresent();
    }

    private static TranslationFailedException waiting(
            String code, String message, @Nullable Throwable cause) {
        return cause == null
                ? new TranslationFailedException(true, Duration.ofMinutes(5), code, message)
                : new TranslationFailedException(true, Duration.ofMinutes(5), code, message, cause);
    }
}
