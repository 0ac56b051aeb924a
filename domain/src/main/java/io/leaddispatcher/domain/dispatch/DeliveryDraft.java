package io.leaddispatcher.domain.dispatch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A delivery that is to be made.
 *
 * @param recipient who is told, such as {@code rep:mia}
 * @param route addresses in the order in which they are tried, each when the one before cannot
 *     reach the recipient; at least one
 * @param document what the channel needs to send it, complete in itself
 */
public record DeliveryDraft(String recipient, List<Address> route, Map<String, Object> document) {

    /** The member of a document that names the offer; see {@link #ifToldOf}. */
    public static final String IF_TOLD_OF = "ifToldOf";

    public DeliveryDraft {
        route = List.copyOf(route);
        document = Map.copyOf(document);
        if (route.isEmpty()) {
            throw new IllegalArgumentException("a delivery to '%s' nowhere".formatted(recipient));
        }
    }

    /**
     * The same, but told to those alone who know of an offer: whoever was never told that a lead
     * was offered need not hear that it is gone.
     */
    public DeliveryDraft ifToldOf(UUID offer) {
        Map<String, Object> more = new LinkedHashMap<>(document);
        more.put(IF_TOLD_OF, offer.toString());
        return new DeliveryDraft(recipient, route, more);
    }

    public Channel channel() {
        return route.getFirst().channel();
    }

    public Address address() {
        return route.getFirst();
    }
}
