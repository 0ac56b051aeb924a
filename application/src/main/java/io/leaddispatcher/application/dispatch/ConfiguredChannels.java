package io.leaddispatcher.application.dispatch;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.ConnectionDirectory;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.dispatch.port.ChannelConnections;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.dispatch.port.SmtpChannel;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.tenant.TenantId;
import java.math.BigDecimal;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Of each type the first active connection, in the order of keys. */
public final class ConfiguredChannels implements ChannelConnections {

    private static final int SUBMISSION_PORT = 587;

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
        return first(tenant, ConnectionType.SMTP)
                .map(access ->
                        new SmtpChannel(
                                access.key(),
                                required(access, "host"),
                                access.settings().get("port") instanceof BigDecimal port
                                        ? port.intValueExact()
                                        : SUBMISSION_PORT,
                                required(access, "from"),
                                !Boolean.FALSE.equals(access.settings().get("startTls")),
                                access.secret("username").orElse(null),
                                access.secret("password").orElse(null)));
    }

    private Mono<ConnectionAccess> first(TenantId tenant, ConnectionType type) {
        return connections.ofType(tenant, type).next();
    }

    private static String required(ConnectionAccess access, String setting) {
        Optional<String> value = access.text(setting);
        return value.orElseThrow(() ->
                new IllegalStateException(
                        "connection %s without '%s'".formatted(access.key(), setting)));
    }
}
