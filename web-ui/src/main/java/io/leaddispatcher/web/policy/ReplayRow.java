package io.leaddispatcher.web.policy;

import io.leaddispatcher.application.simulation.SimulatedRow;
import io.leaddispatcher.domain.simulation.Landing;
import io.leaddispatcher.web.layout.Words;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A real lead that was tried.
 *
 * @param lead its id; null when it is no real one
 * @param before where it landed; null when that is not known
 * @param after where the draft sends it
 * @param why it lands elsewhere, or why there
 */
record ReplayRow(
        @Nullable String lead, String label, @Nullable String before, String after, String why) {

    /**
     * @param names by kind and key, {@code rep/mia} for example
     * @param rules what the rules of the draft are called, by id
     */
    static ReplayRow of(
            SimulatedRow.Decided row,
            Map<String, String> names,
            Map<String, String> rules,
            Words words) {
        var actual = row.actual();
        return new ReplayRow(
                row.lead() == null ? null : row.lead().toString(),
                words.say("policy.trial.lead", words.number(row.index() + 1)),
                actual == null ? null : landing(actual, names, words),
                landing(row.landing(), names, words),
                why(row, rules, words));
    }

    static String why(SimulatedRow.Decided row, Map<String, String> rules, Words words) {
        var move = row.move();
        if (move == null) {
            return words.say("policy.moved.not");
        }
        return words.say(
                "policy.moved." + move.kind(),
                rule(row.landing(), rules, words),
                row.actual() == null ? "" : rule(row.actual(), rules, words));
    }

    private static String rule(Landing landing, Map<String, String> rules, Words words) {
        var id = landing.ruleId();
        return id == null ? words.say("policy.moved.no-rule") : rules.getOrDefault(id, id);
    }

    static String landing(Landing landing, Map<String, String> names, Words words) {
        var rep = landing.rep();
        var queue = landing.queue();
        var pool = landing.pool();
        if (rep != null) {
            return names.getOrDefault("rep/" + rep.value(), rep.value());
        }
        if (queue != null) {
            return names.getOrDefault("queue/" + queue.value(), Words.spelled(queue.value()));
        }
        return pool == null
                ? words.say("policy.trial.rejected")
                : names.getOrDefault("pool/" + pool.value(), pool.value());
    }
}
