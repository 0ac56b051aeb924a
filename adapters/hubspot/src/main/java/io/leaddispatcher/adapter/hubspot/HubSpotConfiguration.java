package io.leaddispatcher.adapter.hubspot;

import io.leaddispatcher.application.connection.ConnectionSessions;
import io.leaddispatcher.application.connection.port.ConnectionProbe;
import io.leaddispatcher.application.consent.port.AuthorizationServer;
import io.leaddispatcher.application.crm.port.Crm;
import io.leaddispatcher.application.hook.CountRejectedDelivery;
import io.leaddispatcher.application.hook.FindOtherHooks;
import io.leaddispatcher.application.hook.ResolveHook;
import io.leaddispatcher.application.hook.TakeDelivery;
import io.leaddispatcher.application.intake.port.EventTranslator;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.scheduler.Schedulers;

/** What HubSpot brings. */
@Configuration(proxyBeanMethods = false)
public class HubSpotConfiguration {

    @Bean
    HubSpotHook hubSpotHook(
            ResolveHook hooks,
            FindOtherHooks others,
            CountRejectedDelivery rejected,
            TakeDelivery deliveries,
            InstantSource clock,
            @Value("${dispatcher.public-url:http://localhost:8080}") String publicUrl) {
        return new HubSpotHook(hooks, others, rejected, deliveries, clock, publicUrl);
    }

    @Bean
    HubSpotTokenEndpoint hubSpotTokenEndpoint(
            @Qualifier("operator") WebClient.Builder client,
            @Value("${dispatcher.hubspot.api-base-url:https://api.hubapi.com}") String baseUrl,
            // HubSpot retires its versions.
            @Value("${dispatcher.hubspot.token-path:/oauth/v3/token}") String path) {
        return new HubSpotTokenEndpoint(
                client.build(), baseUrl.replaceFirst("/$", "") + path, Schedulers.parallel());
    }

    @Bean
    HubSpotApi hubSpotApi(
            @Qualifier("operator") WebClient.Builder client,
            ConnectionSessions sessions,
            HubSpotTokenEndpoint tokens,
            InstantSource clock,
            @Value("${dispatcher.hubspot.api-base-url:https://api.hubapi.com}") String baseUrl) {
        return new HubSpotApi(
                client.codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(HubSpotJson.LARGEST))
                        .build(),
                HubSpotTokens.of(sessions, tokens),
                baseUrl,
                clock,
                Schedulers.parallel());
    }

    @Bean
    AuthorizationServer hubSpotConsent(
            HubSpotTokenEndpoint tokens,
            @Value("${dispatcher.hubspot.authorize-url:https://app.hubspot.com/oauth/authorize}")
                    String authorizeUrl) {
        return new HubSpotConsent(authorizeUrl, tokens);
    }

    @Bean
    EventTranslator hubSpotTranslator(HubSpotApi api) {
        return new HubSpotTranslator(api);
    }

    @Bean
    Crm hubSpotCrm(HubSpotApi api, InstantSource clock) {
        return HubSpotCrm.of(api, clock);
    }

    @Bean
    ConnectionProbe hubSpotProbe(HubSpotApi api) {
        return new HubSpotProbe(api);
    }
}
