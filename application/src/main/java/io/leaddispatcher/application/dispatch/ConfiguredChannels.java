package io.leaddispatcher.application.dispatch;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.ConnectionDirectory;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.dispatch.port.ChannelConnections;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.dispatch.port.SmtpChannel;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.tenant.TenantId;
import reactor.core.publisher.Mono;

/** Of each type the first active connection, in the order of keys. */
public final class ConfiguredChannels implements ChannelConnections {

    private final ConnectionDirectory connections;

    public ConfiguredChannels(ConnectionDirectory connections) {
        this.connections = connections;
    }

    @Override
    public Mono<SlackChannel> slack(TenantId tenant) {
        return first(tenant, ConnectionType.SLACK)
                .flatMap(access ->
                        Mono.justOrEmpty(access.secret("botToken"))
                                .map(token -> slack(tenant, access, token)));
    }

    private static SlackChannel slack(TenantId tenant, ConnectionAccess access, Secret token) {
        return new SlackChannel(
                tenant,
                access.key(),
                access.text("teamId").orElse(null),
                access.text("defaultChannel").orElse(null),
                token,
                access.secret("signingSecret").isPresent());
    }

    @Override
    public Mono<SmtpChannel> smtp(TenantId tenant) {
        return first(tenant, ConnectionType.SMTP).map(SmtpChannel::of);
    }

    private Mono<ConnectionAccess> first(TenantId tenant, ConnectionType type) {
        return connections.ofType(tenant, type).next();
    }
}
