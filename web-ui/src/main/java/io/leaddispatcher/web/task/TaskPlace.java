package io.leaddispatcher.web.task;

import io.leaddispatcher.application.task.port.TaskViews.Position;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Where a page of tasks begins, as an address says it. */
final class TaskPlace {

    private TaskPlace() {}

    static String text(Position place) {
        return place.at() + "_" + place.id();
    }

    /** Fails with a 400. */
    static @Nullable Position read(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        int end = text.indexOf('_');
        try {
            return new Position(
                    Instant.parse(text.substring(0, Math.max(0, end))),
                    UUID.fromString(text.substring(end + 1)));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "no place in this list", e);
        }
    }
}
