package io.leaddispatcher.infra.benchmark;

import java.io.IOException;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the benchmark routes by: ten rules, one per country, each with a pool of reps who take
 * turns. There are as many reps as it takes to stay below Slack's pace of one message a second
 * each.
 */
final class Workspace {

    private Workspace() {}

    static void set(Product product, String name, int reps)
            throws IOException, InterruptedException {
        set(product, name, reps, "");
    }

    /**
     * Sets it up.
     *
     * @param more members that each rule has besides, each with a comma before it
     */
    static void set(Product product, String name, int reps, String more)
            throws IOException, InterruptedException {
        int perPool = reps / LeadBody.countries();
        for (int rep = 0; rep < perPool * LeadBody.countries(); rep++) {
            product.call(
                    name,
                    "PUT",
                    "/reps/rep-" + rep,
                    "{\"name\":\"Rep %1$d\",\"email\":\"rep%1$d@bench.example\",\"slackUserId\":\"U%1$07d\"}"
                            .formatted(rep));
        }
        for (int pool = 0; pool < LeadBody.countries(); pool++) {
            product.call(
                    name,
                    "PUT",
                    "/pools/" + pool(pool),
                    "{\"name\":\"%s\",\"strategy\":\"ROUND_ROBIN\",\"members\":[%s]}"
                            .formatted(
                                    LeadBody.country(pool),
                                    IntStream.range(pool * perPool, (pool + 1) * perPool)
                                            .mapToObj("{\"rep\":\"rep-%d\"}"::formatted)
                                            .collect(Collectors.joining(","))));
        }
        product.call(
                name,
                "PUT",
                "/policies/lead/draft",
                "{\"schema\":\"lead-dispatcher/policy/v1\",\"tiers\":[{\"name\":\"Country\",\"rules\":[%s]}],\"fallback\":{\"queue\":\"fallback\"}}"
                        .formatted(
                                IntStream.range(0, LeadBody.countries())
                                        .mapToObj(index -> rule(index, more))
                                        .collect(Collectors.joining(","))));
        product.call(
                name,
                "POST",
                "/policies/lead/draft/publish",
                "{\"comment\":\"benchmark\",\"expectedVersion\":1}");
        product.call(
                name,
                "PUT",
                "/connections/slack",
                "{\"type\":\"slack\",\"name\":\"Slack\",\"settings\":{\"teamId\":\"%s\"},\"secrets\":{\"botToken\":\"xoxb-benchmark\",\"signingSecret\":\"benchmark\"}}"
                        .formatted(team(name)));
    }

    private static String rule(int index, String more) {
        return """
        {"id":"%1$s","name":"%2$s","when":{"all":[{"field":"company.country","op":"eq","value":"%2$s"},
        {"field":"lead.intent","op":"in","value":["demo","pricing"]},{"field":"company.employees","op":"gte","value":10}]},
        "assign":{"pool":"%1$s"}%3$s}
        """
                .formatted(pool(index), LeadBody.country(index), more);
    }

    /** No two workspaces share a team of Slack. */
    private static String team(String name) {
        return "T" + name.toUpperCase(Locale.ROOT).replace("-", "");
    }

    private static String pool(int index) {
        return "pool-" + index;
    }
}
