package io.leaddispatcher.domain.policy;

import static io.leaddispatcher.domain.document.Violation.Code.CONFLICT;
import static io.leaddispatcher.domain.document.Violation.Code.OUT_OF_RANGE;
import static io.leaddispatcher.domain.document.Violation.Code.REQUIRED;

import io.leaddispatcher.domain.document.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the conditions of one rule (or of one segment): together they have at most {@link
 * #MOST_LEAVES} leaves. Every violation is added to the part's. An answer counts only when there
 * was none; it is empty when there was too little to make one.
 */
public final class ConditionReader {

    /** How many groups may stand around a leaf. */
    public static final int DEEPEST = 20;

    public static final int MOST_LEAVES = 500;

    private final LeafReader leaves;
    private int leavesRead;

    public ConditionReader(PolicyReferences references) {
        leaves = new LeafReader(references);
    }

    public Optional<Condition> read(Part part) {
        boolean wasFull = leavesRead > MOST_LEAVES;
        Optional<Condition> condition = read(part, 0);
        if (leavesRead > MOST_LEAVES && !wasFull) {
            part.violation(
                    OUT_OF_RANGE, "must not have more than %d leaves".formatted(MOST_LEAVES));
        }
        return condition.filter(_ -> leavesRead <= MOST_LEAVES);
    }

    private Optional<Condition> read(Part part, int depth) {
        if (depth > DEEPEST) {
            part.violation(OUT_OF_RANGE, "must not be nested deeper than %d".formatted(DEEPEST));
            return Optional.empty();
        }
        if (!part.requireObject()) {
            return Optional.empty();
        }
        Optional<Part> all = part.property("all");
        Optional<Part> any = part.property("any");
        Optional<Part> not = part.property("not");
        Optional<Part> leaf = part.property("field").or(() -> part.property("op")).map(_ -> part);
        part.ignore("field", "op", "value");
        long kinds = List.of(all, any, not, leaf).stream().filter(Optional::isPresent).count();
        part.refuseUnknown();
        if (kinds != 1) {
            part.violation(
                    kinds == 0 ? REQUIRED : CONFLICT,
                    "must have exactly one of 'all', 'any', 'not', or 'field' with 'op'");
            return Optional.empty();
        }
        if (leaf.isPresent()) {
            leavesRead++;
            return leavesRead > MOST_LEAVES ? Optional.empty() : leaves.read(part);
        }
        if (part.property("value").isPresent()) {
            part.violation(CONFLICT, "a group takes no 'value'");
            return Optional.empty();
        }
        return all.flatMap(group -> group(group, depth, Condition.All::new))
                .or(() -> any.flatMap(group -> group(group, depth, Condition.Any::new)))
                .or(() -> not.flatMap(inner -> read(inner, depth + 1)).map(Condition.Not::new));
    }

    private Optional<Condition> group(
            Part group, int depth, Function<List<Condition>, Condition> made) {
        List<Part> items = group.items();
        List<Condition> parts = new ArrayList<>(items.size());
        for (Part item : items) {
            if (leavesRead > MOST_LEAVES) {
                break;
            }
            read(item, depth + 1).ifPresent(parts::add);
        }
        return parts.size() == items.size() && group.value() instanceof List
                ? Optional.of(made.apply(parts))
                : Optional.empty();
    }
}
