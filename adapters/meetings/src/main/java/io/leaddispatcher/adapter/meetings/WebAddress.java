package io.leaddispatcher.adapter.meetings;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Addresses that people may be led to. */
final class WebAddress {

    private static final int LONGEST = 2_000;

    private WebAddress() {}

    /** Null unless it is one of the web, by https. */
    static @Nullable String of(@Nullable String text) {
        return text != null && text.length() <= LONGEST && isSafe(text) ? text : null;
    }

    private static boolean isSafe(String address) {
        try {
            URI uri = new URI(address);
            return "https".equalsIgnoreCase(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getUserInfo() == null;
        } catch (URISyntaxException _) {
            return false;
        }
    }
}
