package io.leaddispatcher.application.dispatch;

import io.leaddispatcher.application.dispatch.port.Outlet;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.dispatch.port.SlackMessenger;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Cause;
import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DispatchMessage;
import io.leaddispatcher.domain.tenant.TenantId;
import reactor.core.publisher.Mono;

/** Tells people in Slack; in the sandbox when nothing at all is connected. */
public final class SlackOutlet implements Outlet {

    private final ConnectedChannels channels;
    private final SlackMessenger messenger;
    private final Sandbox sandbox;

    public SlackOutlet(ConnectedChannels channels, SlackMessenger messenger, Sandbox sandbox) {
        this.channels = channels;
        this.messenger = messenger;
        this.sandbox = sandbox;
    }

    @Override
    public Channel channel() {
        return Channel.SLACK;
    }

    @Override
    public Mono<Line> open(TenantId tenant) {
        return channels.slack(tenant)
                .<Line>map(slack -> new Connected(slack, messenger))
                .switchIfEmpty(
                        Mono.defer(() ->
                                channels.smtp(tenant)
                                        .hasElement()
                                        .map(mail -> mail ? notConnected() : sandbox(tenant))));
    }

    private record Connected(SlackChannel slack, SlackMessenger messenger) implements Line {
        @Override
        public Mono<Attempt> send(Delivery delivery) {
            return messenger.post(
                    slack,
                    delivery.address(),
                    DispatchMessage.read(delivery.draft().document()),
                    delivery.id());
        }

        @Override
        public ConnectionKey connection() {
            return slack.connection();
        }
    }

    /** Slack was connected when the delivery was planned, and no longer is. */
    private static Line notConnected() {
        return _ ->
                Mono.just(
                        new Attempt.ConnectionDead(
                                new Cause("not_connected", "Slack is not connected")));
    }

    private Line sandbox(TenantId tenant) {
        return delivery ->
                sandbox.keep(
                        tenant,
                        delivery,
                        messenger.preview(
                                delivery.address(),
                                DispatchMessage.read(delivery.draft().document()),
                                delivery.id()));
    }
}
