package io.leaddispatcher.infra.demo;

import io.leaddispatcher.application.configuration.PutConfiguration;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.demo.port.DemoHistory;
import io.leaddispatcher.application.dispatch.ConnectedChannels;
import io.leaddispatcher.application.dispatch.port.Deliveries;
import io.leaddispatcher.application.intake.port.InboundEvents;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.policy.PublishPolicy;
import io.leaddispatcher.application.policy.SaveDraft;
import io.leaddispatcher.application.policy.ShowPolicyVersion;
import io.leaddispatcher.application.routing.port.Accounts;
import io.leaddispatcher.application.routing.port.Assignments;
import io.leaddispatcher.application.routing.port.RoutingRuns;
import io.leaddispatcher.application.routing.port.RoutingStates;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.workspace.CreateWorkspace;
import io.leaddispatcher.infra.settings.DispatcherSettings;
import io.leaddispatcher.infra.start.DemoLogin;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("dispatcher.demo")
class DemoBeans {

    @Bean
    DemoSeeder demoSeeder(
            CreateWorkspace createWorkspace,
            DemoLogin login,
            PutConfiguration put,
            SaveDraft saveDraft,
            PublishPolicy publish,
            ShowPolicyVersion show,
            ConfigurationDocuments documents,
            DemoPast past,
            DemoHistory history,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        return new DemoSeeder(
                createWorkspace,
                login,
                new DemoDescription(put, saveDraft, publish, show, documents, unitOfWork),
                past,
                history,
                unitOfWork,
                clock);
    }

    @Bean
    DemoPast demoPast(
            UnitOfWork unitOfWork,
            RoutingStates states,
            RoutingConfigurations configurations,
            InboundEvents events,
            Leads leads,
            Accounts accounts,
            Assignments assignments,
            RoutingRuns runs,
            Timeline timeline,
            Deliveries deliveries,
            ConnectedChannels channels,
            DemoHistory history,
            DispatcherSettings settings,
            InstantSource clock) {
        return new DemoPast(
                new DemoPast.Ports(
                        unitOfWork,
                        states,
                        configurations,
                        events,
                        leads,
                        accounts,
                        assignments,
                        runs,
                        timeline,
                        deliveries,
                        channels,
                        history),
                settings,
                clock);
    }
}
