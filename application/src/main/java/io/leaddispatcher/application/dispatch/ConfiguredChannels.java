package io.leaddispatcher.application.dispatch;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.ConnectionDirectory;
import io.leaddispatcher.application.dispatch.port.ChannelConnections;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.dispatch.port.SmtpChannel;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.tenant.TenantId;
import reactor.core.publisher.Mono;

/** Of each type the first active connection, in the order of keys. */
public final class ConfiguredChannels implements ChannelConnections {

    private final ConnectionDirectory connections;
    private final boolean hostedSlack;

    /**
     * Those that workspaces have made.
     *
     * @param hostedSlack whether the installation has a Slack app of its own
     */
    public ConfiguredChannels(ConnectionDirectory connections, boolean hostedSlack) {
        this.connections = connections;
        this.hostedSlack = hostedSlack;
    }

    @Override
    public Mono<SlackChannel> slack(TenantId tenant) {
        return first(tenant, ConnectionType.SLACK)
                .flatMap(access -> Mono.justOrEmpty(SlackChannel.of(tenant, access, hostedSlack)));
    }

    @Override
    public Mono<SmtpChannel> smtp(TenantId tenant) {
        return first(tenant, ConnectionType.SMTP).map(SmtpChannel::of);
    }

    private Mono<ConnectionAccess> first(TenantId tenant, ConnectionType type) {
        return connections.ofType(tenant, type).next();
    }
}
