package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.lead.SensitiveMask;
import io.leaddispatcher.domain.routing.Trace.CandidateTrace;
import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.Initials;
import io.leaddispatcher.web.layout.Words;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A rule that a decision looked at.
 *
 * @param outcome {@code won}, {@code nobody}, {@code no-match}, or {@code untold} of a rule on what
 *     is hidden from the reader
 * @param verdict the outcome in words
 * @param reason the one thing that decided against it; null when it won
 * @param note what there is to say besides: that it gave the lead to somebody all the same, for
 *     example
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
        @Nullable String note,
        List<ConditionLine> conditions,
        List<Candidate> candidates) {

    /**
     * @param standing {@code chosen}, {@code asked} with others, {@code eligible} or {@code passed}
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

        /** Without what is said above it already. */
        Candidate becauseOtherThan(@Nullable String said, Words words) {
            return said != null && capitalised(words.reason(said)).equals(because)
                    ? new Candidate(name, initials, standing, null, reasons)
                    : this;
        }
    }

    /** More would make a line a list. */
    private static final int MOST_NAMED = 4;

    private static final String CHOSEN = "chosen";
    private static final String ASKED = "asked";

    /** Where a note names a rep, or a queue, by its key. */
    private static final Pattern REP =
            Pattern.compile("(?<=assigned anyway, though )\\S+(?= is )|(?<= went to ')[^']+");

    private static final Pattern QUEUE = Pattern.compile("(?<=: waits in queue ')[^']+");

    static TraceRule of(Tree rule, Names names, Words words) {
        var outcome = outcome(rule);
        var candidates = candidates(rule, names, words);
        var id = rule.text("id", "");
        return new TraceRule(
                id,
                rule.text("name", Words.spelled(id)),
                outcome,
                words.say("trace." + outcome),
                reason(outcome, rule.tree("condition"), candidates, words),
                note(rule.text("note"), names, words),
                ConditionLine.all(rule.tree("condition"), words),
                candidates);
    }

    boolean won() {
        return outcome.equals("won");
    }

    @Nullable Candidate chosen() {
        return candidates.stream()
                .filter(candidate -> candidate.standing().equals(CHOSEN))
                .findFirst()
                .orElse(null);
    }

    /** Who were asked at once, in words; null when nobody was. */
    @Nullable String asked(Words words) {
        var asked =
                candidates.stream()
                        .filter(candidate -> candidate.standing().equals(ASKED))
                        .map(Candidate::name)
                        .toList();
        return asked.isEmpty() ? null : few(asked, words);
    }

    /** Whether it would have taken the lead, had there been anybody for it. */
    boolean foundNobody() {
        return outcome.equals("nobody");
    }

    /** The chosen one, then those who could, then the rest. */
    static List<Candidate> candidates(Tree of, Names names, Words words) {
        return of.trees("candidates").stream()
                .map(candidate -> candidate(candidate, names, words))
                .sorted(Comparator.comparingInt(TraceRule::place))
                .toList();
    }

    private static int place(Candidate candidate) {
        return List.of(CHOSEN, ASKED, "eligible", "passed").indexOf(candidate.standing());
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

    /** The first names of many, and how many more there are. */
    static String few(List<String> names, Words words) {
        var named = names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        int more = names.size() - MOST_NAMED;
        return more > 0 ? words.say("trace.few.more", named, more) : named;
    }

    private static @Nullable String note(@Nullable String kept, Names names, Words words) {
        if (kept == null) {
            return null;
        }
        var reps = REP.matcher(kept).replaceAll(key -> quoted(names.rep(key.group())));
        var both = QUEUE.matcher(reps).replaceAll(key -> quoted(names.queue(key.group())));
        return capitalised(words.reason(both));
    }

    private static String quoted(String name) {
        return Matcher.quoteReplacement(name);
    }

    private static String capitalised(String sentence) {
        return sentence.isEmpty()
                ? sentence
                : sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }

    private static Candidate candidate(Tree candidate, Names names, Words words) {
        var name = names.rep(candidate.text("rep", ""));
        var because = candidate.text("because");
        return new Candidate(
                name,
                Initials.of(name),
                standing(candidate, because),
                because == null ? null : capitalised(words.reason(because)),
                candidate.items("reasons").stream()
                        .map(code -> words.name("reason", String.valueOf(code)))
                        .toList());
    }

    private static String standing(Tree candidate, @Nullable String because) {
        if (candidate.is("chosen")) {
            return CandidateTrace.ASKED.equals(because) ? ASKED : CHOSEN;
        }
        return candidate.is("eligible") ? "eligible" : "passed";
    }
}
