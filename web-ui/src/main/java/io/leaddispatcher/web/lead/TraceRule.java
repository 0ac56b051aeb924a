package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.lead.SensitiveMask;
import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.Words;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A rule that a decision looked at.
 *
 * @param outcome {@code won}, {@code nobody}, {@code no-match}, or {@code untold} of a rule on what
 *     is hidden from the reader
 * @param verdict the outcome in words
 * @param reason the one thing that decided against it; null when it won
 * @param conditions what it asked and what it saw, outer before inner
 * @param candidates who could have had the lead: the chosen one, then those who could, then the
 *     rest
 */
record TraceRule(
        String id,
        String name,
        String outcome,
        String verdict,
        @Nullable String reason,
        List<ConditionLine> conditions,
        List<Candidate> candidates) {

    /**
     * @param standing {@code chosen}, {@code eligible} or {@code passed}
     * @param because why this one
     * @param reasons why not this one
     */
    record Candidate(
            String name,
            String initials,
            String standing,
            @Nullable String because,
            List<String> reasons) {

        String why() {
            return String.join(", ", reasons);
        }
    }

    /** More would make a line a list. */
    private static final int MOST_NAMED = 4;

    static TraceRule of(Tree rule, Names names, Words words) {
        var outcome = outcome(rule);
        var candidates =
                rule.trees("candidates").stream()
                        .map(candidate -> candidate(candidate, names, words))
                        .sorted(Comparator.comparing(Candidate::standing))
                        .toList();
        var id = rule.text("id", "");
        return new TraceRule(
                id,
                rule.text("name", Words.spelled(id)),
                outcome,
                words.say("trace." + outcome),
                reason(outcome, rule.tree("condition"), candidates, words),
                ConditionLine.all(rule.tree("condition"), words),
                candidates);
    }

    boolean won() {
        return outcome.equals("won");
    }

    @Nullable Candidate chosen() {
        return candidates.stream()
                .filter(candidate -> candidate.standing().equals("chosen"))
                .findFirst()
                .orElse(null);
    }

    private static String outcome(Tree rule) {
        return switch (rule.text("outcome", "")) {
            case "WON" -> "won";
            case "NOBODY_AVAILABLE" -> "nobody";
            case SensitiveMask.HIDDEN -> "untold";
            default -> "no-match";
        };
    }

    private static @Nullable String reason(
            String outcome, Tree condition, List<Candidate> candidates, Words words) {
        return switch (outcome) {
            case "nobody" ->
                    candidates.isEmpty()
                            ? words.say("trace.nobody.none")
                            : words.say("trace.nobody.reason", passedOver(candidates, words));
            case "no-match" -> ConditionLine.deciding(condition, words);
            default -> null;
        };
    }

    private static String passedOver(List<Candidate> candidates, Words words) {
        var named =
                candidates.stream()
                        .limit(MOST_NAMED)
                        .map(each -> words.say("trace.nobody.one", each.name(), each.why()))
                        .collect(Collectors.joining("; "));
        int more = candidates.size() - MOST_NAMED;
        return more > 0 ? words.say("trace.nobody.more", named, more) : named;
    }

    private static String capitalised(String sentence) {
        return sentence.isEmpty()
                ? sentence
                : sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }

    private static Candidate candidate(Tree candidate, Names names, Words words) {
        var name = names.rep(candidate.text("rep", ""));
        boolean chosen = candidate.is("chosen");
        var because = candidate.text("because");
        return new Candidate(
                name,
                Words.initials(name),
                chosen ? "chosen" : candidate.is("eligible") ? "eligible" : "passed",
                because == null ? null : capitalised(words.reason(because)),
                candidate.items("reasons").stream()
                        .map(code -> words.name("reason", String.valueOf(code)))
                        .toList());
    }
}
