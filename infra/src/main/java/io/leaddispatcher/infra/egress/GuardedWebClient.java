package io.leaddispatcher.infra.egress;

import io.leaddispatcher.application.egress.RefusedAddressException;
import io.netty.channel.ChannelOption;
import java.time.Duration;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** Builds the HTTP client for calls out. */
final class GuardedWebClient {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    // Who calls has a limit of its own; none is longer than this.
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final int LARGEST_ANSWER = 2 * 1024 * 1024;

    private GuardedWebClient() {}

    static ReactorClientHttpConnector connector(GuardedAddressResolvers resolvers) {
        return new ReactorClientHttpConnector(
                HttpClient.create()
                        .resolver(resolvers)
                        .noProxy()
                        // A redirect could lead from an allowed host to any other.
                        .followRedirect(false)
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT.toMillis())
                        .responseTimeout(ANSWER));
    }

    static WebClient.Builder builder(ReactorClientHttpConnector connector, EgressRules rules) {
        return WebClient.builder()
                .clientConnector(connector)
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_ANSWER))
                .filter(onlyAllowed(rules));
    }

    private static ExchangeFilterFunction onlyAllowed(EgressRules rules) {
        return (request, next) ->
                rules.allows(request.url())
                        ? next.exchange(request)
                        : Mono.error(
                                new RefusedAddressException(
                                        "'%s' must be called by https and a usual port"
                                                .formatted(request.url().getHost())));
    }
}
