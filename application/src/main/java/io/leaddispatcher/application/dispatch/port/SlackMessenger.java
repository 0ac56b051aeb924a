package io.leaddispatcher.application.dispatch.port;

import io.leaddispatcher.domain.dispatch.Address;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DispatchMessage;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Writes to people and channels in Slack. */
public interface SlackMessenger {

    /**
     * Posts once. What goes wrong is in the attempt, not an error.
     *
     * @param delivery goes along, the same on every try, so that a repeat can be told
     */
    Mono<Attempt> post(
            SlackChannel slack, Address to, DispatchMessage message, DeliveryId delivery);

    /** What {@link #post} would send: the body of {@code chat.postMessage}. */
    Map<String, Object> preview(Address to, DispatchMessage message, DeliveryId delivery);
}
