package io.leaddispatcher.application.demo;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The demo's accounts: invented companies, the same at every start. */
public final class DemoAccounts {

    public static final int COUNT = 300;

    private static final List<String> FIRST =
            List.of(
                    "Alder", "Brook", "Cedar", "Delta", "Ember", "Fjord", "Granite", "Harbor",
                    "Iris", "Juniper", "Kestrel", "Lumen", "Meadow", "Nimbus", "Orchard", "Pioneer",
                    "Quartz", "River", "Summit", "Tundra");
    private static final List<String> SECOND =
            List.of(
                    "Bank",
                    "Robotics",
                    "Health",
                    "Logistics",
                    "Insurance",
                    "Energy",
                    "Retail",
                    "Labs",
                    "Foods",
                    "Mobility",
                    "Media",
                    "Textiles",
                    "Pharma",
                    "Motors",
                    "Payments");
    private static final List<String> INDUSTRIES =
            List.of(
                    "fintech",
                    "industry",
                    "health",
                    "logistics",
                    "insurance",
                    "energy",
                    "retail",
                    "ai",
                    "food",
                    "mobility",
                    "media",
                    "textiles",
                    "health",
                    "mobility",
                    "fintech");

    /** Kai has left: his accounts show what happens then. */
    private static final List<String> OWNERS =
            List.of(
                    "mia", "ben", "lena", "hugo", "noor", "ava", "liam", "sofia", "dan", "yuki",
                    "priya", "jack", "kai");

    private DemoAccounts() {}

    /** One of them, from 0 to {@link #COUNT} − 1. */
    public record DemoAccount(
            String key,
            String name,
            String domain,
            String industry,
            Map<String, Object> document) {}

    public static DemoAccount account(int number) {
        int first = number % FIRST.size();
        int second = number / FIRST.size() % SECOND.size();
        String name = FIRST.get(first) + " " + SECOND.get(second);
        String key = name.toLowerCase(Locale.ROOT).replace(' ', '-');
        String domain = key + ".example";
        String segment = number % 4 == 0 ? "enterprise" : number % 4 == 1 ? "mid-market" : "small";
        Map<String, Object> document =
                number % 7 == 6
                        ? Map.of("name", name, "domains", List.of(domain), "segment", segment)
                        : Map.of(
                                "name",
                                name,
                                "domains",
                                List.of(domain),
                                "segment",
                                segment,
                                "owner",
                                OWNERS.get(number % OWNERS.size()));
        return new DemoAccount(key, name, domain, INDUSTRIES.get(second), document);
    }
}
