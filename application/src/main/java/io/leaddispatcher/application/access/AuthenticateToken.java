package io.leaddispatcher.application.access;

import io.leaddispatcher.application.UseCase;
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

/** Whose API token this is. Empty when it is unknown, revoked or expired. */
@UseCase
public final class AuthenticateToken {

    /** The spelling of every token; anything else is not looked up. */
    public static final Pattern SPELLING = Pattern.compile("ldp_[A-Za-z0-9_-]{32,200}");

    private static final Duration SIGHT = Duration.ofMinutes(1);

    private final ApiTokens tokens;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public AuthenticateToken(ApiTokens tokens, UnitOfWork unitOfWork, InstantSource clock) {
        this.tokens = tokens;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    public Mono<Caller> handle(String token) {
        if (!SPELLING.matcher(token).matches()) {
            return Mono.empty();
        }
        byte[] hash = TokenHash.of(token);
        return tokens.tenantOf(hash)
                .flatMap(tenant -> unitOfWork.run(tenant, authenticate(tenant, hash)));
    }

    private Mono<Caller> authenticate(TenantId tenant, byte[] hash) {
        Instant now = clock.instant();
        return tokens.find(tenant, hash)
                .filter(token -> isGood(token, now))
                .flatMap(token -> {
                    Mono<Void> sight =
                            token.lastUsedAt() != null
                                            && now.isBefore(token.lastUsedAt().plus(SIGHT))
                                    ? Mono.empty()
                                    : tokens.used(tenant, token.id(), now);
                    return sight.thenReturn(
                            new Caller(
                                    tenant,
                                    new Actor.Token(token.id(), token.scopes(), token.creator())));
                });
    }

    private static boolean isGood(ApiToken token, Instant now) {
        return token.revokedAt() == null
                && (token.expiresAt() == null || now.isBefore(token.expiresAt()));
    }
}
