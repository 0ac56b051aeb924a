package io.leaddispatcher.adapter.rest.listing;

import java.time.Instant;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Where a page of a list ended that goes by a moment, and by id within it. */
public final class MomentCursor {

    private MomentCursor() {}

    /** What {@link #read} takes. */
    public static String of(Instant at, UUID id) {
        return at + "/" + id;
    }

    /**
     * @param cursor one of {@link #of}, or null to begin at the start
     * @return what is made of its parts, or null to begin at the start
     */
    public static <P> @Nullable P read(
            @Nullable String cursor, BiFunction<Instant, UUID, P> position) {
        if (cursor == null) {
            return null;
        }
        int slash = cursor.indexOf('/');
        return position.apply(
                Instant.parse(cursor.substring(0, slash)),
                UUID.fromString(cursor.substring(slash + 1)));
    }
}
