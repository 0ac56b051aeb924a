package io.leaddispatcher.web.policy;

import io.leaddispatcher.application.policy.PolicyDraft;
import io.leaddispatcher.domain.policy.Operator;
import io.leaddispatcher.web.layout.Words;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;

/** The draft as the builder in the browser holds it. */
final class PolicyModel {

    private static final String PREFIX = "policy.js.";

    private PolicyModel() {}

    static Map<String, Object> of(PolicyDraft draft, PolicyNames names, Words words) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("revision", draft.revision());
        model.put("policy", draft.document());
        model.put("sentences", RuleSentence.all(draft.document(), names, words));
        model.put("fallback", new RuleSentence(names, words).fallback(draft.document()));
        return model;
    }

    static Map<String, String> operators(Words words) {
        Map<String, String> operators = new LinkedHashMap<>();
        for (var operator : Operator.values()) {
            operators.put(operator.spelling(), words.name("op", operator.spelling()));
        }
        return operators;
    }

    /** What the scripts of the page say: everything under {@code policy.js.}. */
    static Map<String, String> words(Words words) {
        Map<String, String> said = new TreeMap<>();
        ResourceBundle.getBundle("messages", Locale.ROOT).keySet().stream()
                .filter(key -> key.startsWith(PREFIX))
                .forEach(key -> said.put(key.substring(PREFIX.length()), words.say(key)));
        return said;
    }
}
