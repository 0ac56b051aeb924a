package io.leaddispatcher.http;

import io.leaddispatcher.application.crm.port.CrmRefusedException;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Cause;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The pages of a list in a CRM that is read as a whole: that has an end, or is refused. */
public final class Pages {

    /** Some ten thousand rows, where a page has a hundred. */
    public static final int MOST = 200;

    private record Page<P>(P content, @Nullable String cursor, int number) {}

    private Pages() {}

    /**
     * Page by page, as the subscriber takes them. Fails as reading does, and with {@link
     * CrmRefusedException} where a page leads to itself or too many follow each other.
     *
     * @param code of this failure
     * @param read a page by its cursor; null: the first one
     * @param next the cursor of the page behind a page; empty: there is none
     */
    public static <P> Flux<P> all(
            String code,
            Function<@Nullable String, Mono<P>> read,
            Function<P, Optional<String>> next) {
        return read.apply(null)
                .map(content -> new Page<P>(content, null, 1))
                .expand(page ->
                        Mono.justOrEmpty(next.apply(page.content()))
                                .flatMap(cursor ->
                                        cursor.equals(page.cursor()) || page.number() == MOST
                                                ? Mono.error(withoutEnd(code))
                                                : read.apply(cursor)
                                                        .map(content ->
                                                                new Page<P>(
                                                                        content,
                                                                        cursor,
                                                                        page.number() + 1))))
                .map(Page::content);
    }

    private static CrmRefusedException withoutEnd(String code) {
        return new CrmRefusedException(
                new Attempt.Dead(new Cause(code, "the pages of the list do not end")), null);
    }
}
