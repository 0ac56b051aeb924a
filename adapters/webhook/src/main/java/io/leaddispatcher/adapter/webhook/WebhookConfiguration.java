package io.leaddispatcher.adapter.webhook;

import io.leaddispatcher.application.subscription.port.WebhookSubscriptions;
import io.leaddispatcher.application.webhook.WebhookOutlet;
import io.leaddispatcher.application.webhook.WebhookReports;
import io.leaddispatcher.application.webhook.WebhookSecrets;
import io.leaddispatcher.application.webhook.port.WebhookSender;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;

/** Webhooks as a way to tell programs. */
@Configuration(proxyBeanMethods = false)
public class WebhookConfiguration {

    @Bean
    WebhookSender webhookSender(WebClient.Builder client) {
        return new HttpWebhookSender(client.build());
    }

    @Bean
    WebhookOutlet webhookOutlet(
            WebhookSubscriptions subscriptions,
            WebhookSecrets secrets,
            WebhookSender sender,
            WebhookReports reports,
            InstantSource clock) {
        return new WebhookOutlet(subscriptions, secrets, sender, reports, clock);
    }
}
