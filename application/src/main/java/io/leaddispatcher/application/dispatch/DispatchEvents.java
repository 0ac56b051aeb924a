package io.leaddispatcher.application.dispatch;

import io.leaddispatcher.application.dispatch.port.ToldAssignments;
import io.leaddispatcher.application.sla.SlaEvents;
import io.leaddispatcher.application.subscription.WebhookEvent;
import io.leaddispatcher.application.subscription.port.EventListeners;
import io.leaddispatcher.domain.dispatch.Address;
import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryState;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.webhook.WebhookEventType;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Stops the clock when a rep was told of an assignment, and tells programs that listen. A rep who
 * is told by Slack and by e-mail is told once: with whichever arrives first.
 */
public final class DispatchEvents {

    private static final String REP = "rep:";
    private static final Set<Channel> TO_PEOPLE =
            Set.of(Channel.SLACK, Channel.EMAIL, Channel.PUSH);

    private final EventListeners listeners;
    private final ToldAssignments told;
    private final SlaEvents clocks;

    public DispatchEvents(EventListeners listeners, ToldAssignments told, SlaEvents clocks) {
        this.listeners = listeners;
        this.told = told;
        this.clocks = clocks;
    }

    /**
     * What has come of deliveries, in the unit of work that keeps it. Where nobody listens no
     * assignment is marked: it would cost every message a write.
     */
    Mono<Void> of(TenantId tenant, List<Delivery> settled, Instant at) {
        Map<UUID, Delivery> first = new LinkedHashMap<>();
        for (Delivery delivery : settled) {
            if (hasToldTheRep(delivery)) {
                first.putIfAbsent(assignment(delivery), delivery);
            }
        }
        // Assignments before clocks: whoever accepts holds them in this order, too.
        return first.isEmpty()
                ? Mono.empty()
                : tell(tenant, first, at)
                        .then(Mono.defer(() -> clocks.told(tenant, first.keySet(), at)));
    }

    private Mono<Void> tell(TenantId tenant, Map<UUID, Delivery> first, Instant at) {
        return listeners
                .listenTo(tenant, WebhookEventType.LEAD_DISPATCHED)
                .filter(Boolean::booleanValue)
                .flatMap(_ -> told.mark(tenant, first.keySet(), at).collectList())
                .filter(news -> !news.isEmpty())
                .flatMap(news -> listeners.tell(tenant, events(first, news, at), at));
    }

    /** A channel that is told in a rep's place is no person. */
    private static boolean hasToldTheRep(Delivery delivery) {
        return delivery.state() == DeliveryState.DELIVERED
                && TO_PEOPLE.contains(delivery.channel())
                && delivery.address().kind() != Address.Kind.SLACK_CHANNEL
                && delivery.draft().recipient().startsWith(REP)
                && delivery.draft().document().get("assignment") instanceof String;
    }

    /** The message names it with its version. */
    private static UUID assignment(Delivery delivery) {
        String named = String.valueOf(delivery.draft().document().get("assignment"));
        int version = named.indexOf('.');
        return UUID.fromString(version < 0 ? named : named.substring(0, version));
    }

    private static List<WebhookEvent> events(
            Map<UUID, Delivery> told, Collection<UUID> news, Instant at) {
        return told.entrySet().stream()
                .filter(each -> news.contains(each.getKey()))
                .map(each -> event(each.getKey(), each.getValue(), at))
                .toList();
    }

    private static WebhookEvent event(UUID assignment, Delivery delivery, Instant at) {
        return WebhookEvent.of(
                WebhookEventType.LEAD_DISPATCHED,
                delivery.lead(),
                at,
                Map.of(
                        "assignment",
                        assignment.toString(),
                        "rep",
                        delivery.draft().recipient().substring(REP.length()),
                        "channel",
                        delivery.channel().name().toLowerCase(Locale.ROOT)));
    }
}
