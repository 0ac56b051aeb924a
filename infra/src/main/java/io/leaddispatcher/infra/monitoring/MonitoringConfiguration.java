package io.leaddispatcher.infra.monitoring;

import io.leaddispatcher.application.assignment.port.Assignments;
import io.leaddispatcher.application.connection.TestConnection;
import io.leaddispatcher.application.dispatch.ReplayDelivery;
import io.leaddispatcher.application.dispatch.port.DeliveryWakeUp;
import io.leaddispatcher.application.dispatch.port.Outbox;
import io.leaddispatcher.application.escalation.RepeatEscalations;
import io.leaddispatcher.application.escalation.TakeDueSteps;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.intake.IntakeSignal;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.monitoring.BookRepairs;
import io.leaddispatcher.application.monitoring.CountFaults;
import io.leaddispatcher.application.monitoring.LeadRepairs;
import io.leaddispatcher.application.monitoring.OutwardRepairs;
import io.leaddispatcher.application.monitoring.port.Checks;
import io.leaddispatcher.application.routing.EscalateLeads;
import io.leaddispatcher.application.routing.port.RoutingStates;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.task.port.Tasks;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.work.FinishHandoff;
import io.leaddispatcher.application.work.RouteAbandonedLead;
import io.leaddispatcher.application.work.RouteForgottenLead;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the repairs. */
@Configuration(proxyBeanMethods = false)
class MonitoringConfiguration {

    @Bean
    CheckGauges checkGauges(CountFaults count) {
        return new CheckGauges(count);
    }

    @Bean
    LeadRepairs leadRepairs(
            UnitOfWork unitOfWork,
            Checks checks,
            RouteForgottenLead route,
            FinishHandoff finish,
            RouteAbandonedLead abandoned,
            TakeDueSteps steps,
            EscalateLeads escalate,
            RepeatEscalations repeat,
            IntakeSignal intake) {
        return new LeadRepairs(
                unitOfWork, checks, route, finish, abandoned, steps, escalate, repeat, intake);
    }

    @Bean
    OutwardRepairs outwardRepairs(
            UnitOfWork unitOfWork, Checks checks, ReplayDelivery replay, TestConnection test) {
        return new OutwardRepairs(unitOfWork, checks, replay, test);
    }

    @Bean
    BookRepairs bookRepairs(
            UnitOfWork unitOfWork,
            RoutingStates states,
            RoutingConfigurations configurations,
            Checks checks,
            Leads leads,
            Assignments assignments,
            Tasks tasks,
            Timeline timeline,
            Outbox outbox,
            DeliveryWakeUp wakeUp,
            Ids ids,
            InstantSource clock) {
        return new BookRepairs(
                unitOfWork,
                states,
                configurations,
                checks,
                leads,
                assignments,
                tasks,
                timeline,
                outbox,
                wakeUp,
                ids,
                clock);
    }
}
