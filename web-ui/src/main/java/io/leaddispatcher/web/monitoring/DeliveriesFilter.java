package io.leaddispatcher.web.monitoring;

import io.leaddispatcher.application.dispatch.port.DeliveryPages;
import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.dispatch.DeliveryState;
import io.leaddispatcher.domain.lead.LeadId;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

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
                one(DeliveryState.values(), parameters.getFirst("status")),
                one(Channel.values(), parameters.getFirst("channel")),
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
        var address = UriComponentsBuilder.fromPath(PATH);
        add(address, "status", status);
        add(address, "channel", channel);
        add(address, "lead", lead);
        add(address, "before", place);
        return address.encode().build().toUriString();
    }

    /** Likewise, with something to tell. */
    String address(Map<String, ?> note) {
        var address = UriComponentsBuilder.fromUriString(address());
        note.forEach((name, value) -> address.queryParam(name, value));
        return address.build().toUriString();
    }

    private static void add(UriComponentsBuilder address, String name, @Nullable Object value) {
        if (value != null) {
            address.queryParam(name, value);
        }
    }

    private static <T extends Enum<T>> @Nullable T one(T[] all, @Nullable String word) {
        return Arrays.stream(all).filter(each -> each.name().equals(word)).findFirst().orElse(null);
    }

    private static @Nullable UUID id(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : UUID.fromString(text.strip());
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
