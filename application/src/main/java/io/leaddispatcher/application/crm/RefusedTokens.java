package io.leaddispatcher.application.crm;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.ConnectionHealthView;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Connections whose tokens a CRM refuses: of all writes that wait, one asks now and then whether
 * the token is taken again, and the others wait for what comes of it. New secrets end the wait. It
 * is this node's own knowledge, so each node asks once.
 */
final class RefusedTokens {

    /** Longer than a call takes: meanwhile nobody else asks. */
    private static final Duration WHILE_ONE_ASKS = Duration.ofSeconds(15);

    private static final Duration USUAL = Duration.ofMinutes(5);

    private record Name(TenantId tenant, ConnectionKey connection) {}

    /**
     * @param used with the secrets that are refused
     */
    private record Refused(ConnectionAccess used, Instant askAgainAt) {}

    private final Map<Name, Refused> refused = new ConcurrentHashMap<>();

    /**
     * How long a write has to wait; empty when it may ask. Of those that come when the time is up,
     * one may.
     *
     * @param now the connection as it is now
     */
    Optional<Duration> wait(TenantId tenant, ConnectionAccess now, Instant at) {
        AtomicReference<@Nullable Duration> wait = new AtomicReference<>();
        refused.computeIfPresent(
                new Name(tenant, now.key()),
                (_, before) -> {
                    if (!now.hasTheSecretsOf(before.used())) {
                        return null;
                    }
                    if (at.isBefore(before.askAgainAt())) {
                        wait.set(Duration.between(at, before.askAgainAt()));
                        return before;
                    }
                    return new Refused(before.used(), at.plus(WHILE_ONE_ASKS));
                });
        return Optional.ofNullable(wait.get());
    }

    /** What has come of asking. */
    void came(TenantId tenant, ConnectionAccess used, Attempt attempt, Instant at) {
        Name name = new Name(tenant, used.key());
        if (attempt instanceof Attempt.Retry(var after, var cause)
                && ConnectionHealthView.refusesToken(cause.code())) {
            refused.put(name, new Refused(used, at.plus(after == null ? USUAL : after)));
        } else if (!(attempt instanceof Attempt.NotYet)) {
            refused.remove(name);
        }
    }
}
