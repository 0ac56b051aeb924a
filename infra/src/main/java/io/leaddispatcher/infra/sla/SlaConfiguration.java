package io.leaddispatcher.infra.sla;

import io.leaddispatcher.application.dispatch.DispatchMessages;
import io.leaddispatcher.application.escalation.TakeDueSteps;
import io.leaddispatcher.application.escalation.UnheardNotice;
import io.leaddispatcher.application.escalation.UnheardWatch;
import io.leaddispatcher.application.escalation.port.UnheardEscalations;
import io.leaddispatcher.application.lead.LeadNews;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.notice.AdministratorLetters;
import io.leaddispatcher.application.outreach.TakeSequenceSteps;
import io.leaddispatcher.application.routing.EscalateLeads;
import io.leaddispatcher.application.routing.LapseOffers;
import io.leaddispatcher.application.sla.SlaEvents;
import io.leaddispatcher.application.sla.port.SlaClocks;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.subscription.port.EventListeners;
import io.leaddispatcher.infra.rounds.TenantRounds;
import io.leaddispatcher.infra.settings.DispatcherSettings;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SlaConfiguration {

    @Bean
    LeadNews leadNews(Timeline timeline, EventListeners listeners) {
        return new LeadNews(timeline, listeners);
    }

    @Bean
    SlaEvents slaEvents(SlaClocks clocks, LeadNews news) {
        return new SlaEvents(clocks, news);
    }

    @Bean
    UnheardWatch unheardWatch(
            UnheardEscalations escalations,
            RoutingConfigurations configurations,
            AdministratorLetters letters) {
        return new UnheardWatch(
                escalations, new UnheardNotice(escalations, configurations, letters));
    }

    @Bean
    DispatchMessages dispatchMessages(DispatcherSettings settings) {
        return new DispatchMessages(settings.publicUrl());
    }

    @Bean
    TenantRounds clockRunner(
            SlaClocks clocks,
            TakeDueSteps takeDueSteps,
            EscalateLeads escalateLeads,
            LapseOffers lapseOffers,
            TakeSequenceSteps takeSequenceSteps) {
        return new TenantRounds(
                "clocks",
                Duration.ofMillis(100),
                clocks::tenants,
                new ClockWork(takeDueSteps, escalateLeads, lapseOffers, takeSequenceSteps)::take);
    }
}
