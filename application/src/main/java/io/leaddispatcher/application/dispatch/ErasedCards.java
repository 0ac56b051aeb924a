package io.leaddispatcher.application.dispatch;

import io.leaddispatcher.domain.dispatch.Address;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryDraft;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Has messages emptied whose person was erased: what is kept for it is where Slack has them. */
public final class ErasedCards {

    private ErasedCards() {}

    /**
     * On its way at once, and for as long as Slack cannot be reached.
     *
     * @param recipient who was told by the message
     * @param place where Slack has it: channel and time stamp
     */
    public static Delivery emptied(DeliveryId id, String recipient, String place) {
        if (!isPlace(place)) {
            throw new IllegalArgumentException("'%s' is no place in Slack".formatted(place));
        }
        return Delivery.planned(
                id,
                null,
                new DeliveryDraft(
                        recipient, List.of(new Address(Address.Kind.SLACK_CARD, place)), Map.of()),
                Instant.EPOCH);
    }

    /** Else it is the id of a delivery. */
    static boolean isPlace(String value) {
        return value.contains("/");
    }
}
