package io.leaddispatcher.application.dispatch;

import io.leaddispatcher.application.dispatch.port.EmailSender;
import io.leaddispatcher.application.dispatch.port.Outlet;
import io.leaddispatcher.application.dispatch.port.SmtpChannel;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Cause;
import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DispatchMessage;
import io.leaddispatcher.domain.dispatch.WorkspaceNotice;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Tells people by e-mail; of leads in the sandbox when nothing at all is connected. */
public final class EmailOutlet implements Outlet {

    private final ConnectedChannels channels;
    private final EmailSender sender;
    private final Sandbox sandbox;

    public EmailOutlet(ConnectedChannels channels, EmailSender sender, Sandbox sandbox) {
        this.channels = channels;
        this.sender = sender;
        this.sandbox = sandbox;
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public Mono<Line> open(TenantId tenant) {
        return channels.smtp(tenant)
                .<Line>map(smtp -> new Connected(smtp, sender))
                .switchIfEmpty(
                        Mono.defer(() ->
                                channels.slack(tenant)
                                        .hasElement()
                                        .map(slack -> slack ? notConnected() : sandbox(tenant))));
    }

    private record Connected(SmtpChannel smtp, EmailSender sender) implements Line {
        @Override
        public Mono<Attempt> send(Delivery delivery) {
            String to = delivery.address().value();
            Map<String, Object> document = delivery.draft().document();
            return delivery.lead() == null
                    ? sender.send(smtp, to, WorkspaceNotice.read(document), delivery.id())
                    : sender.send(smtp, to, DispatchMessage.read(document), delivery.id());
        }

        @Override
        public @Nullable ConnectionKey connection() {
            return smtp.connection();
        }
    }

    private static Line notConnected() {
        return _ ->
                Mono.just(
                        new Attempt.ConnectionDead(
                                new Cause("not_connected", "no mail server is connected")));
    }

    private Line sandbox(TenantId tenant) {
        return delivery ->
                // The sandbox shows what reps are told of leads.
                delivery.lead() == null
                        ? notConnected().send(delivery)
                        : sandbox.keep(
                                tenant,
                                delivery,
                                sender.preview(
                                        delivery.address().value(),
                                        DispatchMessage.read(delivery.draft().document())));
    }
}
