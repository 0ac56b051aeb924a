package io.leaddispatcher.adapter.rest.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
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
 * Token buckets on this node: one for each API token, one for each hook, and one for the refused
 * log-ins of each address.
 */
@Component
public final class RequestLimits {

    private static final long MOST_BUCKETS = 100_000;
    private static final int FAILURES_PER_SECOND = 10;

    private final Cache<String, Bucket> buckets;
    private final int apiPerSecond;
    private final int hookPerSecond;

    RequestLimits(
            @Value("${dispatcher.limits.api-per-second:200}") int apiPerSecond,
            @Value("${dispatcher.limits.hook-per-second:200}") int hookPerSecond) {
        this.apiPerSecond = apiPerSecond;
        this.hookPerSecond = hookPerSecond;
        this.buckets =
                Caffeine.newBuilder()
                        .maximumSize(MOST_BUCKETS)
                        .expireAfterAccess(Duration.ofMinutes(1))
                        .build();
    }

    /** How long to wait before the next call; empty when this one may go on. */
    Optional<Duration> api(ServerHttpRequest request) {
        String authorization = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        if (authorization == null
                || bucket(failureKey(request), FAILURES_PER_SECOND).getAvailableTokens() == 0) {
            return authorization == null ? Optional.empty() : Optional.of(Duration.ofSeconds(1));
        }
        return take("token:" + hash(authorization), apiPerSecond);
    }

    /** Likewise for a hook. */
    Optional<Duration> hook(String hookId) {
        return take("hook:" + hash(hookId), hookPerSecond);
    }

    /** Remembers a call that was refused for its token. */
    public void failed(ServerHttpRequest request) {
        bucket(failureKey(request), FAILURES_PER_SECOND).tryConsume(1);
    }

    private Optional<Duration> take(String key, int perSecond) {
        ConsumptionProbe probe = bucket(key, perSecond).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private Bucket bucket(String key, int perSecond) {
        return buckets.get(
                key,
                _ ->
                        Bucket.builder()
                                .addLimit(
                                        Bandwidth.builder()
                                                .capacity(2L * perSecond)
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
