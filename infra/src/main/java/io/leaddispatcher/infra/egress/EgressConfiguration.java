package io.leaddispatcher.infra.egress;

import io.leaddispatcher.application.dispatch.port.InstallationMail;
import io.leaddispatcher.application.dispatch.port.SmtpChannel;
import io.leaddispatcher.application.webhook.port.EndpointCheck;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
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

    /** Less than any call out may take. */
    private static final Duration LOOK_UP = Duration.ofSeconds(5);

    private static final int LONGEST_QUEUE = 1_000;

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
    CheckingEgressGuard egressGuard(EgressRules rules) {
        return new CheckingEgressGuard(rules, lookups("workspaces", 32));
    }

    @Bean(defaultCandidate = false)
    @Qualifier(OPERATOR)
    CheckingEgressGuard operatorEgressGuard(@Qualifier(OPERATOR) EgressRules rules) {
        return new CheckingEgressGuard(rules, lookups(OPERATOR, 8));
    }

    /** What one kind of client looks up does not wait for what others do. */
    private static NameLookup lookups(String whose, int threads) {
        var pool =
                new ThreadPoolExecutor(
                        threads,
                        threads,
                        30,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(LONGEST_QUEUE),
                        Thread.ofPlatform().daemon().name("names-" + whose + "-", 0).factory());
        pool.allowCoreThreadTimeOut(true);
        return new TimelyLookups(InetAddress::getAllByName, LOOK_UP, pool);
    }

    @Bean
    EndpointCheck endpointCheck(EgressRules rules, CheckingEgressGuard guard) {
        return new GuardedEndpoints(rules, guard, Schedulers.parallel());
    }

    /** Also what Boot would use, so that no client goes round the guard by chance. */
    @Bean
    ReactorClientHttpConnector guardedConnector(CheckingEgressGuard guard) {
        return connector(guard);
    }

    @Bean(defaultCandidate = false)
    @Qualifier(OPERATOR)
    ReactorClientHttpConnector operatorConnector(@Qualifier(OPERATOR) CheckingEgressGuard guard) {
        return connector(guard);
    }

    // Connections are kept by the resolver too: none that the operator's client has opened is
    // used for a workspace's address.
    private static ReactorClientHttpConnector connector(CheckingEgressGuard guard) {
        return GuardedWebClient.connector(new GuardedAddressResolvers(guard));
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
        return connector(new CheckingEgressGuard(rules, lookups(SALESFORCE, 16)));
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
