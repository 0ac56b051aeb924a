package io.leaddispatcher.application.paging;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a page shows of a list that was read with one item more than wanted; that one only tells
 * that there is a next page.
 *
 * @param shown at most as many as were wanted
 * @param more whether there is a next page
 */
public record Cut<T>(List<T> shown, boolean more) {

    public Cut {
        shown = List.copyOf(shown);
    }

    /**
     * @param limit how many were wanted, at least one
     */
    public static <T> Cut<T> of(List<T> found, int limit) {
        return new Cut<>(found.subList(0, Math.min(found.size(), limit)), found.size() > limit);
    }

    /** Where the next page goes on, which is after the last one shown; null on the last page. */
    public <P> @Nullable P next(Function<? super T, ? extends P> position) {
        return more ? position.apply(shown.getLast()) : null;
    }
}
