package io.leaddispatcher.adapter.rest.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.TimeMeter;
import io.leaddispatcher.application.access.ClientNetwork;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * Token buckets on this node: one for each API token, one for each workspace, one for each hook,
 * and two for each address, or network of IPv6: of its refused log-ins, and of what it asked for
 * that there is not.
 */
@Component
public final class RequestLimits {

    private static final long MOST_BUCKETS = 100_000;

    // Nobody guesses 256 bits. These bound what a program costs that tries, or goes on with a token
    // that has ended; whoever asks for each route once with a wrong one stays below.
    private static final int FAILURES_PER_SECOND = 100;
    private static final int FAILURES_AT_ONCE = 1_000;

    /** A workspace may make as many calls as so many of its tokens, where nothing else is set. */
    private static final int TOKENS_OF_A_WORKSPACE = 5;

    private final Cache<String, Bucket> buckets;
    private final int apiPerSecond;
    private final int workspacePerSecond;
    private final int hookPerSecond;
    private final TimeMeter time;

    @Autowired
    RequestLimits(
            @Value("${dispatcher.limits.api-per-second:200}") int apiPerSecond,
            @Value("${dispatcher.limits.workspace-per-second:0}") int workspacePerSecond,
            @Value("${dispatcher.limits.hook-per-second:200}") int hookPerSecond) {
        this(apiPerSecond, workspacePerSecond, hookPerSecond, TimeMeter.SYSTEM_NANOTIME);
    }

    RequestLimits(int apiPerSecond, int workspacePerSecond, int hookPerSecond, TimeMeter time) {
        this.apiPerSecond = apiPerSecond;
        this.workspacePerSecond =
                workspacePerSecond == 0 ? TOKENS_OF_A_WORKSPACE * apiPerSecond : workspacePerSecond;
        this.hookPerSecond = hookPerSecond;
        this.time = time;
        this.buckets =
                Caffeine.newBuilder()
                        .maximumSize(MOST_BUCKETS)
                        .expireAfterAccess(Duration.ofMinutes(1))
                        .build();
    }

    /** Of a call with a token; empty when it has none. */
    Optional<Share> api(ServerHttpRequest request) {
        String authorization = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        if (authorization == null) {
            return Optional.empty();
        }
        return Optional.of(take("token", "token:" + hash(token(authorization)), apiPerSecond));
    }

    /** However the scheme before it is written. */
    private static String token(String authorization) {
        return authorization.substring(authorization.indexOf(' ') + 1).strip();
    }

    /** Of a call of a workspace, by whichever token. */
    Share workspace(TenantId tenant) {
        return take("workspace", "workspace:" + tenant, workspacePerSecond);
    }

    /** Of a delivery to a hook. */
    Share hook(String hookId) {
        return take("hook", "hook:" + hash(hookId), hookPerSecond);
    }

    /**
     * Of a delivery to a hook that workspaces share, of its address: whoever floods it keeps nobody
     * else from it.
     */
    Share sharedHook(String path, ServerHttpRequest request) {
        return take("hook", "hook:" + path + ":" + addressOf(request), hookPerSecond);
    }

    /**
     * Of a call that was refused for its token: how long to wait, when its address has sent too
     * many. Known only after the token was looked up, so that nobody suffers for sharing an address
     * with somebody who guesses.
     */
    public Optional<Duration> failed(ServerHttpRequest request) {
        if (request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION) == null) {
            return Optional.empty();
        }
        return pause(failures("address", request).tryConsumeAndReturnRemaining(1));
    }

    /**
     * How long the address of a call has to wait before it may ask for a hook or a link that is not
     * known to be one.
     */
    Optional<Duration> guessing(ServerHttpRequest request) {
        EstimationProbe probe = failures("guess", request).estimateAbilityToConsume(1);
        return probe.canBeConsumed()
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    /** Of a call that asked for a hook or a link that there is not. */
    void guessedWrong(ServerHttpRequest request) {
        failures("guess", request).tryConsume(1);
    }

    private Bucket failures(String name, ServerHttpRequest request) {
        return bucket(name + ":" + addressOf(request), FAILURES_AT_ONCE, FAILURES_PER_SECOND);
    }

    private Share take(String name, String key, int perSecond) {
        ConsumptionProbe probe =
                bucket(key, (long) Share.WINDOW * perSecond, perSecond)
                        .tryConsumeAndReturnRemaining(1);
        return new Share(name, perSecond, probe.getRemainingTokens(), pause(probe).orElse(null));
    }

    private static Optional<Duration> pause(ConsumptionProbe probe) {
        return probe.isConsumed()
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private Bucket bucket(String key, long atOnce, int perSecond) {
        return buckets.get(
                key,
                _ ->
                        Bucket.builder()
                                .withCustomTimePrecision(time)
                                .addLimit(
                                        Bandwidth.builder()
                                                .capacity(atOnce)
                                                .refillGreedy(perSecond, Duration.ofSeconds(1))
                                                .build())
                                .build());
    }

    private static String addressOf(ServerHttpRequest request) {
        InetSocketAddress address = request.getRemoteAddress();
        return address == null || address.getAddress() == null
                ? "unknown"
                : ClientNetwork.of(address.getAddress().getHostAddress());
    }

    // A token or a hook's id does not lie around in memory for the sake of counting.
    static String hash(String text) {
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
