package io.leaddispatcher.infra.egress;

import io.leaddispatcher.application.egress.EgressGuard;
import io.leaddispatcher.application.webhook.port.EndpointCheck;
import java.net.InetAddress;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.scheduler.Schedulers;

/** The guard, and every HTTP client of the application behind it. */
@Configuration(proxyBeanMethods = false)
class EgressConfiguration {

    @Bean
    EgressRules egressRules(
            @Value("${dispatcher.outbound.allow-private-addresses:false}") boolean privateAddresses,
            @Value("${dispatcher.hubspot.api-base-url:}") String hubSpot,
            @Value("${dispatcher.slack.api-base-url:}") String slack,
            @Value("${dispatcher.salesforce.login-url:}") String salesforce,
            @Value("${spring.mail.host:}") String mailHost) {
        return EgressRules.of(
                privateAddresses,
                List.of(
                        hubSpot,
                        slack,
                        salesforce,
                        mailHost.isBlank() ? "" : "smtp://" + mailHost.strip()));
    }

    @Bean
    EgressGuard egressGuard(EgressRules rules) {
        return new CheckingEgressGuard(rules, InetAddress::getAllByName);
    }

    @Bean
    EndpointCheck endpointCheck(EgressRules rules, EgressGuard guard) {
        return new GuardedEndpoints(rules, guard, Schedulers.boundedElastic());
    }

    /** Also what Boot would use, so that no client goes round the guard by chance. */
    @Bean
    ReactorClientHttpConnector guardedConnector(EgressGuard guard) {
        return GuardedWebClient.connector(
                new GuardedAddressResolvers(
                        guard, task -> Schedulers.boundedElastic().schedule(task)));
    }

    @Bean
    @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
    WebClient.Builder webClientBuilder(ReactorClientHttpConnector connector, EgressRules rules) {
        return GuardedWebClient.builder(connector, rules);
    }
}
