package io.leaddispatcher.application.demo;

import io.leaddispatcher.application.demo.DemoAccounts.DemoAccount;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Believable lead bodies; each number gives another person, and the numbers go round all kinds of
 * requests.
 */
public final class SampleLeads {

    private static final List<String> FIRST_NAMES =
            List.of(
                    "Ana", "Jonas", "Chloé", "Tom", "Aisha", "Marco", "Emily", "Haruto", "Olivia",
                    "Ravi", "Ingrid", "Diego", "Fatima", "Noah", "Mei", "Lukas", "Sara", "Ethan",
                    "Giulia", "Kwame");
    private static final List<String> LAST_NAMES =
            List.of(
                    "Ruiz",
                    "Becker",
                    "Martin",
                    "Hughes",
                    "Khan",
                    "Rossi",
                    "Clark",
                    "Sato",
                    "Wilson",
                    "Iyer",
                    "Berg",
                    "Santos",
                    "Nasser",
                    "Miller",
                    "Chen",
                    "Huber",
                    "Lindholm",
                    "Brooks",
                    "Conti",
                    "Mensah");
    private static final List<String> TITLES =
            List.of(
                    "CTO",
                    "Head of Platform",
                    "VP Engineering",
                    "Data Lead",
                    "Founder",
                    "IT Director",
                    "Procurement Manager",
                    "Site Reliability Engineer");
    private static final List<String> COMPANY_WORDS =
            List.of(
                    "Nova", "Bright", "Vertex", "Polar", "Terra", "Zenit", "Orbit", "Coral",
                    "Atlas", "Helio");

    /** A kind of request: where from, what about. */
    private record Kind(
            String country,
            String state,
            String language,
            String industry,
            String ending,
            int employees,
            String intent,
            String source,
            String message) {}

    private static final List<Kind> KINDS =
            List.of(
                    new Kind(
                            "DE",
                            "DE-BE",
                            "de",
                            "fintech",
                            "Pay",
                            340,
                            "demo",
                            "web-form",
                            "We outgrew our payment cluster. Can we see a demo this week?"),
                    new Kind(
                            "US",
                            "US-CA",
                            "en",
                            "ai",
                            "AI",
                            120,
                            "demo",
                            "web-form",
                            "Looking for GPU capacity for fine-tuning, 16 cards to start."),
                    new Kind(
                            "GB",
                            "",
                            "en",
                            "retail",
                            "Stores",
                            2400,
                            "pricing",
                            "campaign",
                            "Please send pricing for three regions."),
                    new Kind(
                            "US",
                            "US-NY",
                            "en",
                            "health",
                            "Care",
                            5200,
                            "demo",
                            "event",
                            "Met you in Boston. We need a HIPAA-ready setup."),
                    new Kind(
                            "FR",
                            "",
                            "fr",
                            "industry",
                            "Usines",
                            850,
                            "trial",
                            "web-form",
                            "Nous aimerions tester votre offre sur deux sites."),
                    new Kind(
                            "JP",
                            "",
                            "ja",
                            "gaming",
                            "Games",
                            400,
                            "pricing",
                            "web-form",
                            "Launch in spring, we expect two million players."),
                    new Kind(
                            "US",
                            "US-WA",
                            "en",
                            "media",
                            "Media",
                            60,
                            "trial",
                            "referral",
                            "A friend at Lumen Labs recommended you."),
                    new Kind(
                            "AT",
                            "",
                            "de",
                            "insurance",
                            "Versicherung",
                            1300,
                            "demo",
                            "web-form",
                            "Wir planen die Ablösung unseres Rechenzentrums."),
                    new Kind(
                            "IN",
                            "",
                            "en",
                            "fintech",
                            "Finserv",
                            700,
                            "demo",
                            "webinar",
                            "Saw the webinar, want to talk about data residency."),
                    new Kind(
                            "GB",
                            "",
                            "en",
                            "retail",
                            "Goods",
                            90,
                            "support",
                            "web-form",
                            "Our invoice shows the wrong region, who can help?"),
                    new Kind(
                            "ES",
                            "",
                            "es",
                            "logistics",
                            "Logística",
                            260,
                            "pricing",
                            "campaign",
                            "Necesitamos precios para almacenamiento frío."),
                    new Kind(
                            "BR",
                            "",
                            "pt",
                            "retail",
                            "Varejo",
                            3100,
                            "demo",
                            "web-form",
                            "Black Friday está chegando."),
                    new Kind(
                            "AU",
                            "",
                            "en",
                            "public",
                            "Services",
                            1500,
                            "pricing",
                            "tender",
                            "Tender closes on Friday."),
                    new Kind(
                            "US",
                            "US-TX",
                            "en",
                            "industry",
                            "Works",
                            180,
                            "spam",
                            "web-form",
                            "Cheap seo backlinks for your site!!!"));

