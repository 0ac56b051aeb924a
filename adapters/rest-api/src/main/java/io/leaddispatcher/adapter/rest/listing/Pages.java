package io.leaddispatcher.adapter.rest.listing;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.paging.Page;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/** How all lists of the API are asked for, and shown, page by page. */
@Component
public final class Pages {

    private final Cursors cursors;

    Pages(Cursors cursors) {
        this.cursors = cursors;
    }

    /** Reads {@code limit} and {@code cursor}; fails with a violation, or with a 400. */
    public PageRequest asked(Caller caller, ServerHttpRequest request) {
        String cursor = request.getQueryParams().getFirst("cursor");
        // An empty one is what programs send that have none yet.
        return new PageRequest(
                cursor == null || cursor.isEmpty()
                        ? null
                        : cursors.opened(caller.tenant(), list(request), cursor),
                limit(request.getQueryParams().getFirst("limit")));
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

    /** A page as the API shows it. */
    public <T> Map<String, Object> answer(
            Caller caller, ServerHttpRequest request, Page<T> page, Function<T, ?> item) {
        List<Object> items = new ArrayList<>();
        page.items().forEach(each -> items.add(item.apply(each)));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("items", items);
        page.following()
                .ifPresent(next ->
                        answer.put(
                                "nextCursor",
                                cursors.sealed(caller.tenant(), list(request), next)));
        return answer;
    }

    private static String list(ServerHttpRequest request) {
        return request.getPath().pathWithinApplication().value();
    }
}
