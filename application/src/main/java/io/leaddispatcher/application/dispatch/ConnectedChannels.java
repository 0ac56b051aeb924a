package io.leaddispatcher.application.dispatch;

import io.leaddispatcher.application.dispatch.port.ChannelConnections;
import io.leaddispatcher.application.dispatch.port.InstallationMail;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.dispatch.port.SmtpChannel;
import io.leaddispatcher.domain.dispatch.DispatchPlan;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * What a workspace can be told through: its own connections, else the installation's mail server.
 * Called inside a unit of work of the tenant.
 */
public final class ConnectedChannels {

    private final ChannelConnections connections;
    private final InstallationMail installationMail;

    public ConnectedChannels(ChannelConnections connections, InstallationMail installationMail) {
        this.connections = connections;
        this.installationMail = installationMail;
    }

    /** What a plan needs to know. */
    public Mono<DispatchPlan.Connected> of(TenantId tenant) {
        return slack(tenant)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .zipWhen(_ -> smtp(tenant).hasElement())
                .map(both ->
                        new DispatchPlan.Connected(
                                both.getT1().isPresent(),
                                both.getT1().map(SlackChannel::defaultChannel).orElse(null),
                                both.getT2()));
    }

    Mono<SlackChannel> slack(TenantId tenant) {
        return connections.slack(tenant);
    }

    Mono<SmtpChannel> smtp(TenantId tenant) {
        return connections
                .smtp(tenant)
                .switchIfEmpty(Mono.defer(() -> Mono.justOrEmpty(installationMail.channel())));
    }
}
