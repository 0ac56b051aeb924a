package io.leaddispatcher.web.policy;

import io.leaddispatcher.domain.phrase.Phrase;
import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.Words;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a policy, in the reader's language, and with the names that people have given.
 */
record PolicyWords(PolicyNames names, Words words) {

    private static final Set<String> CONDITIONS = Set.of("all", "any", "not", "field");
    private static final Set<String> TARGETS =
            Set.of(
                    "pool",
                    "rep",
                    "queue",
                    "handoff",
                    "reject",
                    "accountOwner",
                    "previousOwner",
                    "sameCompany",
                    "meetingHost");

    String say(Phrase phrase) {
        return words.phrase(phrase, this::value);
    }

    private String value(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map when map.keySet().stream().anyMatch(CONDITIONS::contains) ->
                    new ConditionSentence(names, words).of(Tree.of(map));
            case Map<?, ?> map when map.size() == 1 && TARGETS.containsAll(map.keySet()) ->
                    new RuleSentence(names, words).target(Tree.of(map));
            case Map<?, ?> map ->
                    map.entrySet().stream()
                            .map(entry -> entry.getKey() + " " + value(entry.getValue()))
                            .collect(Collectors.joining(", "));
            case List<?> list -> list.stream().map(this::value).collect(Collectors.joining("; "));
            case null, default -> words.value(value);
        };
    }
}
