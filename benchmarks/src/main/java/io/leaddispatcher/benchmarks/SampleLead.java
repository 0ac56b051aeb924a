package io.leaddispatcher.benchmarks;

import io.leaddispatcher.domain.field.Facts;
import io.leaddispatcher.domain.field.FieldValue;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** A lead as every engine sees it. With getters, as Drools wants its facts. */
public final class SampleLead implements Facts {

    private final String country;
    private final String industry;
    private final int employees;
    private final String product;
    private final String source;
    private final Map<String, Optional<FieldValue>> values;

    SampleLead(String country, String industry, int employees, String product, String source) {
        this.country = received(country);
        this.industry = received(industry);
        this.employees = employees;
        this.product = received(product);
        this.source = received(source);
        this.values =
                Map.of(
                        "company.country", text(this.country),
                        "company.industry", text(this.industry),
                        "company.employees",
                                Optional.of(new FieldValue.Number(BigDecimal.valueOf(employees))),
                        "lead.product", text(this.product),
                        "lead.source", text(this.source));
    }

    /** A text that has come in is never the same object as one of a rule. */
    private static String received(String text) {
        return String.valueOf(text.toCharArray());
    }

    private static Optional<FieldValue> text(String text) {
        return Optional.of(new FieldValue.Text(text));
    }

    @Override
    public Optional<FieldValue> value(String path) {
        return values.getOrDefault(path, Optional.empty());
    }

    public String getCountry() {
        return country;
    }

    public String getIndustry() {
        return industry;
    }

    public int getEmployees() {
        return employees;
    }

    public String getProduct() {
        return product;
    }

    public String getSource() {
        return source;
    }
}
