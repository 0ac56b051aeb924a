package io.leaddispatcher.application.intake;

import reactor.core.publisher.Mono;

/** Where a lead is handed in. */
@FunctionalInterface
public interface LeadIntake {

    Mono<SubmitLead.Outcome> handle(SubmitLead.Command command);
}
