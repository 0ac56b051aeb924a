package io.leaddispatcher.application.paging;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A page of a list that is read in the order of its keys.
 *
 * @param next the key after which the next page begins; null on the last page
 */
public record Page<T>(List<T> items, @Nullable String next) {

    /** The least and the most that a page may hold. */
    public static final int LEAST = 1;

    public static final int MOST = 200;
    public static final int USUAL = 50;

    public Page {
        items = List.copyOf(items);
    }

    /** Throws {@link IllegalArgumentException} when no page may hold so many. */
    public static void require(int limit) {
        if (limit < LEAST || limit > MOST) {
            throw new IllegalArgumentException(
                    "limit (%d) must be from %d to %d".formatted(limit, LEAST, MOST));
        }
    }

    /** Cuts a list that was read with one item more than wanted. */
    public static <T> Page<T> cut(List<T> found, int limit, Function<T, String> key) {
        Cut<T> rows = Cut.of(found, limit);
        return new Page<>(rows.shown(), rows.next(key));
    }

    /**
     * All that a list holds, page by page.
     *
     * @param page reads the page after a place; its first one after null
     */
    public static <T> Mono<List<T>> all(Function<@Nullable String, Mono<Page<T>>> page) {
        return page.apply(null)
                .expand(before -> before.next() == null ? Mono.empty() : page.apply(before.next()))
                .concatMapIterable(Page::items)
                .collectList();
    }

    public Optional<String> following() {
        return Optional.ofNullable(next);
    }
}
