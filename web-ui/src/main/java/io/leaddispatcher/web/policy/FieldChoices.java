package io.leaddispatcher.web.policy;

import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.Label;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.field.FieldType;
import io.leaddispatcher.domain.policy.Operator;
import io.leaddispatcher.web.layout.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a condition can ask of a lead, for the pick lists: each field with its operators. */
final class FieldChoices {

    private static final List<String> DAYS =
            List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");
    private static final List<String> CLOCK = List.of("open", "weekday", "hour", "time", "date");

    private FieldChoices() {}

    static List<Map<String, Object>> of(PolicyChoices.Found found, Words words) {
        List<Map<String, Object>> fields = new ArrayList<>();
        var standard = FieldCatalogue.standard();
        standard.paths().forEach(path -> add(fields, path, type(standard, path), words));
        for (var team : found.of(ConfigurationKind.TEAM)) {
            CLOCK.forEach(part -> {
                var path = "time.team." + team.key() + "." + part;
                add(fields, path, type(standard, path), words);
            });
        }
        for (var field : found.of(ConfigurationKind.FIELD)) {
            // One that describes a field that every workspace has is there already.
            if (standard.typeOf(field.key()).isPresent()) {
                continue;
            }
            add(fields, "custom." + field.key(), custom(field), words);
        }
        return fields;
    }

    private static @Nullable FieldType type(FieldCatalogue fields, String path) {
        return fields.typeOf(path).orElse(null);
    }

    private static @Nullable FieldType custom(Label field) {
        return Arrays.stream(FieldType.values())
                .filter(type -> type.name().equals(field.type()))
                .findFirst()
                .orElse(null);
    }

    private static void add(
            List<Map<String, Object>> fields, String path, @Nullable FieldType type, Words words) {
        if (type == null) {
            return;
        }
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("path", path);
        shown.put("label", words.field(path));
        shown.put("type", FieldCatalogue.isTimeOfDay(path) ? "TIME" : type.name());
        shown.put(
                "ops",
                Arrays.stream(Operator.values())
                        .filter(operator -> operator.fits(path, type))
                        .map(Operator::spelling)
                        .toList());
        FieldCatalogue.refersTo(path)
                .ifPresent(_ ->
                        shown.put(
                                "choices",
                                switch (path) {
                                    case "territory" -> "territories";
                                    case "segment" -> "segments";
                                    default -> "lists";
                                }));
        if (FieldCatalogue.isWeekday(path)) {
            shown.put("options", DAYS);
        }
        fields.add(shown);
    }
}
