package io.leaddispatcher.infra.browser;

import java.util.Map;

/** Bodies of leads. */
final class Leads {

    private Leads() {}

    /** Somebody in France who asks for a price. */
    static Map<String, Object> of(String firstName, String email) {
        return Map.of(
                "contact",
                Map.of("firstName", firstName, "lastName", "Tester", "email", email),
                "company",
                Map.of("country", "FR"),
                "lead",
                Map.of("intent", "pricing", "source", "web-form"));
    }

    /** The same text in every field that takes text. */
    static Map<String, Object> sayingEverywhere(String text, String email) {
        return Map.of(
                "externalId",
                text,
                "contact",
                Map.of(
                        "firstName",
                        text,
                        "lastName",
                        text,
                        "email",
                        email,
                        "phone",
                        text,
                        "title",
                        text),
                "company",
                Map.of(
                        "name",
                        text,
                        "domain",
                        text,
                        "country",
                        "FR",
                        "state",
                        text,
                        "city",
                        text,
                        "postalCode",
                        text,
                        "industry",
                        text),
                "lead",
                Map.of(
                        "source",
                        text,
                        "campaign",
                        text,
                        "type",
                        text,
                        "intent",
                        text,
                        "product",
                        text,
                        "message",
                        text),
                "custom",
                Map.of("cloudRegion", text, text, text));
    }
}
