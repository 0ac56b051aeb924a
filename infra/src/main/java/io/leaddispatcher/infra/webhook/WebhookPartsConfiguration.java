package io.leaddispatcher.infra.webhook;

import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.dispatch.DeliverySignal;
import io.leaddispatcher.application.dispatch.port.Outbox;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.notice.AdministratorLetters;
import io.leaddispatcher.application.secret.SecretCipher;
import io.leaddispatcher.application.secret.SecretTokens;
import io.leaddispatcher.application.subscription.port.WebhookSubscriptions;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.webhook.SubscriptionChanges;
import io.leaddispatcher.application.webhook.SwitchedOffNotice;
import io.leaddispatcher.application.webhook.WebhookBatch;
import io.leaddispatcher.application.webhook.WebhookListeners;
import io.leaddispatcher.application.webhook.WebhookReports;
import io.leaddispatcher.application.webhook.WebhookSecrets;
import io.leaddispatcher.application.webhook.port.EndpointCheck;
import io.leaddispatcher.application.webhook.port.WebhookTries;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts of webhooks that are no use cases. */
@Configuration(proxyBeanMethods = false)
class WebhookPartsConfiguration {

    @Bean
    WebhookListeners webhookListeners(
            WebhookSubscriptions subscriptions, Outbox outbox, DeliverySignal signal, Ids ids) {
        return new WebhookListeners(subscriptions, outbox, signal, ids);
    }

    @Bean
    WebhookSecrets webhookSecrets(
            WebhookSubscriptions subscriptions, SecretCipher cipher, SecretTokens tokens, Ids ids) {
        return new WebhookSecrets(subscriptions, cipher, tokens, ids);
    }

    @Bean
    SubscriptionChanges subscriptionChanges(
            WebhookSubscriptions subscriptions,
            WebhookSecrets secrets,
            ConfigurationDocuments configuration,
            AuditTrail trail,
            Ids ids,
            InstantSource clock) {
        return new SubscriptionChanges(subscriptions, secrets, configuration, trail, ids, clock);
    }

    @Bean
    WebhookBatch webhookBatch(
            WebhookSubscriptions subscriptions, SubscriptionChanges changes, EndpointCheck check) {
        return new WebhookBatch(subscriptions, changes, check);
    }

    @Bean
    SwitchedOffNotice switchedOffNotice(AdministratorLetters letters) {
        return new SwitchedOffNotice(letters);
    }

    @Bean
    WebhookReports webhookReports(
            WebhookSubscriptions subscriptions,
            WebhookTries tries,
            ConfigurationDocuments configuration,
            AuditTrail trail,
            SwitchedOffNotice notice,
            Ids ids,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        return new WebhookReports(
                subscriptions, tries, configuration, trail, notice, ids, unitOfWork, clock);
    }
}
