package io.leaddispatcher.adapter.hubspot;

import io.leaddispatcher.application.crm.port.CrmFields;
import java.util.Map;

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
}
