package io.leaddispatcher.infra.slack;

import io.leaddispatcher.application.assignment.port.Assignments;
import io.leaddispatcher.application.slack.Presses;
import io.leaddispatcher.application.slack.port.Afterwards;
import io.leaddispatcher.application.slack.port.ShownOffers;
import io.leaddispatcher.application.slack.port.SlackUsers;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts of acting in Slack that are no use cases. */
@Configuration(proxyBeanMethods = false)
class SlackPartsConfiguration {

    @Bean
    Afterwards afterwards() {
        return new DetachedWork();
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
