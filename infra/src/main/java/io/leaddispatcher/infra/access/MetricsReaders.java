package io.leaddispatcher.infra.access;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.access.TokenHash;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.infra.failure.CannotStartException;
import io.leaddispatcher.infra.settings.DispatcherSettings;
import java.security.MessageDigest;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Who may read on the public port what the installation measures: it tells of all workspaces, so no
 * right in one of them is enough. It is the token that the operator has set; without one, an
 * administrator's of the workspace that the operator's settings name.
 */
final class MetricsReaders {

    /** Of random characters, more than anybody guesses. */
    private static final int SHORTEST = 32;

    private final byte @Nullable [] hash;
    private final @Nullable String workspace;
    private final Function<String, Mono<Caller>> tokens;
    private final Function<String, Mono<TenantId>> workspaces;

    /**
     * @param tokens whose API token it is
     * @param workspaces by their names in addresses
     */
    MetricsReaders(
            DispatcherSettings settings,
            Function<String, Mono<Caller>> tokens,
            Function<String, Mono<TenantId>> workspaces) {
        String token = settings.metrics().token();
        if (token != null && token.length() < SHORTEST) {
            throw new CannotStartException(
                    "dispatcher.metrics.token must have at least %d characters"
                            .formatted(SHORTEST));
        }
        this.hash = token == null ? null : TokenHash.of(token);
        this.workspace = settings.bootstrap().tenant();
        this.tokens = tokens;
        this.workspaces = workspaces;
    }

    Mono<Boolean> mayRead(String token) {
        if (hash != null) {
            return Mono.just(MessageDigest.isEqual(hash, TokenHash.of(token)));
        }
        return workspace == null
                ? Mono.just(false)
                : tokens.apply(token)
                        .filter(caller -> caller.actor().may(Permission.ADMINISTER))
                        .flatMap(caller -> workspaces.apply(workspace).map(caller.tenant()::equals))
                        .defaultIfEmpty(false);
    }
}