    /** Kinds by their places above. */
    private static final List<Integer> ANY_TIME = List.of(2, 4, 5, 6, 8, 10, 11, 12);

    private static final List<Integer> EUROPES_DAY = List.of(0, 2, 4, 7, 10, 8);
    private static final List<Integer> AMERICAS_DAY = List.of(1, 3, 6, 11, 2);

    private SampleLeads() {}

    public static Map<String, Object> lead(long number) {
        SplittableRandom random = new SplittableRandom(number);
        Kind kind = KINDS.get((int) Math.floorMod(number, (long) KINDS.size()));
        String first = pick(FIRST_NAMES, random);
        String last = pick(LAST_NAMES, random);
        boolean known = random.nextInt(4) == 0;
        DemoAccount account = DemoAccounts.account(random.nextInt(DemoAccounts.COUNT));
        String company = known ? account.name() : pick(COMPANY_WORDS, random) + " " + kind.ending();
        String domain =
                known
                        ? account.domain()
                        : company.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-") + ".example";
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(
                "contact",
                Map.of(
                        "email",
                        ascii(first)
                                + "."
                                + ascii(last)
                                + Long.toString(Math.floorMod(number, 100_000L), 36)
                                + "@"
                                + domain,
                        "firstName",
                        first,
                        "lastName",
                        last,
                        "title",
                        pick(TITLES, random)));
        Map<String, Object> companyPart = new LinkedHashMap<>();
        companyPart.put("name", company);
        companyPart.put("domain", domain);
        companyPart.put("country", kind.country());
        if (!kind.state().isEmpty()) {
            companyPart.put("state", kind.state());
        }
        companyPart.put("industry", known ? account.industry() : kind.industry());
        companyPart.put("employees", BigDecimal.valueOf(kind.employees() + random.nextInt(50)));
        body.put("company", companyPart);
        body.put(
                "lead",
                Map.of(
                        "source", kind.source(),
                        "type", "inbound",
                        "intent", kind.intent(),
                        "language", kind.language(),
                        "score", BigDecimal.valueOf(15 + random.nextInt(85)),
                        "message", kind.message()));
        if (kind.industry().equals("ai")) {
            body.put("custom", Map.of("gpuCount", BigDecimal.valueOf(16)));
        }
        return body;
    }

    /**
     * The number of a request that somebody takes at once at this hour: by day it may be any that
     * reps are there for, else one of those that the policy assigns anyway.
     */
    static long takenAt(Instant at) {
        int hour = at.atZone(ZoneOffset.UTC).getHour();
        boolean weekend = at.atZone(ZoneOffset.UTC).getDayOfWeek().getValue() > 5;
        List<Integer> kinds =
                weekend
                        ? ANY_TIME
                        : hour >= 9 && hour < 15
                                ? EUROPES_DAY
                                : hour >= 16 && hour < 21 ? AMERICAS_DAY : ANY_TIME;
        long round = at.toEpochMilli() / 250;
        return round * KINDS.size() + kinds.get((int) (round % kinds.size()));
    }

    private static <T> T pick(List<T> from, SplittableRandom random) {
        return from.get(random.nextInt(from.size()));
    }

    private static String ascii(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("[^A-Za-z]", "")
                .toLowerCase(Locale.ROOT);
    }
}
