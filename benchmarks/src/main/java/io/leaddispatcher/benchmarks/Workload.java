package io.leaddispatcher.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Rules such as admins write, and leads of which most match one of them, any of them equally often,
 * and some come as they come. The same for the same number.
 */
final class Workload {

    static final int LEADS = 1_024;

    private static final List<String> COUNTRIES = List.of(Locale.getISOCountries());
    private static final int INDUSTRIES = 40;
    private static final int PRODUCTS = 20;
    private static final int SOURCES = 10;

    private final SplittableRandom random = new SplittableRandom(20261126);
    private final List<RuleShape> rules = new ArrayList<>();
    private final List<SampleLead> leads = new ArrayList<>();

    Workload(int size) {
        for (int rule = 0; rule < size; rule++) {
            rules.add(rule());
        }
        for (int lead = 0; lead < LEADS; lead++) {
            leads.add(lead % 16 == 0 ? any() : matching(rules.get(random.nextInt(size))));
        }
    }

    List<RuleShape> rules() {
        return rules;
    }

    List<SampleLead> leads() {
        return leads;
    }

    private RuleShape rule() {
        int from = 50 * random.nextInt(100);
        return new RuleShape(
                country(),
                List.of(industry(), industry()),
                from,
                from + 50 * random.nextInt(1, 20),
                product(),
                random.nextBoolean() ? source() : null);
    }

    private SampleLead any() {
        return new SampleLead(country(), industry(), random.nextInt(6_000), product(), source());
    }

    private SampleLead matching(RuleShape rule) {
        return new SampleLead(
                rule.country(),
                rule.industries().getFirst(),
                random.nextInt(rule.fromEmployees(), rule.toEmployees() + 1),
                rule.product(),
                rule.source() == null ? source() : rule.source());
    }

    private String country() {
        return COUNTRIES.get(random.nextInt(COUNTRIES.size()));
    }

    private String industry() {
        return "industry-" + random.nextInt(INDUSTRIES);
    }

    private String product() {
        return "product-" + random.nextInt(PRODUCTS);
    }

    private String source() {
        return "source-" + random.nextInt(SOURCES);
    }
}
