package io.leaddispatcher.application.access;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.hash.HashCode;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The tokens that this node has looked up in the last few seconds. What is revoked here is
 * forgotten at once; other nodes forget by themselves.
 */
public final class RememberedTokens {

    private static final int MOST = 10_000;

    private final Cache<HashCode, Known> known =
            CacheBuilder.newBuilder().maximumSize(MOST).build();

    /**
     * Who it was when last looked up.
     *
     * @param until exclusive
     */
    record Known(Caller caller, Instant until) {}

    Optional<Caller> find(byte[] hash, Instant now) {
        return Optional.ofNullable(known.getIfPresent(HashCode.fromBytes(hash)))
                .filter(each -> now.isBefore(each.until()))
                .map(Known::caller);
    }

    void remember(byte[] hash, Known found) {
        known.put(HashCode.fromBytes(hash), found);
    }

    void forget(byte[] hash) {
        known.invalidate(HashCode.fromBytes(hash));
    }

    public void forget(UUID token) {
        known.asMap()
                .values()
                .removeIf(each ->
                        each.caller().actor() instanceof Actor.Token(var id, _, _)
                                && id.equals(token));
    }

    /** A member of the tenant has other rights from now on, and so have their tokens. */
    public void forgetAllOf(TenantId tenant) {
        known.asMap().values().removeIf(each -> each.caller().tenant().equals(tenant));
    }
}
