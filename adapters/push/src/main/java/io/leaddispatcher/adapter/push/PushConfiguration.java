package io.leaddispatcher.adapter.push;

import io.leaddispatcher.application.push.PushOutlet;
import io.leaddispatcher.application.push.port.PushKeys;
import io.leaddispatcher.application.push.port.PushSender;
import io.leaddispatcher.application.push.port.PushSubscriptions;
import io.leaddispatcher.application.transaction.UnitOfWork;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;

/** Messages to browsers as a way to tell people. */
@Configuration(proxyBeanMethods = false)
public class PushConfiguration {

    /** Of Chrome and what is built on it, Firefox, Edge, and Safari. */
    private static final String SERVICES =
            "fcm.googleapis.com,updates.push.services.mozilla.com,*.push.services.mozilla.com,"
                    + "*.notify.windows.com,*.push.apple.com";

    @Bean
    PushSender pushSender(
            WebClient.Builder client,
            PushKeys keys,
            @Value("${dispatcher.push.services:" + SERVICES + "}") List<String> services,
            @Value("${dispatcher.public-url:http://localhost:8080}") String publicUrl,
            InstantSource clock) {
        return new WebPushSender(
                client.build(),
                new Vapid(keys.pair(), publicUrl),
                new PushServices(services),
                clock);
    }

    @Bean
    PushOutlet pushOutlet(
            PushSubscriptions subscriptions, PushSender sender, UnitOfWork unitOfWork) {
        return new PushOutlet(subscriptions, sender, unitOfWork);
    }
}
