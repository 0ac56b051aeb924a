package io.leaddispatcher.adapter.hubspot;

import static io.leaddispatcher.adapter.hubspot.HubSpotJson.text;

import io.leaddispatcher.application.crm.port.CrmFields;
import io.leaddispatcher.domain.connection.ConnectionKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Which property of HubSpot becomes which part of the lead body. */
final class HubSpotMapping {

    private static final Map<String, String> CONTACT =
            Map.of(
                    "email", "contact.email",
                    "firstname", "contact.firstName",
                    "lastname", "contact.lastName",
                    "phone", "contact.phone",
                    "jobtitle", "contact.title");

    private static final Map<String, String> COMPANY =
            Map.of(
                    "name", "company.name",
                    "domain", "company.domain",
                    "country", "company.country",
                    "state", "company.state",
                    "city", "company.city",
                    "zip", "company.postalCode",
                    "industry", "company.industry",
                    "numberofemployees", "company.employees",
                    "annualrevenue", "company.annualRevenue");

    /** What a contact without company says about one. */
    private static final Map<String, String> CONTACTS_OWN_COMPANY =
            Map.of(
                    "company", "company.name",
                    "country", "company.country",
                    "industry", "company.industry");

    /** How HubSpot labels the association with the primary company. */
    private static final String PRIMARY = "contact_to_company";

    private final Map<String, String> further;

    /**
     * @param further properties of the contact, or else the company, and the path of each in the
     *     lead body, such as {@code gpu_count} and {@code custom.gpuCount}
     */
    HubSpotMapping(Map<String, String> further) {
        this.further = Map.copyOf(further);
    }

    /** What is read without anybody saying so: property to path. */
    static Map<String, String> usual(CrmFields.Subject subject) {
        return switch (subject) {
            case RECORD -> CONTACT;
            case ACCOUNT -> COMPANY;
        };
    }

    static Map<String, String> withoutCompany() {
        return CONTACTS_OWN_COMPANY;
    }

    /** As a connection's setting {@code mappings} says: property to path. */
    static HubSpotMapping of(@Nullable Object setting) {
        Map<String, String> further = new TreeMap<>();
        if (setting instanceof Map<?, ?> map) {
            map.forEach((property, path) -> {
                if (property instanceof String from && path instanceof String to) {
                    further.put(from, to);
                }
            });
        }
        return new HubSpotMapping(further);
    }

    /** The properties to ask for, separated by commas. */
    String contactProperties() {
        var names = new TreeSet<>(CONTACT.keySet());
        names.addAll(CONTACTS_OWN_COMPANY.keySet());
        names.add(HubSpotRecords.OWNER);
        names.addAll(further.keySet());
        return String.join(",", names);
    }

    String companyProperties() {
        var names = new TreeSet<>(COMPANY.keySet());
        names.addAll(further.keySet());
        return String.join(",", names);
    }

    /**
     * @param company empty when the contact has none
     */
    Map<String, Object> leadBody(String contactId, JsonNode contact, Optional<JsonNode> company) {
        JsonNode person = contact.path("properties");
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("externalId", contactId);
        CONTACT.forEach((property, path) -> put(body, path, text(person, property)));
        Optional<JsonNode> firm = company.map(found -> found.path("properties"));
        if (firm.isPresent()) {
            COMPANY.forEach((property, path) -> put(body, path, text(firm.get(), property)));
        } else {
            CONTACTS_OWN_COMPANY.forEach(
                    (property, path) -> put(body, path, text(person, property)));
        }
        further.forEach((property, path) ->
                put(
                        body,
                        path,
                        text(person, property)
                                .or(() -> firm.flatMap(found -> text(found, property)))));
        return body;
    }

    /** The id of the company that a contact belongs to. */
    static Optional<String> companyOf(JsonNode contact) {
        JsonNode companies = contact.path("associations").path("companies").path("results");
        return companies
                .valueStream()
                .filter(company -> text(company, "type").filter(PRIMARY::equals).isPresent())
                .findFirst()
                .or(() -> companies.valueStream().findFirst())
                .flatMap(company -> text(company, "id"));
    }

    /** By which the company's account is found before all else. */
    static void belongsTo(Map<String, Object> body, ConnectionKey connection, String company) {
        put(body, "company.externalIds", Map.of(connection.value(), company));
    }

    private static void put(Map<String, Object> body, String path, Optional<String> value) {
        value.ifPresent(text -> put(body, path, text));
    }

    private static void put(Map<String, Object> body, String path, Object value) {
        int dot = path.indexOf('.');
        if (dot < 1 || dot == path.length() - 1) {
            return;
        }
        @SuppressWarnings("unchecked") // Only ever filled by the line itself.
        var part =
                (Map<String, Object>)
                        body.computeIfAbsent(
                                path.substring(0, dot), _ -> new LinkedHashMap<String, Object>());
        part.put(path.substring(dot + 1), value);
    }
}
