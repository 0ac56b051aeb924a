package io.leaddispatcher.application.access;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.RememberedTokens.Known;
import io.leaddispatcher.application.access.port.ApiTokens;
import io.leaddispatcher.application.access.port.ApiTokens.ApiToken;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;

/**
 * Whose API token this is. Empty when it is unknown, revoked or expired.
 *
 * <p>An answer is good for a few seconds on the node that found it, so that a busy client does not
 * cost a transaction a request; revocation is felt everywhere within {@link #MEMORY}.
 */
@UseCase
public final class AuthenticateToken {

    /** The spelling of every token; anything else is not looked up. */
    public static final Pattern SPELLING = Pattern.compile("ldp_[A-Za-z0-9_-]{32,200}");

    private static final Duration SIGHT = Duration.ofMinutes(1);

    static final Duration MEMORY = Duration.ofSeconds(4);

    private final ApiTokens tokens;
    private final UnitOfWork unitOfWork;
    private final RememberedTokens remembered;
    private final InstantSource clock;

    public AuthenticateToken(
            ApiTokens tokens,
            UnitOfWork unitOfWork,
            RememberedTokens remembered,
            InstantSource clock) {
        this.tokens = tokens;
        this.unitOfWork = unitOfWork;
        this.remembered = remembered;
        this.clock = clock;
    }

    public Mono<Caller> handle(String token) {
        if (!SPELLING.matcher(token).matches()) {
            return Mono.empty();
        }
        byte[] hash = TokenHash.of(token);
        return Mono.defer(() ->
                remembered
                        .find(hash, clock.instant())
                        .map(Mono::just)
                        .orElseGet(() -> lookUp(hash)));
    }

    private Mono<Caller> lookUp(byte[] hash) {
        return tokens.tenantOf(hash)
                .flatMap(tenant -> unitOfWork.run(tenant, authenticate(tenant, hash)))
                .doOnNext(found -> remembered.remember(hash, found))
                .map(Known::caller)
                .switchIfEmpty(Mono.fromRunnable(() -> remembered.forget(hash)));
    }

    private Mono<Known> authenticate(TenantId tenant, byte[] hash) {
        Instant now = clock.instant();
        return tokens.find(tenant, hash)
                .filter(token -> isGood(token, now))
                .flatMap(token -> {
                    Mono<Void> sight =
                            token.lastUsedAt() != null
                                            && now.isBefore(token.lastUsedAt().plus(SIGHT))
                                    ? Mono.empty()
                                    : tokens.used(tenant, token.id(), now);
                    var actor = new Actor.Token(token.id(), token.scopes(), token.creator());
                    return sight.thenReturn(
                            new Known(new Caller(tenant, actor), goodUntil(token, now)));
                });
    }

    /** Counted from before the look-up, so that no revocation falls between. */
    private static Instant goodUntil(ApiToken token, Instant now) {
        Instant forgotten = now.plus(MEMORY);
        return token.expiresAt() != null && token.expiresAt().isBefore(forgotten)
                ? token.expiresAt()
                : forgotten;
    }

    private static boolean isGood(ApiToken token, Instant now) {
        return token.revokedAt() == null
                && (token.expiresAt() == null || now.isBefore(token.expiresAt()));
    }
}
