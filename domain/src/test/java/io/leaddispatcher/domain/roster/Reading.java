package io.leaddispatcher.domain.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.Violations;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Documents as a client sends them. */
public final class Reading {

    private Reading() {}

    /** What is read from a document with which nothing is wrong. */
    public static <T> T accepted(@Nullable Object sent, Function<Part, Optional<T>> reader) {
        Violations violations = new Violations();
        Optional<T> read = reader.apply(Part.root(sent, violations));
        violations.refuseIfAny();
        return read.orElseThrow();
    }

    /** All that is wrong with a document, each as {@code /pointer CODE}. */
    public static List<String> refused(
            @Nullable Object sent, Function<Part, ? extends Optional<?>> reader) {
        return violations(sent, reader).stream()
                .map(violation -> violation.pointer() + " " + violation.code())
                .toList();
    }

    /** What the sender reads about what is wrong. */
    public static List<String> words(
            @Nullable Object sent, Function<Part, ? extends Optional<?>> reader) {
        return violations(sent, reader).stream().map(Violation::message).toList();
    }

    private static List<Violation> violations(
            @Nullable Object sent, Function<Part, ? extends Optional<?>> reader) {
        Violations violations = new Violations();
        Optional<?> read = reader.apply(Part.root(sent, violations));
        assertThat(violations.list()).as("what is wrong with %s", read).isNotEmpty();
        return violations.list();
    }

    /** A document with one property more, or another value of one. */
    public static Map<String, Object> with(Map<String, ?> document, String name, Object value) {
        Map<String, Object> more = new HashMap<>(document);
        more.put(name, value);
        return more;
    }
}
