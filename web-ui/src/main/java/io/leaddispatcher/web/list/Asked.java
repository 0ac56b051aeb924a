package io.leaddispatcher.web.list;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** What an address asks for; what it says and nobody knows is as if it said nothing. */
public final class Asked {

    private Asked() {}

    public static @Nullable String text(MultiValueMap<String, String> parameters, String name) {
        var text = parameters.getFirst(name);
        return text == null || text.isBlank() || text.indexOf(0) >= 0 ? null : text.strip();
    }

    /** One of a closed list, by its name. */
    public static <T extends Enum<T>> @Nullable T one(
            Class<T> all, MultiValueMap<String, String> parameters, String name) {
        var word = parameters.getFirst(name);
        return Arrays.stream(all.getEnumConstants())
                .filter(each -> each.name().equals(word))
                .findFirst()
                .orElse(null);
    }

    /** Where the reader's browser says that the reader is; UTC when it does not. */
    public static ZoneId zone(MultiValueMap<String, String> parameters, String name) {
        var zone = text(parameters, name);
        try {
            return zone == null ? ZoneOffset.UTC : ZoneId.of(zone);
        } catch (DateTimeException _) {
            return ZoneOffset.UTC;
        }
    }
}
