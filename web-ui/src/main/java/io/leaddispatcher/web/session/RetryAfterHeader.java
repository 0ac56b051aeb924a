package io.leaddispatcher.web.session;

import java.time.Duration;

/** The header that says when to try again. */
public final class RetryAfterHeader {

    private RetryAfterHeader() {}

    /** Rounded up: never too early. */
    public static String seconds(Duration wait) {
        return Long.toString(wait.toSeconds() + 1);
    }
}
