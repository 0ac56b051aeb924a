package io.leaddispatcher.web.lead;

import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.Initials;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Words;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the work on a lead has ended.
 *
 * @param result what came of it, with its reason where that is one of a list
 * @param reason why, in somebody's words; null: nobody said, or the result says it
 * @param amount null when none was told
 * @param who had it; null: nobody
 */
record Closing(
        String result,
        String tone,
        @Nullable String reason,
        @Nullable String amount,
        @Nullable String who,
        @Nullable String initials,
        @Nullable When at) {

    private static final String COMPLETED = "COMPLETED";
    private static final Set<String> CONCLUDING = Set.of("WON", "LOST", "DISQUALIFIED");
    private static final Pattern CODE = Pattern.compile("[A-Z]+(?:_[A-Z]+)*");

    /** Whether an event of a timeline tells of an outcome that ends the work. */
    static boolean isEnd(Tree event) {
        return event.text("type", "").equals("OUTCOME_RECORDED")
                && CONCLUDING.contains(event.tree("detail").text("type", ""));
    }

    /** Null while the work goes on. */
    static @Nullable Closing of(Tree lead, List<Tree> timeline, Names names, Words words) {
        if (!lead.text("status", "").equals(COMPLETED)) {
            return null;
        }
        Tree told =
                timeline.stream()
                        .filter(Closing::isEnd)
                        .reduce((_, latest) -> latest)
                        .orElse(Tree.of(null));
        Tree outcome = told.tree("detail");
        String type = outcome.text("type");
        String reason = outcome.text("reason");
        String rep = rep(lead, outcome);
        String name = rep == null ? null : names.rep(rep);
        return new Closing(
                result(type, reason, words),
                tone(type),
                reason == null || CODE.matcher(reason).matches() ? null : words.reason(reason),
                amount(outcome, words),
                name,
                name == null ? null : Initials.of(name),
                words.whenOrNull(told.instant("at")));
    }

    /** Who had it to the end. */
    private static @Nullable String rep(Tree lead, Tree outcome) {
        return lead.trees("assignments").stream()
                .filter(each -> COMPLETED.equals(each.text("state")))
                .map(each -> each.text("repKey"))
                .reduce((_, latest) -> latest)
                .orElse(outcome.text("rep"));
    }

    private static @Nullable String amount(Tree outcome, Words words) {
        Object amount = outcome.get("amount");
        String currency = outcome.text("currency");
        if (amount == null) {
            return null;
        }
        return currency == null ? words.value(amount) : words.value(amount) + " " + currency;
    }

    /** In a badge: {@code Won}, or {@code Disqualified: Spam}. */
    static String result(@Nullable String type, @Nullable String reason, Words words) {
        if (type == null) {
            return words.name("status", COMPLETED);
        }
        String result = words.name("outcome", type);
        return reason == null || !CODE.matcher(reason).matches()
                ? result
                : words.say("lead.result.why", result, words.name("reason", reason));
    }

    static String tone(@Nullable String type) {
        return "WON".equals(type) ? "good" : "calm";
    }
}
