package io.leaddispatcher.adapter.oidc;

import io.leaddispatcher.application.sso.port.IdentityProvider;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;

/** Identity providers that speak OpenID Connect. */
@Configuration(proxyBeanMethods = false)
public class OidcConfiguration {

    @Bean
    IdentityProvider identityProvider(WebClient.Builder client, InstantSource clock) {
        var peer = new Peer(client);
        return new OidcProvider(new Publications(peer, clock), new TokenEndpoint(peer));
    }
}
