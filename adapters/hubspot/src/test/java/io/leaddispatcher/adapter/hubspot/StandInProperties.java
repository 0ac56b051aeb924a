package io.leaddispatcher.adapter.hubspot;

import java.util.List;
import java.util.Map;

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

    static final Map<String, Object> OF_CONTACTS =
            Map.of(
                    "results",
                    List.of(
                            Map.of("name", "email", "label", "E-mail", "type", "string"),
                            Map.of(
                                    "name",
                                    "hs_lead_status",
                                    "label",
                                    "Lead status",
                                    "type",
                                    "enumeration",
                                    "fieldType",
                                    "radio",
                                    "options",
                                    List.of(
                                            Map.of("value", "NEW", "label", "New"),
                                            Map.of(
                                                    "value", "OLD", "label", "Old", "hidden",
                                                    true)))));

    private StandInProperties() {}
}
