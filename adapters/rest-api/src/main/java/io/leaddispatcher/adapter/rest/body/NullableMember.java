package io.leaddispatcher.adapter.rest.body;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A member of an answer that is always there. */
public final class NullableMember {

    private NullableMember() {}

    /**
     * As text; null where there is nothing: readers need not ask whether it is there. The map's
     * type cannot say that.
     */
    @SuppressWarnings("NullAway")
    public static void put(Map<String, Object> shown, String name, @Nullable Object value) {
        shown.put(name, value == null ? null : value.toString());
    }
}
