package io.leaddispatcher.application.transaction;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * How much of what is due is taken up.
 *
 * @param <K> by what one is named
 */
public sealed interface Portion<K> {

    /** Those that are due longest, so many at most. */
    record First<K>(int most) implements Portion<K> {}

    /** Those of these that are due still. */
    record These<K>(List<K> names) implements Portion<K> {
        public These {
            names = List.copyOf(names);
        }
    }

    /**
     * What of all that is due belongs to it.
     *
     * @param due all of it, what is due longest first
     */
    default <T> List<T> of(Collection<T> due, Function<? super T, K> name) {
        return switch (this) {
            case First<K>(int most) -> due.stream().limit(most).toList();
            case These<K>(var names) ->
                    due.stream().filter(one -> names.contains(name.apply(one))).toList();
        };
    }
}
