package io.leaddispatcher.web.policy;

import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.Words;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A rule in one plain sentence: when it holds, who gets the lead, and what if nobody can. */
record RuleSentence(PolicyNames names, Words words) {

    /**
     * The sentences of a policy by the ids of their rules, in its order, those of its experiment
     * last.
     *
     * @param rules those that are wanted; null for all
     */
    Map<String, String> all(Map<String, ?> policy, @Nullable Set<String> rules) {
        var tree = Tree.of(policy);
        Map<String, String> all = new LinkedHashMap<>();
        Stream.of(tree, tree.tree("experiment"))
                .flatMap(part -> part.trees("tiers").stream())
                .flatMap(tier -> tier.trees("rules").stream())
                .forEach(rule -> {
                    var id = rule.text("id", "");
                    if (rules == null || rules.contains(id)) {
                        all.put(id, of(rule));
                    }
                });
        return all;
    }

    String of(Tree rule) {
        var gives = rule.has("rings") ? rings(rule) : target(rule.tree("assign"));
        var said =
                rule.has("when")
                        ? words.say(
                                "policy.say.if",
                                new ConditionSentence(names, words).of(rule.tree("when")),
                                gives)
                        : words.say("policy.say.always", gives);
        var unavailable = whenUnavailable(rule.get("whenUnavailable"));
        return unavailable == null ? said : said + " " + unavailable;
    }

    /** Where a policy sends what no rule takes. */
    String fallback(Map<String, ?> policy) {
        return target(Tree.of(policy).tree("fallback"));
    }

    private String rings(Tree rule) {
        var said = new StringBuilder();
        @Nullable String wait = null;
        for (var ring : rule.trees("rings")) {
            var target = target(ring.tree("assign"));
            if (said.isEmpty()) {
                said.append(target);
            } else {
                said.append("; ")
                        .append(
                                wait == null
                                        ? words.say("policy.say.then", target)
                                        : words.say("policy.say.after", wait, target));
            }
            wait = ring.has("wait") ? duration(ring.text("wait", "")) : null;
        }
        return said.toString();
    }

    /** Where leads go, as the end of a sentence. */
    String target(Tree assign) {
        for (var kind : assign.members().keySet()) {
            var name = String.valueOf(kind);
            var key = assign.text(name, "");
            return switch (name) {
                case "pool" -> words.say("policy.say.pool", names.of("pools", key));
                case "rep" -> words.say("policy.say.rep", names.of("reps", key));
                case "queue" -> words.say("policy.say.queue", names.queue(key));
                case "handoff" ->
                        words.say(
                                "policy.say.handoff",
                                words.name(
                                        "policy.handoff", assign.tree("handoff").text("type", "")),
                                names.queue(assign.tree("handoff").text("queue", "")));
                case "reject" -> words.say("policy.say.reject", key);
                case "sameCompany" -> words.say("policy.say.sameCompany", duration(key));
                default -> words.name("policy.say", name);
            };
        }
        return words.say("policy.say.nobody");
    }

    private @Nullable String whenUnavailable(@Nullable Object chosen) {
        return switch (chosen) {
            case null -> null;
            case Map<?, ?> queue ->
                    words.say(
                            "policy.say.unavailable.queue",
                            names.queue(String.valueOf(queue.get("queue"))));
            default -> words.name("policy.say.unavailable", chosen.toString());
        };
    }

    private String duration(String text) {
        try {
            return words.duration(Duration.parse(text));
        } catch (DateTimeException _) {
            return text;
        }
    }
}
