package io.leaddispatcher.web.lead;

import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.Words;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a lead came to somebody past the rules: at the word of a person or of a clock.
 *
 * @param sentence why, in words
 * @param occasion who said so and for which reason, or which step of which clock it was; null where
 *     nothing tells
 * @param candidates who came into question, as for a rule
 */
record PastTheRules(
        String sentence, @Nullable String occasion, List<TraceRule.Candidate> candidates) {

    private static final String ESCALATED = "ESCALATED";

    /**
     * Null for what the rules have decided.
     *
     * @param events what happened to the lead in the moment of the decision
     */
    static @Nullable PastTheRules of(Tree trace, List<Tree> events, Names names, Words words) {
        if (!trace.has("direct")) {
            return null;
        }
        var direct = trace.tree("direct");
        var why = direct.text("why");
        return new PastTheRules(
                why == null
                        ? words.say("trace.direct")
                        : words.say("trace.direct.why", words.reason(why)),
                occasion(events, names, words),
                TraceRule.candidates(direct, names, words).stream()
                        .map(one -> one.becauseOtherThan(why, words))
                        .toList());
    }

    private static @Nullable String occasion(List<Tree> events, Names names, Words words) {
        Optional<Tree> step =
                events.stream().filter(event -> ESCALATED.equals(event.text("type"))).findFirst();
        return step.map(event -> clock(event.tree("detail"), names, words))
                .or(() -> byAPerson(events).map(event -> person(event, names, words)))
                .orElse(null);
    }

    private static String clock(Tree detail, Names names, Words words) {
        return words.say(
                "trace.direct.clock",
                words.name("sla-target", detail.text("target")),
                names.slaPolicy(detail.text("policy", "")),
                detail.text("at", ""),
                words.name("escalation", detail.text("action")));
    }

    /** Where there are several, the one that tells a reason. */
    private static Optional<Tree> byAPerson(List<Tree> events) {
        return events.stream()
                .filter(event -> !event.text("actor", "system").equals("system"))
                .filter(event -> event.tree("detail").has("reason"))
                .findFirst()
                .or(() ->
                        events.stream()
                                .filter(event -> !event.text("actor", "system").equals("system"))
                                .findFirst());
    }

    private static String person(Tree event, Names names, Words words) {
        var who = names.actor(event.text("actor"));
        var reason = event.tree("detail").text("reason");
        return reason == null
                ? words.say("trace.direct.by", who)
                : words.say("trace.direct.by-because", who, words.reason(reason));
    }
}
