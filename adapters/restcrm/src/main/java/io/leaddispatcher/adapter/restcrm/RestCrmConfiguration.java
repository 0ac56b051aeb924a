package io.leaddispatcher.adapter.restcrm;

import io.leaddispatcher.application.connection.port.ConnectionProbe;
import io.leaddispatcher.application.crm.port.Crm;
import io.leaddispatcher.application.hook.CountRejectedDelivery;
import io.leaddispatcher.application.hook.ResolveHook;
import io.leaddispatcher.application.hook.TakeDelivery;
import io.leaddispatcher.application.intake.port.EventTranslator;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.scheduler.Schedulers;

/** What any CRM brings that serves our contract. */
@Configuration(proxyBeanMethods = false)
public class RestCrmConfiguration {

    private static final int LARGEST_ANSWER = 2 * 1024 * 1024;

    @Bean
    RestCrmHook restCrmHook(
            ResolveHook hooks,
            CountRejectedDelivery rejected,
            TakeDelivery deliveries,
            InstantSource clock) {
        return new RestCrmHook(hooks, rejected, deliveries, clock);
    }

    @Bean
    RestCrmApi restCrmApi(WebClient.Builder client, InstantSource clock) {
        return new RestCrmApi(
                client.codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_ANSWER))
                        .build(),
                Schedulers.parallel(),
                clock);
    }

    @Bean
    EventTranslator restCrmTranslator(RestCrmApi api) {
        return new RestCrmTranslator(api);
    }

    @Bean
    Crm restCrm(RestCrmApi api, InstantSource clock) {
        return RestCrm.of(api, clock);
    }

    @Bean
    ConnectionProbe restCrmProbe(RestCrmApi api) {
        return new RestCrmProbe(api);
    }
}
