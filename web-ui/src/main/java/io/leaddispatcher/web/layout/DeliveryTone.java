package io.leaddispatcher.web.layout;

import io.leaddispatcher.domain.dispatch.DeliveryState;

/** How urgent the state of a delivery looks. */
public final class DeliveryTone {

    private DeliveryTone() {}

    public static String of(DeliveryState state) {
        return switch (state) {
            case DELIVERED -> "good";
            case RETRYING -> "warn";
            case DEAD -> "bad";
            case PENDING, SENDING -> "info";
        };
    }
}
