package io.leaddispatcher.infra.dispatch;

import io.leaddispatcher.application.assignment.port.Assignments;
import io.leaddispatcher.application.connection.ConnectionDirectory;
import io.leaddispatcher.application.connection.port.ConnectionHealth;
import io.leaddispatcher.application.crm.CrmOutlet;
import io.leaddispatcher.application.crm.CrmPicklists;
import io.leaddispatcher.application.crm.Crms;
import io.leaddispatcher.application.crm.MirrorPages;
import io.leaddispatcher.application.crm.port.BookedMeetings;
import io.leaddispatcher.application.crm.port.Crm;
import io.leaddispatcher.application.crm.port.CrmMirrors;
import io.leaddispatcher.application.crm.port.CrmQueue;
import io.leaddispatcher.application.crm.port.KnownOwners;
import io.leaddispatcher.application.crm.port.WrittenTasks;
import io.leaddispatcher.application.dispatch.CardChanges;
import io.leaddispatcher.application.dispatch.ConnectedChannels;
import io.leaddispatcher.application.dispatch.DeliverDue;
import io.leaddispatcher.application.dispatch.DeliveryLoop;
import io.leaddispatcher.application.dispatch.DeliverySignal;
import io.leaddispatcher.application.dispatch.DispatchEvents;
import io.leaddispatcher.application.dispatch.Sandbox;
import io.leaddispatcher.application.dispatch.Settlement;
import io.leaddispatcher.application.dispatch.Turns;
import io.leaddispatcher.application.dispatch.port.Cards;
import io.leaddispatcher.application.dispatch.port.ChannelConnections;
import io.leaddispatcher.application.dispatch.port.Deliveries;
import io.leaddispatcher.application.dispatch.port.InstallationMail;
import io.leaddispatcher.application.dispatch.port.MailBounces;
import io.leaddispatcher.application.dispatch.port.Paces;
import io.leaddispatcher.application.dispatch.port.PushDevices;
import io.leaddispatcher.application.dispatch.port.SandboxMailbox;
import io.leaddispatcher.application.dispatch.port.SettledEscalations;
import io.leaddispatcher.application.dispatch.port.ToldAssignments;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.live.LiveSignal;
import io.leaddispatcher.application.sla.SlaEvents;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.subscription.port.EventListeners;
import io.leaddispatcher.application.task.port.Tasks;
import io.leaddispatcher.application.transaction.UnitOfWork;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Schedulers;

/** The parts of the outbox that are no use cases. */
@Configuration(proxyBeanMethods = false)
class DispatchConfiguration {

    @Bean
    DeliverySignal deliverySignal() {
        return new DeliverySignal();
    }

    @Bean
    Turns turns(Deliveries deliveries, Paces paces, InstantSource clock) {
        return new Turns(deliveries, paces, clock);
    }

    @Bean
    Settlement settlement(
            Deliveries deliveries,
            Turns turns,
            Timeline timeline,
            EventListeners listeners,
            ToldAssignments told,
            SlaEvents clocks,
            ConnectionHealth health,
            MailBounces bounces,
            SettledEscalations escalations,
            UnitOfWork unitOfWork,
            InstantSource clock,
            LiveSignal live) {
        // Each thread has a generator of its own behind this one.
        RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
        return new Settlement(
                deliveries,
                turns,
                timeline,
                new DispatchEvents(listeners, told, clocks),
                health,
                bounces,
                escalations,
                unitOfWork,
                clock,
                live,
                random,
                // Else the first answer of a batch goes to the database alone, and the others wait.
                Duration.ofMillis(60));
    }

    @Bean
    ConnectedChannels connectedChannels(
            ChannelConnections connections,
            InstallationMail installationMail,
            PushDevices devices) {
        return new ConnectedChannels(connections, installationMail, devices);
    }

    @Bean
    Crms crms(List<Crm> known) {
        return new Crms(known);
    }

    @Bean
    CrmPicklists crmPicklists(
            ConnectionDirectory connections,
            Crms crms,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        return new CrmPicklists(connections, crms, unitOfWork, clock, Schedulers.parallel());
    }

    @Bean
    MirrorPages mirrorPages(
            CrmMirrors mirrors,
            ConnectionHealth health,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        return new MirrorPages(mirrors, health, unitOfWork, clock);
    }

    @Bean
    CrmOutlet crmOutlet(
            ConnectionDirectory connections,
            Assignments assignments,
            RoutingConfigurations configurations,
            UnitOfWork unitOfWork,
            Crms crms,
            CrmQueue queue,
            BookedMeetings meetings,
            Tasks tasks,
            WrittenTasks written,
            KnownOwners knownOwners,
            InstantSource clock) {
        return new CrmOutlet(
                connections,
                assignments,
                configurations,
                unitOfWork,
                crms,
                queue,
                meetings,
                tasks,
                written,
                knownOwners,
                clock);
    }

    @Bean
    CardChanges cardChanges(
            Cards cards,
            Timeline timeline,
            RoutingConfigurations configurations,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        return new CardChanges(cards, timeline, configurations, unitOfWork, clock);
    }

    @Bean
    Sandbox sandbox(SandboxMailbox mailbox, UnitOfWork unitOfWork, InstantSource clock) {
        return new Sandbox(mailbox, unitOfWork, clock);
    }

    @Bean
    DeliveryLoop deliveryLoop(DeliverDue deliverDue, DeliverySignal signal) {
        return new DeliveryLoop(deliverDue, signal);
    }

    @Bean
    DeliveryRunner deliveryRunner(DeliveryLoop loop) {
        return new DeliveryRunner(loop);
    }
}
