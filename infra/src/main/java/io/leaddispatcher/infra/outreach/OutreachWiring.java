package io.leaddispatcher.infra.outreach;

import io.leaddispatcher.application.dispatch.port.Outbox;
import io.leaddispatcher.application.lead.port.Pseudonyms;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.optout.MailAddressee;
import io.leaddispatcher.application.optout.MailRefusals;
import io.leaddispatcher.application.optout.OptOutLinks;
import io.leaddispatcher.application.optout.port.MailOptOuts;
import io.leaddispatcher.application.outreach.OutreachEvents;
import io.leaddispatcher.application.outreach.port.Acknowledgements;
import io.leaddispatcher.application.outreach.port.SequenceRuns;
import io.leaddispatcher.application.seal.Seals;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.infra.settings.DispatcherSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OutreachWiring {

    @Bean
    MailAddressee mailAddressee(Pseudonyms pseudonyms) {
        return new MailAddressee(pseudonyms);
    }

    @Bean
    OptOutLinks optOutLinks(Seals seals, DispatcherSettings settings) {
        return new OptOutLinks(seals, settings.publicUrl());
    }

    @Bean
    MailRefusals mailRefusals(
            OptOutLinks links,
            MailAddressee addressee,
            MailOptOuts optOuts,
            UnitOfWork unitOfWork) {
        return new MailRefusals(links, addressee, optOuts, unitOfWork);
    }

    @Bean
    OutreachEvents outreachEvents(
            SequenceRuns runs,
            Acknowledgements acknowledgements,
            MailOptOuts optOuts,
            MailAddressee addressee,
            Outbox outbox,
            Timeline timeline) {
        return new OutreachEvents(runs, acknowledgements, optOuts, addressee, outbox, timeline);
    }
}
