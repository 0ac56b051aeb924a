package io.leaddispatcher.adapter.rest.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * Token buckets on this node: one for each API token, one for each workspace, one for each hook,
 * and one for the refused log-ins of each address.
 */
@Component
public final class RequestLimits {

    private static final long MOST_BUCKETS = 100_000;
    private static final int FAILURES_PER_SECOND = 10;

    /** A workspace may make as many calls as so many of its tokens, where nothing else is set. */
    private static final int TOKENS_OF_A_WORKSPACE = 5;

    private final Cache<String, Bucket> buckets;
    // Whoever shares an address with somebody who guesses tokens is not to suffer for it.
    private final Cache<String, Boolean> goodLately;
    private final int apiPerSecond;
    private final int workspacePerSecond;
    private final int hookPerSecond;

    RequestLimits(
            @Value("${dispatcher.limits.api-per-second:200}") int apiPerSecond,
            @Value("${dispatcher.limits.workspace-per-second:0}") int workspacePerSecond,
            @Value("${dispatcher.limits.hook-per-second:200}") int hookPerSecond) {
        this.apiPerSecond = apiPerSecond;
        this.workspacePerSecond =
                workspacePerSecond == 0 ? TOKENS_OF_A_WORKSPACE * apiPerSecond : workspacePerSecond;
        this.hookPerSecond = hookPerSecond;
        this.buckets =
                Caffeine.newBuilder()
                        .maximumSize(MOST_BUCKETS)
                        .expireAfterAccess(Duration.ofMinutes(1))
                        .build();
        this.goodLately =
                Caffeine.newBuilder()
                        .maximumSize(MOST_BUCKETS)
                        .expireAfterWrite(Duration.ofMinutes(10))
                        .build();
    }

    /** Of a call with a token; empty when it has none. */
    Optional<Share> api(ServerHttpRequest request) {
        String authorization = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        if (authorization == null) {
            return Optional.empty();
        }
        String token = hash(authorization);
        Share share = take("token", "token:" + token, apiPerSecond);
        boolean suspect =
                goodLately.getIfPresent(token) == null
                        && bucket(failureKey(request), FAILURES_PER_SECOND).getAvailableTokens()
                                == 0;
        return Optional.of(suspect ? share.refusedFor(Duration.ofSeconds(1)) : share);
    }

    /** Of a call of a workspace, by whichever token. */
    Share workspace(TenantId tenant) {
        return take("workspace", "workspace:" + tenant, workspacePerSecond);
    }

    /** Of a delivery to a hook. */
    Share hook(String hookId) {
        return take("hook", "hook:" + hash(hookId), hookPerSecond);
    }

    /** Remembers that the token of a call is good. */
    void succeeded(ServerHttpRequest request) {
        String authorization = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        if (authorization != null) {
            goodLately.put(hash(authorization), true);
        }
    }

    /** Remembers a call that was refused for its token. */
    public void failed(ServerHttpRequest request) {
        bucket(failureKey(request), FAILURES_PER_SECOND).tryConsume(1);
    }

    private Share take(String name, String key, int perSecond) {
        ConsumptionProbe probe = bucket(key, perSecond).tryConsumeAndReturnRemaining(1);
        return new Share(
                name,
                perSecond,
                probe.getRemainingTokens(),
                probe.isConsumed() ? null : Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private Bucket bucket(String key, int perSecond) {
        return buckets.get(
                key,
                _ ->
                        Bucket.builder()
                                .addLimit(
                                        Bandwidth.builder()
                                                .capacity((long) Share.WINDOW * perSecond)
                                                .refillGreedy(perSecond, Duration.ofSeconds(1))
                                                .build())
                                .build());
    }

    private static String failureKey(ServerHttpRequest request) {
        InetSocketAddress address = request.getRemoteAddress();
        return "address:"
                + (address == null || address.getAddress() == null
                        ? "unknown"
                        : address.getAddress().getHostAddress());
    }

    // A token or a hook's id does not lie around in memory for the sake of counting.
    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
