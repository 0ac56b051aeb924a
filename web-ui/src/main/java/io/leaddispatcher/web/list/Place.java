package io.leaddispatcher.web.list;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** A place in a list in the order of time, as an address says it. */
public record Place(Instant at, UUID id) {

    /** Null when nothing is said. Fails with a 400 when it is none. */
    public static @Nullable Place read(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        int end = text.indexOf('_');
        try {
            return new Place(
                    Instant.parse(text.substring(0, Math.max(0, end))),
                    UUID.fromString(text.substring(end + 1)));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "no place in this list", e);
        }
    }

    @Override
    public String toString() {
        return at + "_" + id;
    }
}
