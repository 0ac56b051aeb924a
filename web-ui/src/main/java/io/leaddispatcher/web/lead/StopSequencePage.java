package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.work.Act;
import io.leaddispatcher.application.work.ActOutcome;
import io.leaddispatcher.application.work.StopSequence;
import io.leaddispatcher.domain.lead.LeadId;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Somebody wants nothing more written to a lead by itself. */
@Controller
final class StopSequencePage {

    /** As the page of the lead says that it is done. */
    static final String DONE = "sequence";

    private final StopSequence stopSequence;
    private final LeadShown shown;

    StopSequencePage(StopSequence stopSequence, LeadShown shown) {
        this.stopSequence = stopSequence;
        this.shown = shown;
    }

    @PostMapping("/leads/{id}/sequence/stop")
    Mono<Rendering> stop(
            @AuthenticationPrincipal SignedIn who, @PathVariable("id") String id, Locale locale) {
        return LeadShown.lead(id).flatMap(lead -> stop(who, lead, locale));
    }

    private Mono<Rendering> stop(SignedIn who, LeadId lead, Locale locale) {
        return stopSequence
                .handle(new Act(who.caller(), lead, Map.of(), "web"))
                .flatMap(outcome ->
                        outcome instanceof ActOutcome.Done
                                ? Mono.just(
                                        Rendering.redirectTo("/leads/" + lead + "?done=" + DONE)
                                                .build())
                                : shown.page(
                                                who,
                                                lead,
                                                new ActForm("", Map.of(), Map.of(), outcome),
                                                locale)
                                        .map(page ->
                                                page.status(
                                                                outcome
                                                                                instanceof
                                                                                ActOutcome.Unknown
                                                                        ? HttpStatus.NOT_FOUND
                                                                        : HttpStatus.CONFLICT)
                                                        .build())
                                        .switchIfEmpty(Mono.error(() -> LeadShown.unknown(null))));
    }
}
