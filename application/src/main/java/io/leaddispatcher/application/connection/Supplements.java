package io.leaddispatcher.application.connection;

import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.connection.CrmLink;
import io.leaddispatcher.domain.connection.LeadDefaults;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.field.FieldType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a connection adds to what its events say: lists where a CRM writes them as one text, and its
 * defaults for what a new lead does not say.
 */
public final class Supplements {

    /** Both HubSpot and Salesforce put it between the values of a field with several. */
    private static final String BETWEEN = ";";

    private static final String SOURCE = "lead.source";
    private static final String WEB_FORM = "web-form";

    private Supplements() {}

    /**
     * @param connection that the event came by; null when it came by none
     * @param updateOnly whether nothing becomes a lead that is none yet
     */
    public static Map<String, Object> to(
            Map<String, Object> told,
            @Nullable ConnectionAccess connection,
            FieldCatalogue fields,
            boolean updateOnly) {
        if (connection == null) {
            return told;
        }
        Map<String, Object> document = new LinkedHashMap<>(told);
        if (ConnectionType.of(connection.type()).filter(CrmLink::exists).isPresent()) {
            fields.mappedFrom(connection.key().value()).values().stream()
                    .filter(path -> fields.typeOf(path).filter(FieldType.LIST::equals).isPresent())
                    .forEach(path -> change(document, path, Supplements::list));
        }
        if (!updateOnly) {
            LeadDefaults.of(connection.settings())
                    .forEach((path, text) ->
                            change(document, path, had -> isMissing(had) ? text : had));
        }
        return document;
    }

    /**
     * Where a lead came from that a form has brought and that was not known before: from a form,
     * unless the form says better.
     */
    public static Map<String, Object> toNew(
            Map<String, Object> told, @Nullable ConnectionAccess connection) {
        if (connection == null
                || ConnectionType.of(connection.type())
                        .filter(ConnectionType.FORM::equals)
                        .isEmpty()) {
            return told;
        }
        Map<String, Object> document = new LinkedHashMap<>(told);
        change(document, SOURCE, had -> isMissing(had) ? WEB_FORM : had);
        return document;
    }

    private static boolean isMissing(@Nullable Object value) {
        return value == null || (value instanceof String text && text.isBlank());
    }

    private static @Nullable Object list(@Nullable Object value) {
        return value instanceof String text && text.contains(BETWEEN)
                ? List.copyOf(
                        Arrays.stream(text.split(BETWEEN, -1))
                                .map(String::strip)
                                .filter(each -> !each.isEmpty())
                                .toList())
                : value;
    }

    private static void change(
            Map<String, Object> document, String path, UnaryOperator<@Nullable Object> next) {
        int dot = path.indexOf('.');
        if (dot < 1) {
            return;
        }
        String section = path.substring(0, dot);
        String property = path.substring(dot + 1);
        Map<String, Object> values = new LinkedHashMap<>();
        if (document.get(section) instanceof Map<?, ?> had) {
            had.forEach((name, value) -> values.put(String.valueOf(name), value));
        }
        Object value = next.apply(values.get(property));
        if (value != null && !value.equals(values.get(property))) {
            values.put(property, value);
            document.put(section, values);
        }
    }
}
