package io.leaddispatcher.infra.audit;

import io.leaddispatcher.application.audit.ClientAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;

@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    /** Around everything that a request causes, error handlers included. */
    @Bean
    HttpHandlerDecoratorFactory clientAddress() {
        return handler ->
                (request, response) -> {
                    String address = address(request.getRemoteAddress());
                    return address == null
                            ? handler.handle(request, response)
                            : handler.handle(request, response)
                                    .contextWrite(context -> ClientAddress.put(context, address));
                };
    }

    /** Of the connection, or what a trusted proxy says of it: a header could say anything. */
    private static @Nullable String address(@Nullable InetSocketAddress remote) {
        return remote == null || remote.getAddress() == null
                ? null
                : remote.getAddress().getHostAddress();
    }
}
