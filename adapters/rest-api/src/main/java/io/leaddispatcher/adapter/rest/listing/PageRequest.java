package io.leaddispatcher.adapter.rest.listing;

import io.leaddispatcher.application.configuration.Page;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Which page of a list is wanted.
 *
 * @param after where the page before ended; null for the first page
 */
public record PageRequest(@Nullable String after, int limit) {

    /** Reads {@code limit} and {@code cursor}; fails with a violation. */
    public static PageRequest of(ServerHttpRequest request) {
        String limit = request.getQueryParams().getFirst("limit");
        String cursor = request.getQueryParams().getFirst("cursor");
        return new PageRequest(cursor == null ? null : decoded(cursor), limit(limit));
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return Page.USUAL;
        }
        if (text.matches("[0-9]{1,4}")) {
            int limit = Integer.parseInt(text);
            if (limit >= Page.LEAST && limit <= Page.MOST) {
                return limit;
            }
        }
        throw new InvalidInputException(
                "/limit",
                Violation.Code.OUT_OF_RANGE,
                "'limit' must be a whole number from %d to %d".formatted(Page.LEAST, Page.MOST));
    }

    private static String decoded(String cursor) {
        try {
            String after =
                    new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (after.length() <= 200 && after.indexOf(0) < 0) {
                return after;
            }
        } catch (IllegalArgumentException e) {
            // falls through to the refusal, as any other cursor that is not ours
        }
        throw new InvalidInputException(
                "/cursor", Violation.Code.MALFORMED, "'cursor' must be a 'nextCursor' of ours");
    }

    /** A page as the API shows it. */
    public static <T> Map<String, Object> answer(Page<T> page, Function<T, ?> item) {
        List<Object> items = new ArrayList<>();
        page.items().forEach(each -> items.add(item.apply(each)));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("items", items);
        page.following()
                .ifPresent(next ->
                        answer.put(
                                "nextCursor",
                                Base64.getUrlEncoder()
                                        .withoutPadding()
                                        .encodeToString(next.getBytes(StandardCharsets.UTF_8))));
        return answer;
    }
}
