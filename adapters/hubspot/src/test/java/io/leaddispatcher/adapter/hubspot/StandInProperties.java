package io.leaddispatcher.adapter.hubspot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The properties that {@link StandInRecords} says its records have, as HubSpot describes them. */
final class StandInProperties {

    static final Map<String, Object> OF_COMPANIES =
            Map.of(
                    "results",
                    List.of(
                            Map.of("name", "name", "label", "Company name", "type", "string"),
                            Map.of("name", "domain", "label", "Domain", "type", "string"),
                            Map.of("name", "country", "label", "Country", "type", "string"),
                            Map.of(
                                    "name",
                                    "numberofemployees",
                                    "label",
                                    "Employees",
                                    "type",
                                    "number")));

    private final Map<String, Map<String, ?>> ofContacts = new LinkedHashMap<>();

    StandInProperties() {
        add("email", "E-mail", "string");
        addPicklist(
                "hs_lead_status",
                "Lead status",
                List.of(
                        Map.of("value", "NEW", "label", "New"),
                        Map.of("value", "OLD", "label", "Old", "hidden", true)));
    }

    Map<String, Object> ofContacts() {
        return Map.of("results", List.copyOf(ofContacts.values()));
    }

    /** One that somebody there has made, of a type that HubSpot knows. */
    void add(String name, String label, String type) {
        ofContacts.put(name, Map.of("name", name, "label", label, "type", type));
    }

    /** One that has these values, by what people read. */
    void addPicklist(String name, String label, SortedMap<String, String> choices) {
        addPicklist(
                name,
                label,
                choices.entrySet().stream()
                        .<Map<String, ?>>map(choice ->
                                Map.of("value", choice.getValue(), "label", choice.getKey()))
                        .toList());
    }

    private void addPicklist(String name, String label, List<Map<String, ?>> options) {
        ofContacts.put(
                name,
                Map.of(
                        "name",
                        name,
                        "label",
                        label,
                        "type",
                        "enumeration",
                        "fieldType",
                        "radio",
                        "options",
                        options));
    }
}
