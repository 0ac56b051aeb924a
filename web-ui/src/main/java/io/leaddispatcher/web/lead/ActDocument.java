package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.work.DeclineReason;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.web.layout.Money;
import io.leaddispatcher.web.layout.Problems;
import io.leaddispatcher.web.layout.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a form says about an act, as the API would. What was left empty is not said. */
final class ActDocument {

    /** Whose reasons stand in a list, and whoever has another writes it. */
    private static final String OTHER = "OTHER";

    private static final String SUMMARY = "/summary/";
    private static final String TO_GIVER = "toGiver";

    private static final Set<String> PARTING =
            Set.of("decline", "return", "reassign", "reroute", "handoff");

    private ActDocument() {}

    /** Which form of the page said it. */
    static String form(String act, Map<String, String> sent) {
        return act.equals("return") && sent.containsKey(TO_GIVER) ? "giveback" : act;
    }

    /** Whether whoever does it has the lead no longer. */
    static boolean parts(String act) {
        return PARTING.contains(act);
    }

    /** The offer that the page showed; null when there was none. */
    static @Nullable UUID assignment(Map<String, String> sent) {
        String text = sent.get("assignment");
        try {
            return text == null || text.isBlank() ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            // Nobody's page says that; no offer has it.
            return new UUID(0, 0);
        }
    }

    /** What somebody has written in their own words. */
    static List<String> typed(Map<String, String> sent) {
        return sent.entrySet().stream()
                .filter(field ->
                        field.getKey().equals("reason")
                                || field.getKey().equals("note")
                                || field.getKey().startsWith("summary."))
                .map(field -> field.getValue().strip())
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** As somebody says it who reads and writes this language. */
    static Map<String, Object> of(String act, Map<String, String> sent, Locale locale) {
        Map<String, Object> document = new LinkedHashMap<>();
        switch (act) {
            case "accept" -> put(document, sent, List.of("rep"));
            case "decline" -> {
                put(document, sent, List.of("rep"));
                DeclineReason.said(sent.get("why"), sent.get("reason"))
                        .ifPresent(reason -> document.put("reason", reason));
            }
            case "return" -> {
                put(document, sent, List.of("queue"));
                reason(document, sent);
                if (sent.containsKey(TO_GIVER)) {
                    document.put(TO_GIVER, true);
                }
            }
            case "reassign" -> {
                put(document, sent, List.of("reason"));
                to(document, sent.getOrDefault("to", ""));
            }
            case "reopen" -> put(document, sent, List.of("reason"));
            case "reroute" -> {
                put(document, sent, List.of("reason"));
                if (sent.containsKey("override")) {
                    document.put("override", true);
                }
            }
            case "handoff" -> {
                put(document, sent, List.of("type", "queue", "reason"));
                document.put("summary", summary(sent));
            }
            case "activities" -> {
                put(document, sent, List.of("type", "note"));
                if (sent.containsKey("reply")) {
                    document.put("reply", true);
                }
            }
            case "outcomes" -> {
                put(document, sent, List.of("type", "reason"));
                money(document, sent, locale);
            }
            default -> throw new IllegalStateException("no act " + act);
        }
        return document;
    }

    /** What is wrong, by the field that says it. */
    static Map<String, String> problems(InvalidInputException wrong, Words words) {
        Map<String, String> problems = new LinkedHashMap<>(Problems.of(wrong, words));
        for (Violation violation : wrong.violations()) {
            if (violation.pointer().startsWith(SUMMARY)) {
                problems.putIfAbsent(
                        violation.pointer().substring(1).replace('/', '.'),
                        violation.code() == Violation.Code.REQUIRED
                                ? words.say("problem.reason-is-required")
                                : words.problem(violation.message()));
            }
        }
        return problems;
    }

    private static void put(
            Map<String, Object> document, Map<String, String> sent, List<String> names) {
        for (String name : names) {
            String text = sent.getOrDefault(name, "").strip();
            if (!text.isEmpty()) {
                document.put(name, text);
            }
        }
    }

    private static void reason(Map<String, Object> document, Map<String, String> sent) {
        String why = sent.getOrDefault("why", OTHER);
        if (why.equals(OTHER)) {
            put(document, sent, List.of("reason"));
        } else {
            document.put("reason", why);
        }
    }

    private static void to(Map<String, Object> document, String to) {
        int colon = to.indexOf(':');
        if (to.equals("next")) {
            document.put("to", Map.of("next", true));
        } else if (colon > 0) {
            document.put("to", Map.of(to.substring(0, colon), to.substring(colon + 1)));
        }
    }

    /** What is no number is said all the same, so that it is refused and not lost. */
    private static void money(
            Map<String, Object> document, Map<String, String> sent, Locale locale) {
        String amount = sent.getOrDefault("amount", "").strip();
        String currency = sent.getOrDefault("currency", "").strip();
        if (!amount.isEmpty()) {
            document.put(
                    "amount",
                    Money.amount(amount, locale).<Object>map(read -> read).orElse(amount));
        }
        if (!currency.isEmpty()) {
            document.put("currency", Money.currency(currency, locale));
        }
    }

    private static Map<String, Object> summary(Map<String, String> sent) {
        Map<String, Object> summary = new LinkedHashMap<>();
        sent.forEach((name, text) -> {
            if (name.startsWith("summary.") && !text.isBlank()) {
                summary.put(name.substring("summary.".length()), text.strip());
            }
        });
        return summary;
    }
}
