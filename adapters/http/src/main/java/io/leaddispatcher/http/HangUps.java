package io.leaddispatcher.http;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Tells a client that has hung up from a database that has. For the log alone: the two may look
 * alike, and whoever is still there must have an answer.
 */
public final class HangUps {

    /** What reaches us of a connection to the database. */
    private static final List<String> OF_THE_DATABASE =
            List.of(
                    "io.r2dbc.",
                    "org.springframework.dao.",
                    "org.springframework.r2dbc.",
                    "org.springframework.transaction.");

    private HangUps() {}

    /** Whether it says no more than that the one who asked is gone. */
    public static boolean isOfClient(Throwable error) {
        for (@Nullable Throwable each = error; each != null; each = each.getCause()) {
            if (OF_THE_DATABASE.stream().anyMatch(each.getClass().getName()::startsWith)) {
                return false;
            }
        }
        return DisconnectedClientHelper.isClientDisconnectedException(error);
    }
}
