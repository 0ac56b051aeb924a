package io.leaddispatcher.web.connection;

import io.leaddispatcher.application.crm.port.CrmFields.CrmField;
import io.leaddispatcher.domain.connection.CrmWriting;
import io.leaddispatcher.domain.connection.LeadDefaults;
import io.leaddispatcher.domain.connection.LookUpLimit;
import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.Words;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * What is written to a CRM, and what leads of it have by default.
 *
 * @param version of the connection that is looked at
 * @param properties what of ours goes where
 * @param statuses what a status is called there
 * @param choices values that the property of the status takes; empty where any may
 * @param defaults {@code path = value}, one a line
 */
record CrmWritingView(
        String version,
        boolean writeBack,
        boolean note,
        List<Row> properties,
        List<Row> statuses,
        List<String> choices,
        String defaults,
        String lookUpWithinMs) {

    /**
     * @param problem why it will not be taken there; null where nothing is known against it
     */
    record Row(String word, String label, String value, @Nullable String problem) {}

    private static final ConnectionField DEFAULTS =
            ConnectionField.optional(LeadDefaults.SETTING, ConnectionField.Kind.PAIRS);
    private static final ConnectionField LOOK_UP =
            ConnectionField.optional(LookUpLimit.SETTING, ConnectionField.Kind.NUMBER);
    private static final String WRITE_BACK = "writeBack";

    static CrmWritingView of(Tree connection, List<CrmField> theirs, Words words) {
        Tree settings = connection.tree("settings");
        Tree fields = settings.tree(CrmWriting.FIELDS);
        String status = fields.text(CrmWriting.Field.STATUS.word());
        List<String> choices =
                theirs.stream()
                        .filter(field -> field.name().equals(status))
                        .flatMap(field -> field.choices().stream())
                        .map(choice -> choice.value())
                        .toList();
        Object within = settings.get(LookUpLimit.SETTING);
        return new CrmWritingView(
                connection.text("version", ""),
                !settings.has(WRITE_BACK) || settings.is(WRITE_BACK),
                settings.is(CrmWriting.NOTE),
                Arrays.stream(CrmWriting.Field.values())
                        .map(field -> {
                            String value = fields.text(field.word(), "");
                            return new Row(
                                    field.word(),
                                    words.say("crm.writing.field." + field.word()),
                                    value,
                                    property(value, theirs, words));
                        })
                        .toList(),
                Arrays.stream(CrmWriting.Standing.values())
                        .map(standing -> {
                            String value =
                                    settings.tree(CrmWriting.STATUS_VALUES)
                                            .text(standing.name(), "");
                            return new Row(
                                    standing.name(),
                                    words.say("crm.writing.standing." + standing),
                                    value,
                                    value.isEmpty() || choices.isEmpty() || choices.contains(value)
                                            ? null
                                            : words.say(
                                                    "crm.writing.unknown-value",
                                                    String.join(", ", choices)));
                        })
                        .toList(),
                choices,
                DEFAULTS.toText(settings.get(LeadDefaults.SETTING)),
                within == null ? "1000" : within.toString());
    }

    private static @Nullable String property(String name, List<CrmField> theirs, Words words) {
        if (name.isEmpty() || theirs.isEmpty()) {
            return null;
        }
        Optional<CrmField> found =
                theirs.stream().filter(field -> field.name().equals(name)).findFirst();
        if (found.isEmpty()) {
            return words.say("crm.writing.no-such-property");
        }
        return found.get().writable() ? null : words.say("crm.writing.read-only");
    }

    /** The settings of a connection as a form has them, over those that are stored. */
    static Map<String, Object> settings(Tree stored, MultiValueMap<String, String> sent) {
        Map<String, Object> settings = new LinkedHashMap<>();
        stored.tree("settings")
                .members()
                .forEach((name, value) -> settings.put(String.valueOf(name), value));
        Map<String, Object> properties = new LinkedHashMap<>();
        for (CrmWriting.Field field : CrmWriting.Field.values()) {
            keep(properties, field.word(), ConnectionForm.text(sent, "write-" + field.word()));
        }
        keep(settings, CrmWriting.FIELDS, properties);
        Map<String, Object> statuses = new LinkedHashMap<>();
        for (CrmWriting.Standing standing : CrmWriting.Standing.values()) {
            keep(statuses, standing.name(), ConnectionForm.text(sent, "status-" + standing.name()));
        }
        keep(settings, CrmWriting.STATUS_VALUES, statuses);
        settings.put(CrmWriting.NOTE, !ConnectionForm.text(sent, CrmWriting.NOTE).isEmpty());
        settings.put(WRITE_BACK, !ConnectionForm.text(sent, WRITE_BACK).isEmpty());
        replace(settings, DEFAULTS, sent);
        replace(settings, LOOK_UP, sent);
        return settings;
    }

    private static void replace(
            Map<String, Object> settings,
            ConnectionField field,
            MultiValueMap<String, String> sent) {
        Object value = field.toValue(ConnectionForm.text(sent, field.name()));
        if (value == null) {
            settings.remove(field.name());
        } else {
            settings.put(field.name(), value);
        }
    }

    private static void keep(Map<String, Object> all, String name, String text) {
        if (!text.isBlank()) {
            all.put(name, text.strip());
        }
    }

    private static void keep(
            Map<String, Object> settings, String name, Map<String, Object> values) {
        if (values.isEmpty()) {
            settings.remove(name);
        } else {
            settings.put(name, values);
        }
    }
}
