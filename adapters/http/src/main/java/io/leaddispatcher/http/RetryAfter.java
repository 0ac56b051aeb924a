package io.leaddispatcher.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** How long somebody asks to be left alone, by the header {@code Retry-After}. */
public final class RetryAfter {

    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private RetryAfter() {}

    /**
     * Seconds or an HTTP date: nothing less than zero, and at most a day. Empty without the header,
     * or when it is neither.
     */
    public static Optional<Duration> of(HttpHeaders headers, Instant now) {
        return of(headers.getFirst(HttpHeaders.RETRY_AFTER), now);
    }

    /** Likewise, where something else than Spring has called. */
    public static Optional<Duration> of(@Nullable String header, Instant now) {
        return Optional.ofNullable(header)
                .map(String::strip)
                .flatMap(text -> wait(text, now))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
                .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    }

    private static Optional<Duration> wait(String text, Instant now) {
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant then = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
            return Optional.of(Duration.between(now, then));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
