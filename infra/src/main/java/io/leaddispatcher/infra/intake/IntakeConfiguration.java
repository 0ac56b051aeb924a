package io.leaddispatcher.infra.intake;

import io.leaddispatcher.application.assignment.port.Assignments;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.bulk.Deeds;
import io.leaddispatcher.application.configuration.port.ActivePolicies;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.crm.MeetingResults;
import io.leaddispatcher.application.crm.TaskEnds;
import io.leaddispatcher.application.crm.port.UntoldRecords;
import io.leaddispatcher.application.crm.port.WrittenTasks;
import io.leaddispatcher.application.dispatch.ConnectedChannels;
import io.leaddispatcher.application.dispatch.port.DeliveryWakeUp;
import io.leaddispatcher.application.dispatch.port.Outbox;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.intake.IntakeSignal;
import io.leaddispatcher.application.intake.RoutingOutcomes;
import io.leaddispatcher.application.intake.TranslateReceived;
import io.leaddispatcher.application.intake.port.InboundEvents;
import io.leaddispatcher.application.intake.port.ReadyEvents;
import io.leaddispatcher.application.lead.LeadNews;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.lead.port.Openings;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.live.LiveSignal;
import io.leaddispatcher.application.live.port.OtherNodes;
import io.leaddispatcher.application.meeting.MeetingBook;
import io.leaddispatcher.application.meeting.port.Meetings;
import io.leaddispatcher.application.outcome.ClosedHandoffs;
import io.leaddispatcher.application.outcome.OutcomeEffects;
import io.leaddispatcher.application.outcome.RecordOutcome;
import io.leaddispatcher.application.outcome.ReopenLead;
import io.leaddispatcher.application.outcome.port.Attendances;
import io.leaddispatcher.application.outcome.port.Outcomes;
import io.leaddispatcher.application.outreach.OutreachEvents;
import io.leaddispatcher.application.queue.WaitingOccupants;
import io.leaddispatcher.application.queue.port.QueueViews;
import io.leaddispatcher.application.routing.JoinRings;
import io.leaddispatcher.application.routing.LeadTurns;
import io.leaddispatcher.application.routing.OpenOffers;
import io.leaddispatcher.application.routing.PullLeads;
import io.leaddispatcher.application.routing.QueueWatch;
import io.leaddispatcher.application.routing.RoutePending;
import io.leaddispatcher.application.routing.RoutingBatches;
import io.leaddispatcher.application.routing.RoutingTurns;
import io.leaddispatcher.application.routing.WaitingOpenings;
import io.leaddispatcher.application.routing.port.Accounts;
import io.leaddispatcher.application.routing.port.CompanyLeads;
import io.leaddispatcher.application.routing.port.Explanations;
import io.leaddispatcher.application.routing.port.QueueAlerts;
import io.leaddispatcher.application.routing.port.RoutingRuns;
import io.leaddispatcher.application.routing.port.RoutingStates;
import io.leaddispatcher.application.routing.port.TrackRecords;
import io.leaddispatcher.application.routing.port.WaitingLeads;
import io.leaddispatcher.application.routing.port.WaitingRings;
import io.leaddispatcher.application.sla.ClockStarts;
import io.leaddispatcher.application.sla.SlaEvents;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.subscription.port.WebhookSubscriptions;
import io.leaddispatcher.application.task.port.EndedTasks;
import io.leaddispatcher.application.task.port.Tasks;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.work.Acting;
import io.leaddispatcher.application.work.ReassignLead;
import io.leaddispatcher.application.work.RerouteLead;
import io.leaddispatcher.application.work.ReturnLead;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.waiting.ServiceOrder;
import io.leaddispatcher.infra.rounds.TenantRounds;
import io.leaddispatcher.infra.settings.DispatcherSettings;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

    @Bean
    RoutingConfigurations routingConfigurations(
            ConfigurationDocuments documents,
            ActivePolicies policies,
            Workspaces workspaces,
            WebhookSubscriptions webhooks) {
        return new RoutingConfigurations(documents, policies, workspaces, webhooks);
    }

    @Bean
    RoutingBatches routingBatches(Ids ids, DispatcherSettings settings) {
        return new RoutingBatches(ids, settings.publicUrl());
    }

    @Bean
    RoutingTurns routingTurns(
            UnitOfWork unitOfWork,
            RoutingStates states,
            TrackRecords records,
            RoutingConfigurations configurations,
            InboundEvents events,
            ReadyEvents ready,
            Leads leads,
            Accounts accounts,
            CompanyLeads companyLeads,
            Assignments assignments,
            RoutingRuns runs,
            Timeline timeline,
            Outbox deliveries,
            ClockStarts clocks,
            Tasks tasks,
            EndedTasks endedTasks,
            OutreachEvents outreach,
            QueueAlerts alerts,
            UntoldRecords untoldRecords,
            ConnectedChannels channels,
            RoutingBatches batches,
            DeliveryWakeUp deliverySignal,
            LiveSignal live,
            InstantSource clock) {
        return new RoutingTurns(
                unitOfWork,
                states,
                records,
                configurations,
                events,
                ready,
                leads,
                accounts,
                companyLeads,
                assignments,
                runs,
                timeline,
                deliveries,
                clocks,
                tasks,
                endedTasks,
                outreach,
                alerts,
                untoldRecords,
                channels,
                batches,
                deliverySignal,
                live,
                clock);
    }

    @Bean
    OpenOffers openOffers(RoutingStates states, Assignments assignments) {
        return new OpenOffers(states, assignments);
    }

    @Bean
    WaitingOccupants waitingOccupants(RoutingStates states, QueueViews queues) {
        return new WaitingOccupants(states, queues);
    }

    @Bean
    LeadTurns leadTurns(RoutingTurns turns) {
        return new LeadTurns(turns);
    }

    @Bean
    Acting acting(LeadTurns turns, AuditTrail trail) {
        return new Acting(turns, trail);
    }

    @Bean
    ClosedHandoffs closedHandoffs(
            Timeline timeline,
            ConnectedChannels channels,
            Outbox outbox,
            DispatcherSettings settings,
            Ids ids) {
        return new ClosedHandoffs(timeline, channels, outbox, settings.publicUrl(), ids);
    }

    @Bean
    Deeds deeds(
            ReassignLead reassign,
            ReturnLead giveBack,
            RerouteLead reroute,
            RecordOutcome outcome,
            ReopenLead reopen) {
        return Deeds.of(reassign, giveBack, reroute, outcome, reopen);
    }

    @Bean
    OutcomeEffects outcomeEffects(
            RoutingStates states,
            Leads leads,
            Assignments assignments,
            Outcomes outcomes,
            TrackRecords records,
            LeadNews news,
            AuditTrail trail,
            SlaEvents clocks,
            Tasks tasks,
            EndedTasks endedTasks,
            Outbox outbox,
            OutreachEvents outreach,
            ClosedHandoffs handoffs,
            Attendances attendances,
            MeetingResults results) {
        return new OutcomeEffects(
                states,
                leads,
                assignments,
                outcomes,
                records,
                news,
                trail,
                clocks,
                tasks,
                endedTasks,
                outbox,
                outreach,
                handoffs,
                attendances,
                results);
    }

    @Bean
    MeetingBook meetingBook(
            UnitOfWork unitOfWork,
            RoutingConfigurations configurations,
            Meetings meetings,
            Timeline timeline,
            RecordOutcome outcomes,
            MeetingResults results,
            LiveSignal live,
            Ids ids,
            InstantSource clock) {
        return new MeetingBook(
                unitOfWork,
                configurations,
                meetings,
                timeline,
                outcomes,
                results,
                live,
                ids,
                clock);
    }

    @Bean
    TaskEnds taskEnds(WrittenTasks written, Outbox outbox, Ids ids, InstantSource clock) {
        return new TaskEnds(written, outbox, ids, clock);
    }

    @Bean
    MeetingResults meetingResults(Leads leads, Outbox outbox, Ids ids, InstantSource clock) {
        return new MeetingResults(leads, outbox, ids, clock);
    }

    @Bean
    LiveSignal liveSignal(OtherNodes others) {
        return new LiveSignal(others);
    }

    @Bean
    RoutingOutcomes routingOutcomes(UnitOfWork unitOfWork, InboundEvents events, LiveSignal live) {
        return new RoutingOutcomes(unitOfWork, events, live);
    }

    @Bean
    RoutingRunner routingRunner(RoutePending routePending, ReadyEvents events) {
        return new RoutingRunner(routePending, events);
    }

    @Bean
    TenantRounds ringRunner(JoinRings joinRings, WaitingRings rings) {
        return new TenantRounds("rings", Duration.ofMillis(250), rings::tenants, joinRings::handle);
    }

    @Bean
    QueueWatch queueWatch(
            WaitingLeads waiting,
            RoutingStates states,
            RoutingConfigurations configurations,
            ServiceOrder order,
            InstantSource clock) {
        return new QueueWatch(waiting, states, configurations, order, clock);
    }

    @Bean
    Openings openings(
            Explanations explanations,
            RoutingStates states,
            RoutingConfigurations configurations,
            InstantSource clock) {
        return new WaitingOpenings(explanations, states, configurations, clock);
    }

    @Bean
    ServiceOrder serviceOrder(DispatcherSettings settings) {
        return new ServiceOrder(settings.queues().ageing());
    }

    @Bean
    TenantRounds pullRunner(PullLeads pullLeads, WaitingLeads waiting) {
        return new TenantRounds(
                "leads that somebody may have come for",
                Duration.ofMillis(500),
                waiting::tenants,
                // Until nobody is left who could have one.
                tenant ->
                        pullLeads.handle(tenant).repeat().takeUntil(looked -> looked == 0).last());
    }

    @Bean
    TranslationRunner translationRunner(TranslateReceived translateReceived) {
        return new TranslationRunner(translateReceived);
    }

    /** The runners need use cases that need the signal: it finds them when it is first used. */
    @Bean
    IntakeSignal intakeSignal(
            ObjectProvider<RoutingRunner> routing, ObjectProvider<TranslationRunner> translation) {
        return new IntakeSignal() {
            @Override
            public void ready(TenantId tenant) {
                routing.getObject().ready(tenant);
            }

            @Override
            public void received() {
                translation.getObject().received();
            }
        };
    }
}
