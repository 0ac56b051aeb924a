package io.leaddispatcher.infra.slack;

import io.leaddispatcher.application.assignment.port.Assignments;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.slack.Presses;
import io.leaddispatcher.application.slack.SlackApps;
import io.leaddispatcher.application.slack.port.Afterwards;
import io.leaddispatcher.application.slack.port.ShownOffers;
import io.leaddispatcher.application.slack.port.SlackUsers;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.infra.settings.DispatcherSettings;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts of acting in Slack that are no use cases. */
@Configuration(proxyBeanMethods = false)
class SlackPartsConfiguration {

    @Bean
    Afterwards afterwards() {
        return new DetachedWork();
    }

    /** The installation's app can be added when its id and secret are known, and its presses. */
    @Bean
    SlackApps slackApps(
            DispatcherSettings settings,
            @Value("${dispatcher.slack.api-base-url:https://slack.com/api/}") String apiBaseUrl,
            @Value("${dispatcher.slack.authorize-url:}") String authorizeUrl,
            @Value("${dispatcher.slack.signing-secret:}") String signingSecret,
            @Value("${dispatcher.slack.client-id:}") String clientId,
            @Value("${dispatcher.slack.client-secret:}") String clientSecret) {
        boolean complete =
                !signingSecret.isBlank() && !clientId.isBlank() && !clientSecret.isBlank();
        return new SlackApps(
                URI.create(
                        authorizeUrl.isBlank()
                                ? apiBaseUrl.replaceFirst("/(api/?)?$", "") + "/oauth/v2/authorize"
                                : authorizeUrl),
                settings.publicUrl(),
                complete
                        ? new SlackApps.App(clientId.strip(), new Secret(clientSecret.strip()))
                        : null);
    }

    @Bean
    Presses presses(
            UnitOfWork unitOfWork,
            RoutingConfigurations configurations,
            ShownOffers offers,
            Assignments assignments,
            SlackUsers users) {
        return new Presses(unitOfWork, configurations, offers, assignments, users);
    }
}
