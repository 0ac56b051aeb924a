package io.leaddispatcher.domain.connection;

import io.leaddispatcher.domain.lead.LeadPaths;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the leads of a connection have where nothing else is said. */
public final class LeadDefaults {

    /** The setting: texts by path. */
    public static final String SETTING = "defaults";

    /** By these it is told which lead it is: all leads would be one. */
    private static final Set<String> TELLING = Set.of("contact.email", "contact.phone");

    private LeadDefaults() {}

    /** By path. What is wrong in the settings counts as not there. */
    public static Map<String, String> of(Map<String, ?> settings) {
        Map<String, String> defaults = new TreeMap<>();
        if (settings.get(SETTING) instanceof Map<?, ?> said) {
            said.forEach((path, value) -> {
                if (path instanceof String to
                        && value instanceof String text
                        && !text.isBlank()
                        && isPath(to)) {
                    defaults.put(to, text.strip());
                }
            });
        }
        return defaults;
    }

    static boolean isPath(String text) {
        return LeadPaths.isProperty(text) && !TELLING.contains(text);
    }
}
