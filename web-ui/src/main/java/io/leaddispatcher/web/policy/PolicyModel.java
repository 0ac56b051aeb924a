package io.leaddispatcher.web.policy;

import io.leaddispatcher.application.policy.PolicyDraft;
import io.leaddispatcher.application.policy.PolicyVersion;
import io.leaddispatcher.domain.policy.Operator;
import io.leaddispatcher.domain.policy.PolicyDiff;
import io.leaddispatcher.web.layout.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The draft as the builder in the browser holds it. */
final class PolicyModel {

    private static final String PREFIX = "policy.js.";

    private PolicyModel() {}

    /** The whole draft. */
    static Map<String, Object> of(PolicyDraft draft, PolicyNames names, Words words) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("policy", draft.document());
        model.putAll(saved(draft, null, names, words));
        return model;
    }

    /**
     * What is new to whoever has sent the draft.
     *
     * @param rules of which they need the sentences; null for all
     */
    static Map<String, Object> saved(
            PolicyDraft draft, @Nullable Set<String> rules, PolicyNames names, Words words) {
        var sentence = new RuleSentence(names, words);
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("revision", draft.revision());
        model.put("sentences", sentence.all(draft.document(), rules));
        model.put("fallback", sentence.fallback(draft.document()));
        return model;
    }

    /**
     * What publishing the draft would change. Words alone do not tell whether it differs: a rule
     * that goes from one tier to another of the same name is no change to a reader. With the
     * revision that was read, 0 when there is no draft: what is discarded is what is told here.
     */
    static Map<String, Object> changes(
            @Nullable PolicyDraft draft, @Nullable PolicyVersion active, PolicyWords words) {
        Map<String, Object> changes = new LinkedHashMap<>();
        changes.put("revision", draft == null ? 0L : draft.revision());
        if (draft == null || active == null) {
            changes.put("changes", List.of());
            changes.put("differs", draft != null);
            if (active != null) {
                changes.put("stands", same(active, words));
            }
            return changes;
        }
        changes.put(
                "changes",
                PolicyDiff.between(active.document(), draft.document()).stream()
                        .map(PolicyDiff.Change::said)
                        .map(words::say)
                        .toList());
        boolean differs = !draft.document().equals(active.document());
        changes.put("differs", differs);
        changes.put("stands", differs ? differing(draft, active, words) : same(active, words));
        return changes;
    }

    private static String same(PolicyVersion active, PolicyWords words) {
        return words.words().say("policy.stands.same", active.version());
    }

    /** That a draft is saved does not tell that leads go by something else. */
    private static String differing(PolicyDraft draft, PolicyVersion active, PolicyWords words) {
        int rules = ChangedRules.count(active.document(), draft.document());
        return rules == 0
                ? words.words().say("policy.stands.differs.otherwise", active.version())
                : words.words().say("policy.stands.differs", active.version(), rules);
    }

    /** What conditions and rules may name, and how the page speaks. */
    static Map<String, Object> vocabulary(PolicyChoices.Found found, Words words) {
        Map<String, Object> vocabulary = new LinkedHashMap<>();
        vocabulary.put("fields", FieldChoices.of(found, words));
        vocabulary.put("choices", found.shown());
        vocabulary.put("operators", operators(words));
        vocabulary.put("words", words(words));
        return vocabulary;
    }

    private static Map<String, String> operators(Words words) {
        Map<String, String> operators = new LinkedHashMap<>();
        for (var operator : Operator.values()) {
            operators.put(operator.spelling(), words.name("op", operator.spelling()));
        }
        return operators;
    }

    /** What the scripts of the page say: everything under {@code policy.js.}. */
    private static Map<String, String> words(Words words) {
        Map<String, String> said = new TreeMap<>();
        ResourceBundle.getBundle("messages", Locale.ROOT).keySet().stream()
                .filter(key -> key.startsWith(PREFIX))
                .forEach(key -> said.put(key.substring(PREFIX.length()), words.say(key)));
        return said;
    }
}
