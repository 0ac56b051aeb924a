package io.leaddispatcher.web.monitoring;

import io.leaddispatcher.application.dispatch.port.DeliveryPages;
import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.dispatch.DeliveryState;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.web.list.Asked;
import io.leaddispatcher.web.list.ListAddress;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * What the address of the page asks for. What it says and nobody knows is left out.
 *
 * @param before the last delivery of the page before
 */
record DeliveriesFilter(
        @Nullable DeliveryState status,
        @Nullable Channel channel,
        @Nullable UUID lead,
        @Nullable UUID before) {

    static final String PATH = "/monitoring/deliveries";

    static DeliveriesFilter of(MultiValueMap<String, String> parameters) {
        return new DeliveriesFilter(
                Asked.one(DeliveryState.class, parameters, "status"),
                Asked.one(Channel.class, parameters, "channel"),
                id(parameters.getFirst("lead")),
                id(parameters.getFirst("before")));
    }

    DeliveryPages.Filter wanted() {
        return new DeliveryPages.Filter(status, channel, lead == null ? null : new LeadId(lead));
    }

    boolean narrows() {
        return Stream.of(status, channel, lead).anyMatch(part -> part != null);
    }

    DeliveriesFilter in(@Nullable DeliveryState other) {
        return new DeliveriesFilter(other, channel, lead, null);
    }

    /** The address of this list from its beginning. */
    String address() {
        return address((UUID) null);
    }

    /** Likewise, from a place on; from its beginning without one. */
    String address(@Nullable UUID place) {
        return list().with("before", place).text();
    }

    /** Likewise, with something to tell. */
    String address(Map<String, ?> note) {
        return list().with(note).text();
    }

    private ListAddress list() {
        return ListAddress.of(PATH)
                .with("status", status)
                .with("channel", channel)
                .with("lead", lead);
    }

    private static @Nullable UUID id(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : UUID.fromString(text.strip());
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
