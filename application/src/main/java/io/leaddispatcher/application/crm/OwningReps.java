package io.leaddispatcher.application.crm;

import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.roster.Rep;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which reps the owners in a CRM are: by the ids that an admin has noted, else by e-mail. */
public final class OwningReps {

    private final Map<String, Rep> byId = new HashMap<>();
    private final Map<String, Rep> byEmail = new HashMap<>();

    private OwningReps(ConnectionKey connection, Collection<Rep> reps) {
        for (Rep rep : reps) {
            String id = rep.crmOwnerIds().get(connection);
            if (id == null) {
                byEmail.putIfAbsent(address(rep.email()), rep);
            } else {
                byId.putIfAbsent(id, rep);
            }
        }
    }

    public static OwningReps of(ConnectionKey connection, Collection<Rep> reps) {
        return new OwningReps(connection, reps);
    }

    /**
     * Active or not. Empty when the owner is no rep.
     *
     * @param email null when it is not known
     */
    public Optional<Rep> rep(String owner, @Nullable String email) {
        Rep noted = byId.get(owner);
        return noted != null || email == null
                ? Optional.ofNullable(noted)
                : Optional.ofNullable(byEmail.get(address(email)));
    }

    private static String address(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }
}
