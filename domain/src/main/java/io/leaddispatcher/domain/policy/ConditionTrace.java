package io.leaddispatcher.domain.policy;

import io.leaddispatcher.domain.field.FieldValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What each part of a condition said about a lead, and what it saw. Every part is asked. */
public sealed interface ConditionTrace {

    /** What is said of a question that was not asked. */
    String UNASKED = "not tried: the patterns before it took all that a decision may cost";

    boolean result();

    /**
     * Whether a part of it was not asked, since too little was left of what a decision may cost.
     */
    boolean unasked();

    /**
     * The tree that runs show: as the condition was written, with {@code result} everywhere and
     * {@code actual} at each leaf, null where the value was missing.
     */
    Map<String, @Nullable Object> toDocument();

    record All(List<ConditionTrace> parts) implements ConditionTrace {
        public All {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean result() {
            return parts.stream().allMatch(ConditionTrace::result);
        }

        @Override
        public boolean unasked() {
            return parts.stream().anyMatch(ConditionTrace::unasked);
        }

        @Override
        public Map<String, @Nullable Object> toDocument() {
            return group("all", documents(parts), result());
        }
    }

    record Any(List<ConditionTrace> parts) implements ConditionTrace {
        public Any {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean result() {
            return parts.stream().anyMatch(ConditionTrace::result);
        }

        @Override
        public boolean unasked() {
            return parts.stream().anyMatch(ConditionTrace::unasked);
        }

        @Override
        public Map<String, @Nullable Object> toDocument() {
            return group("any", documents(parts), result());
        }
    }

    record Not(ConditionTrace part) implements ConditionTrace {
        @Override
        public boolean result() {
            return !part.result();
        }

        @Override
        public boolean unasked() {
            return part.unasked();
        }

        @Override
        public Map<String, @Nullable Object> toDocument() {
            return group("not", part.toDocument(), result());
        }
    }

    /**
     * @param actual the value as the field's type reads it; null when it was missing or invalid
     */
    record Leaf(Condition.Leaf asked, @Nullable FieldValue actual, boolean result, boolean unasked)
            implements ConditionTrace {
        @Override
        public Map<String, @Nullable Object> toDocument() {
            Map<String, @Nullable Object> document = new LinkedHashMap<>();
            document.put("field", asked.field());
            document.put("op", asked.op().spelling());
            asked.value().ifPresent(value -> document.put("value", value));
            document.put("actual", actual == null ? null : actual.plain());
            document.put("result", result);
            if (unasked) {
                document.put("note", UNASKED);
            }
            return Collections.unmodifiableMap(document);
        }
    }

    private static Map<String, @Nullable Object> group(String name, Object parts, boolean result) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put(name, parts);
        document.put("result", result);
        return Collections.unmodifiableMap(document);
    }

    private static List<Object> documents(List<ConditionTrace> parts) {
        List<Object> documents = new ArrayList<>(parts.size());
        parts.forEach(part -> documents.add(part.toDocument()));
        return Collections.unmodifiableList(documents);
    }
}
