package io.leaddispatcher.adapter.rest.listing;

import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation.Code;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** What the query of an address says; blank is as good as absent. */
public final class QueryParameters {

    private QueryParameters() {}

    /** Without the blanks around it. */
    public static @Nullable String text(ServerHttpRequest request, String name) {
        String value = request.getQueryParams().getFirst(name);
        if (value != null && value.indexOf(0) >= 0) {
            throw new InvalidInputException(
                    "/" + name, Code.MALFORMED, "'%s' must hold no NUL".formatted(name));
        }
        return value == null || value.isBlank() ? null : value.strip();
    }

    public static @Nullable Instant instant(ServerHttpRequest request, String name) {
        String value = text(request, name);
        try {
            return value == null
                    ? null
                    : // The plus sign of an offset that was not escaped arrives as a blank.
                    OffsetDateTime.parse(value.replace(' ', '+')).toInstant();
        } catch (DateTimeException e) {
            throw new InvalidInputException(
                    "/" + name,
                    Code.MALFORMED,
                    "'%s' must be a time with offset such as 2026-11-21T09:30:00Z".formatted(name));
        }
    }
}
