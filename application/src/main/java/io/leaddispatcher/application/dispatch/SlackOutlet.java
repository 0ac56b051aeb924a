package io.leaddispatcher.application.dispatch;

import io.leaddispatcher.application.dispatch.CardChanges.Change;
import io.leaddispatcher.application.dispatch.port.ChannelConnections;
import io.leaddispatcher.application.dispatch.port.Outlet;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.dispatch.port.SlackMessenger;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.dispatch.Address;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Cause;
import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DispatchMessage;
import io.leaddispatcher.domain.dispatch.TeamSummary;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Tells people in Slack, and changes what it has told them; in the sandbox when nothing at all is
 * connected.
 */
public final class SlackOutlet implements Outlet {

    private static final Attempt NOTHING_TO_CHANGE = new Attempt.Delivered("unchanged");

    private final ConnectedChannels channels;
    private final SlackMessenger messenger;
    private final CardChanges changes;
    private final Sandbox sandbox;

    public SlackOutlet(
            ConnectedChannels channels,
            SlackMessenger messenger,
            CardChanges changes,
            Sandbox sandbox) {
        this.channels = channels;
        this.messenger = messenger;
        this.changes = changes;
        this.sandbox = sandbox;
    }

    @Override
    public Channel channel() {
        return Channel.SLACK;
    }

    @Override
    public Mono<Line> open(TenantId tenant) {
        return channels.slack(tenant)
                .<Line>map(slack -> new Connected(slack, messenger, changes))
                .switchIfEmpty(
                        Mono.defer(() ->
                                channels.smtp(tenant)
                                        .hasElement()
                                        .map(mail -> mail ? notConnected() : sandbox(tenant))));
    }

    @Override
    public Optional<Line> open(TenantId tenant, ChannelConnections.Both found) {
        return found.slack().map(slack -> new Connected(slack, messenger, changes));
    }

    private record Connected(SlackChannel slack, SlackMessenger messenger, CardChanges changes)
            implements Line {
        @Override
        public Mono<Attempt> send(Delivery delivery) {
            if (TeamSummary.is(delivery.draft().document())) {
                return messenger.post(
                        slack,
                        delivery.address(),
                        TeamSummary.read(delivery.draft().document()),
                        delivery.id());
            }
            if (isOfErased(delivery)) {
                return messenger.empty(slack, delivery.address().value());
            }
            return isChange(delivery)
                    ? changes.of(slack.tenant(), card(delivery)).flatMap(c -> change(delivery, c))
                    : messenger.post(
                            slack,
                            delivery.address(),
                            DispatchMessage.read(delivery.draft().document()),
                            delivery.id());
        }

        private Mono<Attempt> change(Delivery delivery, Change change) {
            return switch (change) {
                case Change.Show(var reference, var message, var now) ->
                        messenger.change(slack, reference, message, now, card(delivery));
                case Change.Wait(var pause) -> Mono.just(new Attempt.NotYet(pause));
                case Change.Nothing _ -> Mono.just(NOTHING_TO_CHANGE);
            };
        }

        @Override
        public ConnectionKey connection() {
            return slack.connection();
        }
    }

    private static boolean isChange(Delivery delivery) {
        return delivery.address().kind() == Address.Kind.SLACK_CARD;
    }

    private static boolean isOfErased(Delivery delivery) {
        return isChange(delivery) && ErasedCards.isPlace(delivery.address().value());
    }

    private static DeliveryId card(Delivery delivery) {
        return new DeliveryId(UUID.fromString(delivery.address().value()));
    }

    /** Slack was connected when the delivery was planned, and no longer is. */
    private static Line notConnected() {
        return delivery ->
                Mono.just(
                        isChange(delivery)
                                ? NOTHING_TO_CHANGE
                                : new Attempt.ConnectionDead(
                                        new Cause("not_connected", "Slack is not connected")));
    }

    private Line sandbox(TenantId tenant) {
        return delivery -> {
            if (isOfErased(delivery)) {
                return Mono.just(NOTHING_TO_CHANGE);
            }
            return isChange(delivery)
                    ? changes.of(tenant, card(delivery))
                            .flatMap(change -> sandbox(tenant, delivery, change))
                    : sandbox.keep(tenant, delivery, preview(delivery));
        };
    }

    private Map<String, Object> preview(Delivery delivery) {
        Map<String, Object> document = delivery.draft().document();
        return TeamSummary.is(document)
                ? messenger.preview(delivery.address(), TeamSummary.read(document), delivery.id())
                : messenger.preview(
                        delivery.address(), DispatchMessage.read(document), delivery.id());
    }

    private Mono<Attempt> sandbox(TenantId tenant, Delivery delivery, Change change) {
        return switch (change) {
            case Change.Show(_, var message, var now) ->
                    sandbox.change(
                            tenant,
                            card(delivery).value(),
                            messenger.previewChange(message, now, card(delivery)));
            case Change.Wait(var pause) -> Mono.just(new Attempt.NotYet(pause));
            case Change.Nothing _ -> Mono.just(NOTHING_TO_CHANGE);
        };
    }
}
