package io.leaddispatcher.adapter.rest.limit;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * What a call has taken of a limit, and what is left.
 *
 * @param name of the limit, as the headers tell it
 * @param pause until the next call may come; null when this one may go on
 */
record Share(String name, int perSecond, long left, @Nullable Duration pause) {

    /** In seconds: so much of what comes in may be used at once. */
    static final int WINDOW = 2;

    Optional<Duration> refused() {
        return Optional.ofNullable(pause);
    }

    /** As the IETF's draft on RateLimit header fields has it. */
    void tell(HttpHeaders headers) {
        long quota = (long) WINDOW * perSecond;
        headers.add("RateLimit-Policy", "\"%s\";q=%d;w=%d".formatted(name, quota, WINDOW));
        headers.add(
                "RateLimit",
                "\"%s\";r=%d;t=%d".formatted(name, left, Math.ceilDiv(quota - left, perSecond)));
    }
}
