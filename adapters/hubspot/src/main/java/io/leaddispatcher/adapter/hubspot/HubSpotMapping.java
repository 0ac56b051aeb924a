package io.leaddispatcher.adapter.hubspot;

import static io.leaddispatcher.adapter.hubspot.HubSpotJson.text;

import io.leaddispatcher.application.crm.port.CrmFields;
import java.util.Map;
import java.util.Optional;
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

    private HubSpotMapping() {}

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
}
