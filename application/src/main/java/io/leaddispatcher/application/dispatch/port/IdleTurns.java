package io.leaddispatcher.application.dispatch.port;

import io.leaddispatcher.domain.dispatch.DeliveryId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * Turns at addresses to which nothing was written of late, each taken by whoever adds the messages
 * if that is so, and not taken if it is not.
 *
 * @param at when they are taken
 * @param lanes of which none may be held back then
 * @param untils the memory of each address, by its name, once all these messages have left
 * @param names the name of the address that each message goes to
 */
public record IdleTurns(
        Instant at, Set<String> lanes, Map<String, Instant> untils, Map<DeliveryId, String> names) {

    /** None. */
    public static final IdleTurns NONE = new IdleTurns(Instant.EPOCH, Set.of(), Map.of(), Map.of());

    public IdleTurns {
        lanes = Set.copyOf(lanes);
        untils = Map.copyOf(untils);
        names = Map.copyOf(names);
    }
}
