package io.leaddispatcher.application.dispatch.port;

import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The way out over one channel. */
public interface Outlet {

    /** The reference of what needed no change at the other side; it leaves no timeline entry. */
    String UNCHANGED = "unchanged";

    Channel channel();

    /** Reads what sending for this tenant needs. Called inside a unit of work of the tenant. */
    Mono<Line> open(TenantId tenant);

    /**
     * Likewise without asking, where what was found of the connections is enough. Empty: it is not.
     */
    default Optional<Line> open(TenantId tenant, ChannelConnections.Both channels) {
        return Optional.empty();
    }

    /** The type of the timeline entry that a delivered delivery leaves; null: the usual one. */
    default @Nullable String entryWhenDelivered(Delivery delivery) {
        return null;
    }

    /** What the timeline entry tells beyond delivery, recipient and reference. */
    default Map<String, Object> detailWhenDelivered(Delivery delivery) {
        return Map.of();
    }

    /** An open way out for one tenant, for a moment. Not called inside units of work. */
    interface Line {

        /** Tries once. What goes wrong is in the attempt. */
        Mono<Attempt> send(Delivery delivery);

        /** The connection whose health the attempt tells of. */
        default @Nullable ConnectionKey connection() {
            return null;
        }

        /** Likewise, where the delivery says which. */
        default @Nullable ConnectionKey connection(Delivery delivery) {
            return connection();
        }
    }
}
