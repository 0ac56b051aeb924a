package io.leaddispatcher.infra.server;

import io.leaddispatcher.infra.settings.DispatcherSettings;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What Boot has no settings for. Limits and the idle time-out stand in {@code server.*}. */
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {

    /**
     * Both end with the last byte of a request, so that answers may take as long as they like:
     * streams of events, {@code Prefer: wait}.
     *
     * @param read the longest pause within the content of a request
     * @param request the longest time for all of it
     */
    @Bean
    NettyServerCustomizer patience(
            @Value("${dispatcher.http.read-timeout:20s}") Duration read,
            @Value("${dispatcher.http.request-timeout:5m}") Duration request) {
        return server -> server.readTimeout(read).requestTimeout(request);
    }

    /**
     * The first to know the client, so that everybody who asks for its address is told the same.
     */
    @Bean
    NettyServerCustomizer clientsBehindProxies(DispatcherSettings settings) {
        var proxies = TrustedProxies.of(settings.trustedProxies());
        return server ->
                server.forwarded(
                        (connection, request) -> proxies.client(connection, request.headers()));
    }
}
