package io.leaddispatcher.infra.demo;

import io.leaddispatcher.application.access.port.ApiTokens;
import io.leaddispatcher.application.access.port.PasswordHasher;
import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.assignment.port.Assignments;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.configuration.PutConfiguration;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.connection.PutConnection;
import io.leaddispatcher.application.connection.port.Connections;
import io.leaddispatcher.application.crm.StartBackfill;
import io.leaddispatcher.application.demo.port.DemoHistory;
import io.leaddispatcher.application.dispatch.ConnectedChannels;
import io.leaddispatcher.application.dispatch.port.Outbox;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.intake.port.InboundEvents;
import io.leaddispatcher.application.intake.port.ReadyEvents;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.policy.PublishPolicy;
import io.leaddispatcher.application.policy.SaveDraft;
import io.leaddispatcher.application.policy.ShowPolicyVersion;
import io.leaddispatcher.application.policy.port.Policies;
import io.leaddispatcher.application.presence.DraftWatch;
import io.leaddispatcher.application.presence.port.OtherDesks;
import io.leaddispatcher.application.routing.port.Accounts;
import io.leaddispatcher.application.routing.port.CompanyLeads;
import io.leaddispatcher.application.routing.port.RoutingRuns;
import io.leaddispatcher.application.routing.port.RoutingStates;
import io.leaddispatcher.application.routing.port.TrackRecords;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.subscription.port.EventListeners;
import io.leaddispatcher.application.task.port.Tasks;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.workspace.CreateWorkspace;
import io.leaddispatcher.application.workspace.Founding;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.infra.settings.DispatcherSettings;
import io.leaddispatcher.infra.start.DemoLogin;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;

@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("dispatcher.demo")
class DemoBeans {

    /** Founded and described before the first lead of the past, as if it had been there. */
    @Bean
    DemoSeeder demoSeeder(
            Foundation foundation,
            DemoLogin login,
            PutConfiguration put,
            ShowPolicyVersion show,
            DemoPast past,
            DemoHistory history,
            InstantSource clock) {
        InstantSource then = () -> clock.instant().minus(DemoPast.BEGINNING);
        return new DemoSeeder(
                foundation.createWorkspace(then),
                login,
                new DemoDescription(
                        put,
                        foundation.saveDraft(then),
                        foundation.publishPolicy(then),
                        show,
                        foundation.documents(),
                        foundation.unitOfWork()),
                past,
                history,
                foundation.unitOfWork(),
                clock);
    }

    @Bean
    DemoCrm demoCrm(
            Workspaces workspaces,
            Connections connections,
            PutConnection put,
            StartBackfill backfill,
            UnitOfWork unitOfWork,
            @Qualifier("operator") WebClient.Builder client,
            @Value("${dispatcher.hubspot.api-base-url}") String baseUrl,
            @Value("${dispatcher.demo-crm.secret:}") String secret) {
        return new DemoCrm(
                workspaces,
                connections,
                put,
                backfill,
                unitOfWork,
                client.baseUrl(baseUrl).build(),
                secret);
    }

    /** What use cases need that are to run under a clock that is set back. */
    record Foundation(
            Workspaces workspaces,
            People people,
            PasswordHasher hasher,
            ApiTokens tokens,
            ConfigurationDocuments documents,
            Policies policies,
            AuditTrail trail,
            EventListeners listeners,
            UnitOfWork unitOfWork,
            Ids ids) {

        CreateWorkspace createWorkspace(InstantSource then) {
            return new CreateWorkspace(
                    workspaces,
                    new Founding(workspaces, people, documents, policies, trail, ids, then),
                    hasher,
                    tokens,
                    trail,
                    unitOfWork,
                    ids,
                    then);
        }

        SaveDraft saveDraft(InstantSource then) {
            return new SaveDraft(
                    policies,
                    documents,
                    trail,
                    unitOfWork,
                    new DraftWatch(OtherDesks.none(), then),
                    then);
        }

        PublishPolicy publishPolicy(InstantSource then) {
            return new PublishPolicy(policies, documents, trail, listeners, unitOfWork, then);
        }
    }

    @Bean
    Foundation demoFoundation(
            Workspaces workspaces,
            People people,
            PasswordHasher hasher,
            ApiTokens tokens,
            ConfigurationDocuments documents,
            Policies policies,
            AuditTrail trail,
            EventListeners listeners,
            UnitOfWork unitOfWork,
            Ids ids) {
        return new Foundation(
                workspaces,
                people,
                hasher,
                tokens,
                documents,
                policies,
                trail,
                listeners,
                unitOfWork,
                ids);
    }

    @Bean
    DemoPast demoPast(
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
            Outbox outbox,
            Tasks tasks,
            ConnectedChannels channels,
            DemoHistory history,
            DispatcherSettings settings,
            InstantSource clock) {
        return new DemoPast(
                new DemoPast.Ports(
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
                        outbox,
                        tasks,
                        channels,
                        history),
                settings,
                clock);
    }
}
