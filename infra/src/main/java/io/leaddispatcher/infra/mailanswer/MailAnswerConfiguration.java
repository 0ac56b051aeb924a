package io.leaddispatcher.infra.mailanswer;

import io.leaddispatcher.application.access.Throttle;
import io.leaddispatcher.application.closure.ClosedWorkspaces;
import io.leaddispatcher.application.dispatch.port.DigestWriter;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.mailanswer.MailStandings;
import io.leaddispatcher.application.mailanswer.port.MailedOffers;
import io.leaddispatcher.application.maillink.DigestLinks;
import io.leaddispatcher.application.maillink.MailLinks;
import io.leaddispatcher.application.me.DigestLetters;
import io.leaddispatcher.application.me.ShowMyDesk;
import io.leaddispatcher.application.seal.Seals;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.infra.settings.DispatcherSettings;
import java.net.URI;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the use cases of answering by mail share with those who write mails. */
@Configuration(proxyBeanMethods = false)
class MailAnswerConfiguration {

    @Bean
    MailLinks mailLinks(Seals seals, DispatcherSettings settings) {
        return new MailLinks(seals, settings.publicUrl());
    }

    @Bean
    DigestLinks digestLinks(Seals seals, DispatcherSettings settings) {
        return new DigestLinks(seals, settings.publicUrl());
    }

    @Bean
    DigestWriter digestWriter(
            ShowMyDesk showMyDesk, DispatcherSettings settings, InstantSource clock) {
        return new DigestLetters(
                showMyDesk,
                URI.create(settings.publicUrl().toString().replaceFirst("/$", "") + "/me"),
                clock);
    }

    @Bean
    MailStandings mailStandings(
            MailLinks links,
            Throttle throttle,
            ClosedWorkspaces closed,
            UnitOfWork unitOfWork,
            RoutingConfigurations configurations,
            Leads leads,
            MailedOffers offers,
            InstantSource clock) {
        return new MailStandings(
                links, throttle, closed, unitOfWork, configurations, leads, offers, clock);
    }
}
