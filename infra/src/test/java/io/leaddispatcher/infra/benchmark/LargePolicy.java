package io.leaddispatcher.infra.benchmark;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A workspace whose policy has very many rules, of the kinds that people write. */
final class LargePolicy {

    private static final int POOLS = 20;
    private static final int REPS = 100;
    private static final int TIERS = 4;

    private LargePolicy() {}

    /** Sets it up: pools, reps and a policy that is published and drafted. */
    static void set(Product product, String workspace, int rules)
            throws IOException, InterruptedException {
        for (int rep = 0; rep < REPS; rep++) {
            product.call(
                    workspace,
                    "PUT",
                    "/reps/rep-" + rep,
                    "{\"name\":\"Rep %1$d\",\"email\":\"rep%1$d@bench.example\"}".formatted(rep));
        }
        for (int pool = 0; pool < POOLS; pool++) {
            int first = pool * (REPS / POOLS);
            product.call(
                    workspace,
                    "PUT",
                    "/pools/pool-" + pool,
                    "{\"name\":\"Pool %d\",\"strategy\":\"ROUND_ROBIN\",\"members\":[%s]}"
                            .formatted(
                                    pool,
                                    IntStream.range(first, first + REPS / POOLS)
                                            .mapToObj("{\"rep\":\"rep-%d\"}"::formatted)
                                            .collect(Collectors.joining(","))));
        }
        product.call(workspace, "PUT", "/policies/lead/draft", policy(rules));
        product.call(
                workspace,
                "POST",
                "/policies/lead/draft/publish",
                "{\"comment\":\"benchmark\",\"expectedVersion\":1}");
    }

    private static String policy(int rules) {
        int each = rules / TIERS;
        return "{\"schema\":\"lead-dispatcher/policy/v1\",\"tiers\":[%s],\"fallback\":{\"queue\":\"fallback\"}}"
                .formatted(
                        IntStream.range(0, TIERS)
                                .mapToObj(tier ->
                                        "{\"name\":\"Tier %d\",\"rules\":[%s]}"
                                                .formatted(
                                                        tier + 1,
                                                        IntStream.range(
                                                                        tier * each,
                                                                        (tier + 1) * each)
                                                                .mapToObj(LargePolicy::rule)
                                                                .collect(Collectors.joining(","))))
                                .collect(Collectors.joining(",")));
    }

    /** Each asks for leads of its own, so that the analysis has little to tell. */
    private static String rule(int number) {
        return """
        {"id":"rule-%1$d","name":"Rule number %1$d","priority":"%2$s",
        "when":{"all":[{"field":"company.country","op":"in","value":["%3$s","%4$s"]},
        {"field":"company.employees","op":"between","value":[%5$d,%6$d]},
        {"any":[{"field":"lead.intent","op":"eq","value":"demo"},{"field":"lead.score","op":"gte","value":%7$d}]}]},
        "assign":{"pool":"pool-%8$d"},"whenUnavailable":"NEXT_TIER"}
        """
                .formatted(
                        number,
                        number % 7 == 0 ? "URGENT" : "STANDARD",
                        LeadBody.country(number % LeadBody.countries()),
                        LeadBody.country((number + 1) % LeadBody.countries()),
                        number * 10,
                        number * 10 + 9,
                        number % 100,
                        number % POOLS);
    }
}
