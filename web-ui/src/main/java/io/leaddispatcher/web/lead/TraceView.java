package io.leaddispatcher.web.lead;

import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.Initials;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Words;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One decision, from its first rule to its end.
 *
 * @param id of the run
 * @param version of the policy
 * @param ending what the decision came to
 * @param decisive the rule that decided; null when none did
 * @param passed how many rules were looked at and left behind, in words
 * @param withoutRule what it means when no rule decided, in words
 * @param direct how it was given away past the rules; null when they decided
 * @param past whether something else holds by now than was decided
 * @param now what holds instead, in words; null where that is what the page tells above it
 * @param side on which side of which experiment the lead was, in words; null when there was none
 * @param timings how long which part took, in words; null when nobody measured
 */
record TraceView(
        String id,
        long version,
        String cause,
        @Nullable When decided,
        Ending ending,
        @Nullable TraceRule decisive,
        String passed,
        List<Tier> tiers,
        String withoutRule,
        @Nullable PastTheRules direct,
        boolean past,
        @Nullable String now,
        @Nullable String side,
        @Nullable String timings) {

    /**
     * @param kind {@code assigned}, {@code asked} of several at once, {@code queued} or {@code
     *     rejected}
     * @param who the rep or reps, the queue or the reason
     * @param initials of the rep
     * @param rule that decided; null when none did
     * @param because what set the chosen one apart
     */
    record Ending(
            String kind,
            String who,
            @Nullable String initials,
            @Nullable String rule,
            @Nullable String tier,
            @Nullable String because) {}

    record Tier(String name, boolean won, List<TraceRule> rules) {

        /**
         * The one that won, else the one with the id: it may have queued what it could not give.
         */
        @Nullable TraceRule rule(String id) {
            return rules.stream()
                    .filter(TraceRule::won)
                    .findFirst()
                    .or(() -> rules.stream().filter(each -> each.id().equals(id)).findFirst())
                    .orElse(null);
        }
    }

    static TraceView of(Tree run, Names names, Words words) {
        return of(run, List.of(), names, words);
    }

    /**
     * @param timeline what has happened to the lead
     */
    static TraceView of(Tree run, List<Tree> timeline, Names names, Words words) {
        var trace = run.tree("trace");
        var direct = PastTheRules.of(trace, atOnce(run, timeline), names, words);
        var tiers = trace.trees("tiers").stream().map(tier -> tier(tier, names, words)).toList();
        var decision = trace.tree("decision");
        var id = decision.text("ruleId", "");
        var decided = tiers.stream().filter(each -> each.rule(id) != null).findFirst().orElse(null);
        var decisive = decided == null ? null : decided.rule(id);
        var behind =
                tiers.stream()
                        .flatMap(tier -> tier.rules().stream())
                        .filter(rule -> !rule.equals(decisive))
                        .count();
        return new TraceView(
                run.text("id", "run"),
                trace.has("policyVersion")
                        ? trace.number("policyVersion")
                        : run.number("policyVersion"),
                words.name("cause", run.text("cause", "INTAKE")),
                words.whenOrNull(run.instant("decidedAt")),
                ending(
                        decision,
                        decisive,
                        decided == null ? null : decided.name(),
                        conflict(trace, words),
                        names,
                        words),
                decisive,
                passed(direct, decisive, behind, words),
                tiers,
                direct == null ? withoutRule(trace, tiers, words) : direct.sentence(),
                direct,
                false,
                null,
                side(trace.tree("experiment"), words),
                timings(trace.tree("timings"), words));
    }

    /**
     * The same, of which something else holds by now.
     *
     * @param instead what holds, in words
     */
    TraceView passedBy(@Nullable String instead) {
        return new TraceView(
                id,
                version,
                cause,
                decided,
                ending,
                decisive,
                passed,
                tiers,
                withoutRule,
                direct,
                true,
                instead,
                side,
                timings);
    }

    /** What happened in the moment of the decision. */
    private static List<Tree> atOnce(Tree run, List<Tree> timeline) {
        var decided = run.instant("decidedAt");
        return decided == null
                ? List.of()
                : timeline.stream().filter(event -> decided.equals(event.instant("at"))).toList();
    }

    private static String passed(
            @Nullable PastTheRules direct, @Nullable TraceRule decisive, long behind, Words words) {
        if (direct != null) {
            return words.say("trace.direct.path");
        }
        return words.say(decisive == null ? "trace.none-applied" : "trace.passed", behind);
    }

    private static @Nullable String conflict(Tree trace, Words words) {
        var why = trace.tree("conflict").text("why");
        return why == null ? null : words.reason(why);
    }

    /** What it means when no rule decided: none matched, or who was to have it was not there. */
    private static String withoutRule(Tree trace, List<Tier> tiers, Words words) {
        if (trace.has("conflict")) {
            return words.say("trace.in-review");
        }
        var matched =
                tiers.stream()
                        .flatMap(tier -> tier.rules().stream())
                        .filter(TraceRule::foundNobody)
                        .map(TraceRule::name)
                        .toList();
        return switch (matched.size()) {
            case 0 -> words.say("trace.no-rule");
            case 1 -> words.say("trace.no-rule.matched", matched.getFirst());
            default ->
                    words.say(
                            "trace.no-rule.matched-many",
                            matched.size(),
                            TraceRule.few(matched, words));
        };
    }

    private static @Nullable String side(Tree experiment, Words words) {
        var side = experiment.text("side");
        return side == null ? null : words.say("trace.side." + side, experiment.text("key", ""));
    }

    private static Tier tier(Tree tier, Names names, Words words) {
        var rules =
                tier.trees("rules").stream().map(rule -> TraceRule.of(rule, names, words)).toList();
        return new Tier(tier.text("name", ""), rules.stream().anyMatch(TraceRule::won), rules);
    }

    private static Ending ending(
            Tree decision,
            @Nullable TraceRule rule,
            @Nullable String tierName,
            @Nullable String conflict,
            Names names,
            Words words) {
        var chosen = rule == null ? null : rule.chosen();
        var ruleName = rule == null ? null : rule.name();
        if (chosen != null) {
            return new Ending(
                    "assigned",
                    chosen.name(),
                    chosen.initials(),
                    ruleName,
                    tierName,
                    chosen.because());
        }
        var asked = rule == null ? null : rule.asked(words);
        if (asked != null) {
            return new Ending("asked", asked, null, ruleName, tierName, null);
        }
        var rep = decision.text("repKey");
        if (rep != null) {
            var name = names.rep(rep);
            return new Ending("assigned", name, Initials.of(name), ruleName, tierName, null);
        }
        var rejected = decision.text("rejectReason");
        if (rejected != null) {
            return new Ending("rejected", rejected, null, ruleName, tierName, null);
        }
        var queue = decision.text("queueKey");
        var who = queue == null ? words.say("trace.fallback") : names.queue(queue);
        return new Ending("queued", who, null, ruleName, tierName, conflict);
    }

    private static @Nullable String timings(Tree timings, Words words) {
        var text =
                timings.members().entrySet().stream()
                        .map(part -> timing(String.valueOf(part.getKey()), part.getValue(), words))
                        .collect(Collectors.joining(" \u00b7 "));
        return text.isEmpty() ? null : text;
    }

    /** {@code decideMicros} and {@code commitMillis} carry their unit in the name. */
    private static String timing(String name, @Nullable Object value, Words words) {
        if (value instanceof Number number) {
            if (name.endsWith("Micros")) {
                var millis = new BigDecimal(number.toString()).movePointLeft(3);
                return words.name("timing", name) + " " + words.value(millis) + " ms";
            }
            if (name.endsWith("Millis")) {
                return words.name("timing", name) + " " + words.value(number) + " ms";
            }
        }
        return words.name("timing", name) + " " + words.value(value);
    }
}
