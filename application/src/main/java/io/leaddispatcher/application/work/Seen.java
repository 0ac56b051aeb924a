package io.leaddispatcher.application.work;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values of a lead as somebody sees them, to tell whether they are still the same. */
final class Seen {

    private Seen() {}

    /** Lines and blanks are what a form makes of them; what is empty is not there. */
    static String spelled(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case BigDecimal number -> number.stripTrailingZeros().toPlainString();
            case List<?> items ->
                    items.stream().map(Seen::spelled).collect(Collectors.joining(", "));
            default -> String.valueOf(value).strip().replaceAll("\\s+", " ");
        };
    }
}
