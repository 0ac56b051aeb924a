package io.leaddispatcher.application.privacy;

import io.leaddispatcher.application.export.Csv;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that is known of a person, a value a line: kind, number of the record, path, value. */
public final class PersonCsv {

    private final StringBuilder lines =
            new StringBuilder(Csv.line(List.of("kind", "record", "field", "value")));

    public static String of(Map<String, Object> found) {
        PersonCsv csv = new PersonCsv();
        found.forEach((kind, records) -> {
            if (records instanceof List<?> list) {
                for (int i = 0; i < list.size(); i++) {
                    csv.value(kind, i + 1, "", list.get(i));
                }
            }
        });
        return csv.lines.toString();
    }

    private void value(String kind, int number, String path, @Nullable Object value) {
        switch (value) {
            case Map<?, ?> parts ->
                    parts.forEach((name, part) ->
                            value(
                                    kind,
                                    number,
                                    path.isEmpty() ? String.valueOf(name) : path + "." + name,
                                    part));
            case List<?> items -> {
                for (int i = 0; i < items.size(); i++) {
                    value(kind, number, path + "." + i, items.get(i));
                }
            }
            case null -> {
                // What is not known is no line.
            }
            default -> lines.append(Csv.line(List.of(kind, number, path, value)));
        }
    }
}
