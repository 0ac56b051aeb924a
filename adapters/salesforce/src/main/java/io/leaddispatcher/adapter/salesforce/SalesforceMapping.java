package io.leaddispatcher.adapter.salesforce;

import io.leaddispatcher.application.crm.port.CrmFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which field of Salesforce becomes which part of the lead body. */
final class SalesforceMapping {

    /** The first of the fields that has a value counts. */
    private record From(String path, List<String> fields) {
        private static From of(String path, String... fields) {
            return new From(path, List.of(fields));
        }
    }

    private static final List<From> PERSON =
            List.of(
                    From.of("contact.email", "Email"),
                    From.of("contact.firstName", "FirstName"),
                    From.of("contact.lastName", "LastName"),
                    From.of("contact.phone", "Phone", "MobilePhone"),
                    From.of("contact.title", "Title"),
                    From.of("lead.source", "LeadSource"));

    /** The codes are there only where the organisation has picklists of countries and states. */
    private static final List<From> COMPANY_OF_LEAD =
            List.of(
                    From.of("company.name", "Company"),
                    From.of("company.domain", "Website"),
                    From.of("company.country", "CountryCode", "Country"),
                    From.of("company.state", "StateCode", "State"),
                    From.of("company.postalCode", "PostalCode"),
                    From.of("company.city", "City"),
                    From.of("company.industry", "Industry"),
                    From.of("company.employees", "NumberOfEmployees"),
                    From.of("company.annualRevenue", "AnnualRevenue"));

    private static final List<From> ACCOUNT =
            List.of(
                    From.of("company.name", "Name"),
                    From.of("company.domain", "Website"),
                    From.of("company.country", "BillingCountryCode", "BillingCountry"),
                    From.of("company.state", "BillingStateCode", "BillingState"),
                    From.of("company.postalCode", "BillingPostalCode"),
                    From.of("company.city", "BillingCity"),
                    From.of("company.industry", "Industry"),
                    From.of("company.employees", "NumberOfEmployees"),
                    From.of("company.annualRevenue", "AnnualRevenue"));

    /** What a contact without account says of where it works. */
    private static final List<From> PLACE_OF_CONTACT =
            List.of(
                    From.of("company.country", "MailingCountryCode", "MailingCountry"),
                    From.of("company.state", "MailingStateCode", "MailingState"),
                    From.of("company.postalCode", "MailingPostalCode"),
                    From.of("company.city", "MailingCity"));

    private SalesforceMapping() {}

    /** What is read without anybody saying so: field to path. */
    static Map<String, String> usual(CrmFields.Subject subject) {
        return switch (subject) {
            case RECORD -> byField(Stream.concat(PERSON.stream(), COMPANY_OF_LEAD.stream()));
            case ACCOUNT -> byField(ACCOUNT.stream());
        };
    }

    static Map<String, String> withoutCompany() {
        return byField(PLACE_OF_CONTACT.stream());
    }

    private static Map<String, String> byField(Stream<From> mapping) {
        Map<String, String> byField = new LinkedHashMap<>();
        mapping.forEach(from -> from.fields().forEach(field -> byField.put(field, from.path())));
        return byField;
    }
}
