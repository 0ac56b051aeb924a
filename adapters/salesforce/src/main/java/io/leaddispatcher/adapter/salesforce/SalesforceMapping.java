package io.leaddispatcher.adapter.salesforce;

import static io.leaddispatcher.adapter.salesforce.SalesforceJson.text;

import io.leaddispatcher.application.crm.port.CrmFields;
import io.leaddispatcher.domain.connection.ConnectionKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

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

    private final Map<String, String> further;

    private SalesforceMapping(Map<String, String> further) {
        this.further = Map.copyOf(further);
    }

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

    /**
     * As a connection's setting {@code mappings} says: fields of the record, or else the account,
     * and the path of each in the lead body, such as {@code Gpu_Count__c} and {@code
     * custom.gpuCount}.
     */
    static SalesforceMapping of(@Nullable Object setting) {
        Map<String, String> further = new TreeMap<>();
        if (setting instanceof Map<?, ?> map) {
            map.forEach((field, path) -> {
                if (field instanceof String from && path instanceof String to) {
                    further.put(from, to);
                }
            });
        }
        return new SalesforceMapping(further);
    }

    Map<String, Object> lead(SalesforceId id, JsonNode lead) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("externalId", id.value());
        put(body, PERSON, lead);
        put(body, COMPANY_OF_LEAD, lead);
        further.forEach((field, path) -> put(body, path, text(lead, field)));
        return body;
    }

    /**
     * @param account empty when the contact has none
     */
    Map<String, Object> contact(
            SalesforceId id,
            JsonNode contact,
            Optional<JsonNode> account,
            ConnectionKey connection) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("externalId", id.value());
        put(body, PERSON, contact);
        account.ifPresentOrElse(
                found -> put(body, ACCOUNT, found), () -> put(body, PLACE_OF_CONTACT, contact));
        text(contact, "AccountId")
                .flatMap(SalesforceId::of)
                .ifPresent(company ->
                        section(body, "company")
                                .put("externalIds", Map.of(connection.value(), company.value())));
        further.forEach((field, path) ->
                put(
                        body,
                        path,
                        text(contact, field).or(() -> account.flatMap(it -> text(it, field)))));
        return body;
    }

    private static void put(Map<String, Object> body, List<From> mapping, JsonNode record) {
        for (From each : mapping) {
            put(
                    body,
                    each.path(),
                    each.fields().stream()
                            .flatMap(field -> text(record, field).stream())
                            .findFirst());
        }
    }

    private static void put(Map<String, Object> body, String path, Optional<String> value) {
        int dot = path.indexOf('.');
        if (value.isEmpty() || dot < 1 || dot == path.length() - 1) {
            return;
        }
        section(body, path.substring(0, dot)).put(path.substring(dot + 1), value.get());
    }

    @SuppressWarnings("unchecked") // Only ever filled by the line itself.
    private static Map<String, Object> section(Map<String, Object> body, String name) {
        return (Map<String, Object>)
                body.computeIfAbsent(name, _ -> new LinkedHashMap<String, Object>());
    }
}
