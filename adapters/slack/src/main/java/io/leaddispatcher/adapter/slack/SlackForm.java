package io.leaddispatcher.adapter.slack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A body as forms send it: commands and interactions come so. */
final class SlackForm {

    private static final int MOST_FIELDS = 100;

    private final Map<String, String> fields;

    private SlackForm(Map<String, String> fields) {
        this.fields = Map.copyOf(fields);
    }

    /** Empty when it is no form. Of a field that comes twice the first counts. */
    static Optional<SlackForm> read(byte[] body) {
        Map<String, String> fields = new LinkedHashMap<>();
        String[] pairs = new String(body, UTF_8).split("&", MOST_FIELDS + 1);
        if (pairs.length > MOST_FIELDS) {
            return Optional.empty();
        }
        try {
            for (String pair : pairs) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    fields.putIfAbsent(
                            URLDecoder.decode(pair.substring(0, equals), UTF_8),
                            URLDecoder.decode(pair.substring(equals + 1), UTF_8));
                }
            }
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        return Optional.of(new SlackForm(fields));
    }

    Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name)).filter(text -> !text.isBlank());
    }
}
