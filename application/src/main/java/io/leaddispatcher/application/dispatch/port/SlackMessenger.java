package io.leaddispatcher.application.dispatch.port;

import io.leaddispatcher.application.dispatch.CardNow;
import io.leaddispatcher.domain.dispatch.Address;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DispatchMessage;
import io.leaddispatcher.domain.dispatch.TeamSummary;
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

    /**
     * Has a message that was posted show what holds now. One that cannot be changed any more is let
     * be: that is no failure.
     *
     * @param reference where it is, as {@link #post} answered
     * @param card the delivery by which it was posted
     */
    Mono<Attempt> change(
            SlackChannel slack,
            String reference,
            DispatchMessage message,
            CardNow now,
            DeliveryId card);

    /**
     * Has a message name nobody any more, and have nothing to press: its person was erased. One
     * that cannot be changed any more is let be.
     *
     * @param reference where it is, as {@link #post} answered
     */
    Mono<Attempt> empty(SlackChannel slack, String reference);

    /** Posts once about a team and no lead. */
    Mono<Attempt> post(SlackChannel slack, Address to, TeamSummary summary, DeliveryId delivery);

    /** What {@link #change} would have a message show. */
    Map<String, Object> previewChange(DispatchMessage message, CardNow now, DeliveryId card);

    /** What {@link #post} would send: the body of {@code chat.postMessage}. */
    Map<String, Object> preview(Address to, DispatchMessage message, DeliveryId delivery);

    /** Likewise about a team. */
    Map<String, Object> preview(Address to, TeamSummary summary, DeliveryId delivery);
}
