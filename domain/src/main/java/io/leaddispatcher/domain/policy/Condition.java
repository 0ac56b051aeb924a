package io.leaddispatcher.domain.policy;

import io.leaddispatcher.domain.field.Facts;
import io.leaddispatcher.domain.field.FieldType;
import io.leaddispatcher.domain.field.FieldValue;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What must be true of a lead: a tree of groups over questions to single fields. */
public sealed interface Condition {

    /** What a rule without {@code when} asks: nothing. */
    Condition ALWAYS = new All(List.of());

    boolean holds(Facts facts, NamedLists lists);

    /** The same answer with what every part of the tree saw. */
    ConditionTrace trace(Facts facts, NamedLists lists);

    /** Holds when every part does, so without parts too. */
    record All(List<Condition> parts) implements Condition {
        public All {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean holds(Facts facts, NamedLists lists) {
            for (Condition part : parts) {
                if (!part.holds(facts, lists)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public ConditionTrace trace(Facts facts, NamedLists lists) {
            return new ConditionTrace.All(
                    parts.stream().map(part -> part.trace(facts, lists)).toList());
        }
    }

    /** Holds when some part does, so never without parts. */
    record Any(List<Condition> parts) implements Condition {
        public Any {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean holds(Facts facts, NamedLists lists) {
            for (Condition part : parts) {
                if (part.holds(facts, lists)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public ConditionTrace trace(Facts facts, NamedLists lists) {
            return new ConditionTrace.Any(
                    parts.stream().map(part -> part.trace(facts, lists)).toList());
        }
    }

    record Not(Condition part) implements Condition {
        @Override
        public boolean holds(Facts facts, NamedLists lists) {
            return !part.holds(facts, lists);
        }

        @Override
        public ConditionTrace trace(Facts facts, NamedLists lists) {
            return new ConditionTrace.Not(part.trace(facts, lists));
        }
    }

    /**
     * A question to one field. Its value is made ready when the condition is read: folded, parsed,
     * compiled. Two leaves are equal when they were written alike.
     */
    final class Leaf implements Condition {

        private final String field;
        private final FieldType type;
        private final Operator op;
        private final @Nullable Object value;
        private final LeafTest test;

        Leaf(String field, FieldType type, Operator op, @Nullable Object value, LeafTest test) {
            this.field = field;
            this.type = type;
            this.op = op;
            this.value = value;
            this.test = test;
        }

        /** The path of the field. */
        public String field() {
            return field;
        }

        public FieldType type() {
            return type;
        }

        public Operator op() {
            return op;
        }

        /** As sent; empty for the operators that take none. */
        public Optional<Object> value() {
            return Optional.ofNullable(value);
        }

        /** What is asked of a value that is there. */
        public LeafTest test() {
            return test;
        }

        @Override
        public boolean holds(Facts facts, NamedLists lists) {
            return holds(seen(facts), facts, lists);
        }

        @Override
        public ConditionTrace trace(Facts facts, NamedLists lists) {
            Optional<FieldValue> seen = seen(facts);
            boolean result = holds(seen, facts, lists);
            return new ConditionTrace.Leaf(this, seen.orElse(null), result, isUnasked(facts));
        }

        private boolean isUnasked(Facts facts) {
            return test instanceof LeafTest.Matching matching
                    && facts.unasked().contains(matching.question());
        }

        private Optional<FieldValue> seen(Facts facts) {
            return facts.value(field).flatMap(type::read);
        }

        private boolean holds(Optional<FieldValue> seen, Facts facts, NamedLists lists) {
            return op.isNegated() != (seen.isPresent() && test.holds(seen.get(), facts, lists));
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Leaf leaf
                    && field.equals(leaf.field)
                    && op == leaf.op
                    && Objects.equals(value, leaf.value);
        }

        @Override
        public int hashCode() {
            return Objects.hash(field, op, value);
        }

        @Override
        public String toString() {
            return value == null
                    ? "%s %s".formatted(field, op.spelling())
                    : "%s %s %s".formatted(field, op.spelling(), value);
        }
    }
}
