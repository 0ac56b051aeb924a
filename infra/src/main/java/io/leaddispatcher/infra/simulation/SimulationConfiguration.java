package io.leaddispatcher.infra.simulation;

import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.policy.port.Policies;
import io.leaddispatcher.application.routing.RoutingOutlook;
import io.leaddispatcher.application.routing.port.Accounts;
import io.leaddispatcher.application.routing.port.CompanyLeads;
import io.leaddispatcher.application.routing.port.RoutingStates;
import io.leaddispatcher.application.routing.port.TrackRecords;
import io.leaddispatcher.application.simulation.BackgroundSimulations;
import io.leaddispatcher.application.simulation.Simulator;
import io.leaddispatcher.application.simulation.port.BackgroundWork;
import io.leaddispatcher.application.simulation.port.PastDecisions;
import io.leaddispatcher.application.simulation.port.PastLeads;
import io.leaddispatcher.application.simulation.port.PastOutcomes;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

@Configuration(proxyBeanMethods = false)
class SimulationConfiguration {

    @Bean
    RoutingOutlook routingOutlook(
            RoutingStates states,
            TrackRecords records,
            Accounts accounts,
            CompanyLeads companyLeads) {
        return new RoutingOutlook(states, records, accounts, companyLeads);
    }

    @Bean
    Simulator simulator(
            Policies policies,
            ConfigurationDocuments documents,
            RoutingConfigurations configurations,
            RoutingOutlook outlook,
            PastLeads pastLeads,
            PastDecisions pastDecisions,
            PastOutcomes pastOutcomes,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        return new Simulator(
                policies,
                documents,
                configurations,
                outlook,
                pastLeads,
                pastDecisions,
                pastOutcomes,
                unitOfWork,
                clock);
    }

    @Bean
    BackgroundSimulations backgroundSimulations() {
        return new BackgroundSimulations();
    }

    @Bean
    BackgroundWork backgroundWork() {
        return Mono::subscribe;
    }
}
