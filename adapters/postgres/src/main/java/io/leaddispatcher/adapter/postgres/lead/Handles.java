package io.leaddispatcher.adapter.postgres.lead;

import io.leaddispatcher.domain.lead.Identity.Handle;

/** How {@code lead_identity} spells what a lead is found by. */
public final class Handles {

    private Handles() {}

    public static String spelled(Handle handle) {
        return switch (handle.by()) {
                    case RECORD -> "r:";
                    case EXTERNAL_ID -> "x:";
                    case EMAIL -> "e:";
                    case PHONE -> "p:";
                }
                + handle.value();
    }
}
