package io.leaddispatcher.application.demo;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.domain.lead.LeadId;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Puts a believable lead in, as if somebody had just raised a hand. */
@UseCase
public final class SendSampleLead {

    private final Function<Caller, Mono<LeadId>> intake;

    public SendSampleLead(Function<Caller, Mono<LeadId>> intake) {
        this.intake = intake;
    }

    public Mono<LeadId> handle(Caller caller) {
        return intake.apply(caller);
    }
}
