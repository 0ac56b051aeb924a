package io.leaddispatcher.infra.egress;

import io.leaddispatcher.application.dispatch.port.InstallationMail;
import io.leaddispatcher.application.dispatch.port.SmtpChannel;
import io.leaddispatcher.application.egress.EgressGuard;
import io.leaddispatcher.application.webhook.port.EndpointCheck;
import java.net.InetAddress;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.scheduler.Schedulers;

/**
 * The guard, and every HTTP client of the application behind it. Of each there are two: one for
 * whatever workspaces name, which everybody gets who asks for no other, and one for the clients
 * that the operator's settings lead, under the qualifier {@value #OPERATOR}. Salesforce is reached
 * at addresses of both kinds and has a client of its own, {@value #SALESFORCE}.
 */
@Configuration(proxyBeanMethods = false)
class EgressConfiguration {

    private static final String OPERATOR = "operator";
    private static final String SALESFORCE = "salesforce";

    @Bean
    EgressRules egressRules(
            @Value("${dispatcher.outbound.allow-private-addresses:false}")
                    boolean privateAddresses) {
        return EgressRules.forWorkspaces(privateAddresses);
    }

    @Bean(defaultCandidate = false)
    @Qualifier(OPERATOR)
    EgressRules operatorEgressRules(
            @Value("${dispatcher.outbound.allow-private-addresses:false}") boolean privateAddresses,
            @Value("${dispatcher.hubspot.api-base-url:}") String hubSpot,
            @Value("${dispatcher.slack.api-base-url:}") String slack,
            @Value("${dispatcher.salesforce.login-url:}") String salesforce,
            InstallationMail mail) {
        return EgressRules.forOperator(
                privateAddresses,
                List.of(
                        hubSpot,
                        slack,
                        salesforce,
                        mail.channel().map(EgressConfiguration::url).orElse("")));
    }

    private static String url(SmtpChannel server) {
        String host = server.host().strip();
        return "smtp://%s:%d"
                .formatted(host.indexOf(':') < 0 ? host : "[" + host + "]", server.port());
    }

    @Bean
    EgressGuard egressGuard(EgressRules rules) {
        return new CheckingEgressGuard(rules, InetAddress::getAllByName);
    }

    @Bean(defaultCandidate = false)
    @Qualifier(OPERATOR)
    EgressGuard operatorEgressGuard(@Qualifier(OPERATOR) EgressRules rules) {
        return new CheckingEgressGuard(rules, InetAddress::getAllByName);
    }

    @Bean
    EndpointCheck endpointCheck(EgressRules rules, EgressGuard guard) {
        return new GuardedEndpoints(rules, guard, Schedulers.boundedElastic());
    }

    /** Also what Boot would use, so that no client goes round the guard by chance. */
    @Bean
    ReactorClientHttpConnector guardedConnector(EgressGuard guard) {
        return connector(guard);
    }

    @Bean(defaultCandidate = false)
    @Qualifier(OPERATOR)
    ReactorClientHttpConnector operatorConnector(@Qualifier(OPERATOR) EgressGuard guard) {
        return connector(guard);
    }

    // Connections are kept by the resolver too: none that the operator's client has opened is
    // used for a workspace's address.
    private static ReactorClientHttpConnector connector(EgressGuard guard) {
        return GuardedWebClient.connector(
                new GuardedAddressResolvers(
                        guard, task -> Schedulers.boundedElastic().schedule(task)));
    }

    @Bean
    @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
    WebClient.Builder webClientBuilder(ReactorClientHttpConnector connector, EgressRules rules) {
        return GuardedWebClient.builder(connector, rules);
    }

    @Bean(defaultCandidate = false)
    @Qualifier(OPERATOR)
    @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
    WebClient.Builder operatorWebClientBuilder(
            @Qualifier(OPERATOR) ReactorClientHttpConnector connector,
            @Qualifier(OPERATOR) EgressRules rules) {
        return GuardedWebClient.builder(connector, rules);
    }

    /**
     * A workspace names where it logs in: that is the operator's Salesforce or held to what a
     * workspace may name, and no other service of the operator.
     */
    @Bean(defaultCandidate = false)
    @Qualifier(SALESFORCE)
    EgressRules salesforceEgressRules(
            @Value("${dispatcher.outbound.allow-private-addresses:false}") boolean privateAddresses,
            @Value("${dispatcher.salesforce.login-url:}") String salesforce) {
        return EgressRules.forOperator(privateAddresses, List.of(salesforce));
    }

    @Bean(defaultCandidate = false)
    @Qualifier(SALESFORCE)
    ReactorClientHttpConnector salesforceConnector(@Qualifier(SALESFORCE) EgressRules rules) {
        return connector(new CheckingEgressGuard(rules, InetAddress::getAllByName));
    }

    @Bean(defaultCandidate = false)
    @Qualifier(SALESFORCE)
    @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
    WebClient.Builder salesforceWebClientBuilder(
            @Qualifier(SALESFORCE) ReactorClientHttpConnector connector,
            @Qualifier(SALESFORCE) EgressRules rules) {
        return GuardedWebClient.builder(connector, rules);
    }
}
