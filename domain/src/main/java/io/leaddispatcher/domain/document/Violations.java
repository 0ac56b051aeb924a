package io.leaddispatcher.domain.document;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gathers violations while a document is read: so many that somebody can mend a document by them,
 * and no more, for a body that is sent may hold a million mistakes, and each is longer told than
 * made. Not thread-safe.
 */
public final class Violations {

    /** What is found after so many is not kept. */
    public static final int MOST = 100;

    private final List<Violation> found = new ArrayList<>();
    private final List<String> rules = new ArrayList<>();

    public void add(String pointer, Violation.Code code, String message) {
        if (!isFull()) {
            found.add(new Violation(pointer, code, message, rule()));
        }
    }

    /** Reads a part of a rule: violations found meanwhile carry its id. */
    public <T> T inRule(String ruleId, Supplier<T> reading) {
        rules.addLast(ruleId);
        try {
            return reading.get();
        } finally {
            rules.removeLast();
        }
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Whether there may be more than these: of what is found now, nothing is kept. */
    public boolean isFull() {
        return found.size() >= MOST;
    }

    public List<Violation> list() {
        return List.copyOf(found);
    }

    /** Refuses the whole document when anything was found. */
    public void refuseIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidInputException(found);
        }
    }

    private @Nullable String rule() {
        return rules.isEmpty() ? null : rules.getLast();
    }
}
