package io.leaddispatcher.adapter.rest.listing;

import io.leaddispatcher.adapter.rest.problem.ProblemException;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Rfc3339;
import io.leaddispatcher.domain.document.Violation.Code;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
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

    /** One of a closed list, as it is spelled there; fails with a 400 that names them all. */
    public static @Nullable String oneOf(
            ServerHttpRequest request, String name, Collection<String> allowed) {
        String value = text(request, name);
        if (value == null || allowed.contains(value)) {
            return value;
        }
        throw ProblemException.wrongParameter(
                name,
                Code.OUT_OF_RANGE,
                "'%s' must be one of %s".formatted(name, String.join(", ", allowed)));
    }

    /** Likewise, by the names of constants. */
    public static <E extends Enum<E>> @Nullable E oneOf(
            ServerHttpRequest request, String name, Class<E> type) {
        String value =
                oneOf(
                        request,
                        name,
                        Arrays.stream(type.getEnumConstants()).map(Enum::name).toList());
        return value == null ? null : Enum.valueOf(type, value);
    }

    /** A date is its midnight in UTC, as it is in policies. */
    public static @Nullable Instant instant(ServerHttpRequest request, String name) {
        String value = text(request, name);
        if (value == null) {
            return null;
        }
        try {
            return value.length() <= "2026-11-21".length()
                    ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : // The plus sign of an offset that was not escaped arrives as a blank.
                    Rfc3339.instant(value.replace(' ', '+'));
        } catch (DateTimeException e) {
            throw new InvalidInputException(
                    "/" + name,
                    Code.MALFORMED,
                    "'%s' must be a date such as 2026-11-21, or a time with offset such as 2026-11-21T09:30:00Z"
                            .formatted(name));
        }
    }
}
