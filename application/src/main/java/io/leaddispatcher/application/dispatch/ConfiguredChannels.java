package io.leaddispatcher.application.dispatch;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.ConnectionDirectory;
import io.leaddispatcher.application.dispatch.port.ChannelConnections;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.dispatch.port.SmtpChannel;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** Of each type the first active connection that can be used, in the order of keys. */
public final class ConfiguredChannels implements ChannelConnections {

    private static final int WORKSPACES = 1_000;

    /**
     * What was found.
     *
     * @param mark under which it holds
     */
    private record Found(String mark, Both both) {}

    private final ConnectionDirectory connections;
    private final boolean hostedSlack;
    private final Cache<TenantId, Found> latest =
            CacheBuilder.newBuilder()
                    .maximumSize(WORKSPACES)
                    .expireAfterAccess(Duration.ofMinutes(10))
                    .build();

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
        // One whose app is still to be added does not keep another one from being used.
        return connections
                .ofType(tenant, ConnectionType.SLACK)
                .concatMap(access -> Mono.justOrEmpty(SlackChannel.of(tenant, access, hostedSlack)))
                .next();
    }

    @Override
    public Mono<SmtpChannel> smtp(TenantId tenant) {
        return connections.ofType(tenant, ConnectionType.SMTP).next().map(SmtpChannel::of);
    }

    @Override
    public Mono<Both> both(TenantId tenant, String mark) {
        Found found = latest.getIfPresent(tenant);
        return found != null && found.mark().equals(mark)
                ? Mono.just(found.both())
                : both(tenant).doOnNext(both -> latest.put(tenant, new Found(mark, both)));
    }

    @Override
    public Mono<Both> both(TenantId tenant) {
        return connections
                .ofTypes(tenant, Set.of(ConnectionType.SLACK, ConnectionType.SMTP))
                .collectList()
                .map(all ->
                        new Both(
                                of(ConnectionType.SLACK, all)
                                        .flatMap(access -> usable(tenant, access))
                                        .findFirst(),
                                of(ConnectionType.SMTP, all).map(SmtpChannel::of).findFirst()));
    }

    private static Stream<ConnectionAccess> of(ConnectionType type, List<ConnectionAccess> all) {
        return all.stream().filter(access -> access.type().equals(type.word()));
    }

    private Stream<SlackChannel> usable(TenantId tenant, ConnectionAccess access) {
        return SlackChannel.of(tenant, access, hostedSlack).stream();
    }
}
