package io.leaddispatcher.adapter.salesforce;

import io.leaddispatcher.application.connection.ConnectionSessions;
import io.leaddispatcher.application.connection.port.ConnectionProbe;
import io.leaddispatcher.application.consent.port.AuthorizationServer;
import io.leaddispatcher.application.crm.ShowKnownRecord;
import io.leaddispatcher.application.crm.port.Crm;
import io.leaddispatcher.application.hook.CountRejectedDelivery;
import io.leaddispatcher.application.hook.ResolveHook;
import io.leaddispatcher.application.hook.TakeDelivery;
import io.leaddispatcher.application.intake.port.EventTranslator;
import io.leaddispatcher.application.poll.port.ChangedRecords;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.scheduler.Schedulers;

/** What Salesforce brings. */
@Configuration(proxyBeanMethods = false)
public class SalesforceConfiguration {

    @Bean
    SalesforceHook salesforceHook(
            ResolveHook hooks,
            CountRejectedDelivery rejected,
            TakeDelivery deliveries,
            InstantSource clock) {
        return new SalesforceHook(hooks, rejected, deliveries, clock);
    }

    @Bean
    SalesforceApi salesforceApi(
            @Qualifier("salesforce") WebClient.Builder client,
            ConnectionSessions sessions,
            InstantSource clock,
            @Value("${dispatcher.salesforce.login-url:https://login.salesforce.com}")
                    String loginUrl) {
        WebClient calls = client(client);
        return new SalesforceApi(
                calls,
                sessions,
                new SalesforceGrants(calls, loginUrl, clock, Schedulers.parallel()),
                clock,
                Schedulers.parallel());
    }

    /** With room for a page of 2,000 rows. */
    static WebClient client(WebClient.Builder builder) {
        return builder.codecs(
                        codecs -> codecs.defaultCodecs().maxInMemorySize(SalesforceJson.LARGEST))
                .build();
    }

    @Bean
    EventTranslator salesforceTranslator(SalesforceApi api, ShowKnownRecord knownRecord) {
        return new SalesforceTranslator(api, knownRecord);
    }

    @Bean
    Crm salesforceCrm(SalesforceApi api, InstantSource clock) {
        return SalesforceCrm.of(api, clock);
    }

    @Bean
    ChangedRecords salesforceChanges(SalesforceApi api, InstantSource clock) {
        return new SalesforceChanges(api, clock);
    }

    @Bean
    AuthorizationServer salesforceConsent(
            @Qualifier("salesforce") WebClient.Builder client,
            @Value("${dispatcher.salesforce.login-url:https://login.salesforce.com}")
                    String loginUrl) {
        return new SalesforceConsent(client(client), loginUrl, Schedulers.parallel());
    }

    @Bean
    ConnectionProbe salesforceProbe(SalesforceApi api) {
        return new SalesforceProbe(api);
    }
}
