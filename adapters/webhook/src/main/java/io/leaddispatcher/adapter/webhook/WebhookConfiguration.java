package io.leaddispatcher.adapter.webhook;

import io.leaddispatcher.application.subscription.port.WebhookSubscriptions;
import io.leaddispatcher.application.webhook.WebhookOutlet;
import io.leaddispatcher.application.webhook.WebhookReports;
import io.leaddispatcher.application.webhook.WebhookSecrets;
import io.leaddispatcher.application.webhook.port.WebhookSender;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;

/** Webhooks as a way to tell programs. */
@Configuration(proxyBeanMethods = false)
public class WebhookConfiguration {

    private static final String PRODUCT = "LeadDispatcher";

    /**
     * @param build knows the version; there is none where the program was not built by Maven
     */
    @Bean
    WebhookSender webhookSender(WebClient.Builder client, ObjectProvider<BuildProperties> build) {
        return new HttpWebhookSender(client.build(), userAgent(build.getIfAvailable()));
    }

    static String userAgent(@Nullable BuildProperties build) {
        return build == null ? PRODUCT : PRODUCT + "/" + build.getVersion();
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
