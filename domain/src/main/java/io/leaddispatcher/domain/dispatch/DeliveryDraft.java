package io.leaddispatcher.domain.dispatch;

import java.util.List;
import java.util.Map;

/**
 * A delivery that is to be made.
 *
 * @param recipient who is told, such as {@code rep:mia}
 * @param route addresses in the order in which they are tried, each when the one before cannot
 *     reach the recipient; at least one
 * @param document what the channel needs to send it, complete in itself
 */
public record DeliveryDraft(String recipient, List<Address> route, Map<String, Object> document) {

    public DeliveryDraft {
        route = List.copyOf(route);
        document = Map.copyOf(document);
        if (route.isEmpty()) {
            throw new IllegalArgumentException("a delivery to '%s' nowhere".formatted(recipient));
        }
    }

    public Channel channel() {
        return route.getFirst().channel();
    }

    public Address address() {
        return route.getFirst();
    }
}
