package io.leaddispatcher.http;

import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;

/** The headers of what others send. */
public final class Headers {

    private Headers() {}

    /** A header that was sent once. Twice is nobody's honest mistake. */
    public static Optional<String> only(HttpHeaders headers, String name) {
        List<String> values = headers.getOrEmpty(name);
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }
}
