package io.leaddispatcher.adapter.postgres.lead;

import com.google.common.hash.Hashing;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * By what an event is known again after it was erased: beside what {@link Handles} spells, 'k:' its
 * key in its connection and 'c:' what it said.
 */
public final class ErasedTraces {

    /** A sender that repeats itself may say anew when that was. */
    private static final String TIME = "receivedAt";

    private ErasedTraces() {}

    /**
     * @param body null when the event never had one
     */
    public static List<String> of(String origin, String key, @Nullable Map<String, ?> body) {
        String known = "k:" + origin + "/" + key;
        return body == null ? List.of(known) : List.of(known, "c:" + content(body));
    }

    private static String content(Map<String, ?> body) {
        Map<String, Object> timeless = new TreeMap<>(body);
        timeless.remove(TIME);
        return Hashing.sha256().hashString(plain(timeless), StandardCharsets.UTF_8).toString();
    }

    /** The same for the same content, whatever the order and the spelling of numbers. */
    private static String plain(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Map<?, ?> map ->
                    map.entrySet().stream()
                            .map(each -> plain(each.getKey().toString()) + plain(each.getValue()))
                            .sorted()
                            .collect(Collectors.joining("", "{", "}"));
            case Collection<?> items ->
                    items.stream()
                            .map(ErasedTraces::plain)
                            .collect(Collectors.joining("", "[", "]"));
            case Number number ->
                    "n"
                            + new BigDecimal(number.toString()).stripTrailingZeros().toPlainString()
                            + ";";
            case Boolean truth -> truth ? "t" : "f";
            default -> value.toString().length() + ":" + value;
        };
    }
}
