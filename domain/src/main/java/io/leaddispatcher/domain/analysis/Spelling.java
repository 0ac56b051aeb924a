package io.leaddispatcher.domain.analysis;

import io.leaddispatcher.domain.field.TextFolding;
import io.leaddispatcher.domain.policy.Condition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How people write what is compared without its case: as the policy has it. */
final class Spelling {

    private final Map<String, String> written = new HashMap<>();

    void learn(Condition condition) {
        switch (condition) {
            case Condition.All(var parts) -> parts.forEach(this::learn);
            case Condition.Any(var parts) -> parts.forEach(this::learn);
            case Condition.Not(var part) -> learn(part);
            case Condition.Leaf leaf -> leaf.value().ifPresent(this::learnValue);
        }
    }

    private void learnValue(Object value) {
        if (value instanceof String text) {
            written.putIfAbsent(TextFolding.fold(text), text.strip());
        } else if (value instanceof List<?> list) {
            list.forEach(this::learnValue);
        }
    }

    String of(String folded) {
        return written.getOrDefault(folded, folded);
    }
}
