package io.leaddispatcher.application.dispatch;

import io.leaddispatcher.application.dispatch.port.ChannelConnections;
import io.leaddispatcher.application.dispatch.port.ChannelConnections.Both;
import io.leaddispatcher.application.dispatch.port.InstallationMail;
import io.leaddispatcher.application.dispatch.port.PushDevices;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.dispatch.port.SmtpChannel;
import io.leaddispatcher.domain.dispatch.DispatchPlan;
import io.leaddispatcher.domain.roster.Roster;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What a workspace can be told through: its own connections, else the installation's mail server.
 * Called inside a unit of work of the tenant.
 */
public final class ConnectedChannels {

    private final ChannelConnections connections;
    private final InstallationMail installationMail;
    private final PushDevices devices;

    /** Without devices. */
    public ConnectedChannels(ChannelConnections connections, InstallationMail installationMail) {
        this(connections, installationMail, _ -> Flux.empty());
    }

    public ConnectedChannels(
            ChannelConnections connections,
            InstallationMail installationMail,
            PushDevices devices) {
        this.connections = connections;
        this.installationMail = installationMail;
        this.devices = devices;
    }

    /**
     * What a plan needs to know.
     *
     * @param roster devices are looked for when somebody in it wishes for them
     */
    public Mono<DispatchPlan.Connected> of(TenantId tenant, Roster roster) {
        return both(tenant, null).flatMap(both -> plan(tenant, both, roster));
    }

    /** Likewise, of connections that were looked at. */
    public Mono<DispatchPlan.Connected> plan(TenantId tenant, Both both, Roster roster) {
        DispatchPlan.Connected connected =
                new DispatchPlan.Connected(
                        both.slack().isPresent(),
                        both.slack().map(SlackChannel::defaultChannel).orElse(null),
                        both.smtp().isPresent() || installationMail.channel().isPresent());
        return roster.asksForDevices()
                ? devices.reps(tenant).collect(Collectors.toSet()).map(connected::with)
                : Mono.just(connected);
    }

    /**
     * The connections.
     *
     * @param mark another one whenever they have changed; null: not known
     */
    public Mono<Both> both(TenantId tenant, @Nullable String mark) {
        return mark == null ? connections.both(tenant) : connections.both(tenant, mark);
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
