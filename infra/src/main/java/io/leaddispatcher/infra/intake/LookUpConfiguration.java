package io.leaddispatcher.infra.intake;

import io.leaddispatcher.application.connection.ConnectionDirectory;
import io.leaddispatcher.application.connection.port.ConnectionHealth;
import io.leaddispatcher.application.crm.Crms;
import io.leaddispatcher.application.crm.port.CrmMirrors;
import io.leaddispatcher.application.intake.IntakeSignal;
import io.leaddispatcher.application.intake.port.ReadyEvents;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.lookup.AskForCompanies;
import io.leaddispatcher.application.lookup.LookUpCompanies;
import io.leaddispatcher.application.lookup.RestingCrms;
import io.leaddispatcher.application.lookup.port.LookUps;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Schedulers;

/** Asking CRMs for companies while their leads wait. */
@Configuration(proxyBeanMethods = false)
class LookUpConfiguration {

    @Bean
    RestingCrms restingCrms() {
        return new RestingCrms();
    }

    @Bean
    LookUpRunner lookUpRunner(
            ConnectionDirectory connections,
            Crms crms,
            CrmMirrors mirrors,
            LookUps lookUps,
            RoutingConfigurations configurations,
            ReadyEvents events,
            Timeline timeline,
            ConnectionHealth health,
            RestingCrms resting,
            UnitOfWork unitOfWork,
            IntakeSignal signal,
            InstantSource clock) {
        return new LookUpRunner(
                new AskForCompanies(
                        connections,
                        crms,
                        mirrors,
                        lookUps,
                        configurations,
                        events,
                        timeline,
                        health,
                        resting,
                        unitOfWork,
                        signal,
                        clock,
                        Schedulers.parallel()));
    }

    @Bean
    LookUpCompanies lookUpCompanies(
            LookUps lookUps,
            ReadyEvents events,
            LookUpRunner runner,
            RestingCrms resting,
            InstantSource clock) {
        return new LookUpCompanies(lookUps, events, runner, resting, clock);
    }
}
