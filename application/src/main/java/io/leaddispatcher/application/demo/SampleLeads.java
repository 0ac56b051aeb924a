package io.leaddispatcher.application.demo;

import java.math.BigDecimal;
import java.util.Map;

/** Believable lead bodies. */
final class SampleLeads {

    private SampleLeads() {}

    static Map<String, Object> lead(long number) {
        return Map.of(
                "contact",
                Map.of(
                        "email",
                        "ana.ruiz+" + number + "@acme.example",
                        "firstName",
                        "Ana",
                        "lastName",
                        "Ruiz"),
                "company",
                Map.of("name", "Acme GmbH", "country", "DE", "industry", "fintech"),
                "lead",
                Map.of("source", "sample", "score", BigDecimal.valueOf(82)));
    }
}
