package io.leaddispatcher.domain.dispatch;

import java.util.UUID;

/** Also the dedupe key that each try of the delivery carries. */
public record DeliveryId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
