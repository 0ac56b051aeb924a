package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.lead.ShowLead;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.web.layout.Wording;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** One lead: who it is, who has it, and why. */
@Controller
final class LeadPage {

    private final ShowLead showLead;
    private final Wording wording;

    LeadPage(ShowLead showLead, Wording wording) {
        this.showLead = showLead;
        this.wording = wording;
    }

    @GetMapping("/leads/{id}")
    Mono<Rendering> show(
            @AuthenticationPrincipal SignedIn who, @PathVariable("id") String id, Locale locale) {
        return Mono.fromCallable(() -> new LeadId(UUID.fromString(id)))
                .onErrorMap(IllegalArgumentException.class, LeadPage::unknown)
                .flatMap(lead -> showLead.handle(new ShowLead.Query(who.caller(), lead)))
                .switchIfEmpty(Mono.error(() -> unknown(null)))
                .map(found -> LeadView.of(found, wording.in(locale)))
                .map(view -> Rendering.view("lead/lead").modelAttribute("page", view).build());
    }

    private static ResponseStatusException unknown(@Nullable Throwable cause) {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "no such lead", cause);
    }
}
