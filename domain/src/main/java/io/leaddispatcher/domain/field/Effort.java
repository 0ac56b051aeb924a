package io.leaddispatcher.domain.field;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * What looking at one lead may cost. A pattern takes as many steps as it is large for each
 * character of a text (RE2), so that a policy of large ones would keep a processor for minutes.
 *
 * <p>Each question is asked once, and answered alike from then on: what explains a decision sees
 * what decided. Not thread-safe.
 */
public final class Effort {

    /** Some tenths of a second; a policy of hundreds of usual patterns takes a hundredth of it. */
    static final long MOST = 20_000_000;

    private final AtomicLong left = new AtomicLong(MOST);
    private final Map<Question, Boolean> answers = new HashMap<>();
    private final Set<Question> unasked = new LinkedHashSet<>();

    /** Asks, when so many steps are left; empty when they are not. */
    public Optional<Boolean> answer(Question question, long steps, BooleanSupplier test) {
        Boolean known = answers.get(question);
        if (known != null) {
            return Optional.of(known);
        }
        if (unasked.contains(question) || !affords(steps)) {
            unasked.add(question);
            return Optional.empty();
        }
        boolean answer = test.getAsBoolean();
        answers.put(question, answer);
        return Optional.of(answer);
    }

    private boolean affords(long steps) {
        return left.getAndUpdate(before -> before >= steps ? before - steps : before) >= steps;
    }

    /** What was not asked since too little was left. */
    public Set<Question> unasked() {
        return Collections.unmodifiableSet(unasked);
    }
}
