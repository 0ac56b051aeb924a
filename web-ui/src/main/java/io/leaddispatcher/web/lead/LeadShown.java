package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.lead.ShowLead;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.web.layout.Money;
import io.leaddispatcher.web.layout.Wording;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** The page of one lead, as all who show it do. */
@Component
final class LeadShown {

    private final ShowLead showLead;
    private final Wording wording;

    LeadShown(ShowLead showLead, Wording wording) {
        this.showLead = showLead;
        this.wording = wording;
    }

    /** Empty when the reader may not see it. */
    Mono<Rendering.Builder<?>> page(SignedIn who, LeadId lead, ActForm form, Locale locale) {
        return page(who, lead, form, Story.NEWEST, locale);
    }

    /** Likewise. */
    Mono<Rendering.Builder<?>> page(
            SignedIn who, LeadId lead, ActForm form, Story story, Locale locale) {
        var words = wording.in(locale);
        return showLead.handle(new ShowLead.Query(who.caller(), lead))
                .map(found -> {
                    var acts = LeadActs.of(found, who.caller().actor(), form.outcome(), words);
                    return Rendering.view("lead/lead")
                            .modelAttribute(
                                    "page", LeadView.of(found, who.caller().actor(), story, words))
                            .modelAttribute("acts", acts)
                            .modelAttribute("form", form)
                            .modelAttribute("typed", lost(form, acts))
                            .modelAttribute("currencies", Money.usual(locale));
                });
    }

    /** What somebody has written into a form that is not there any more. */
    private static List<String> lost(ActForm form, LeadActs acts) {
        return acts.shows(form.act()) ? List.of() : ActDocument.typed(form.sent());
    }

    static Mono<LeadId> lead(String id) {
        return Mono.fromCallable(() -> new LeadId(UUID.fromString(id)))
                .onErrorMap(IllegalArgumentException.class, LeadShown::unknown);
    }

    static ResponseStatusException unknown(@Nullable Throwable cause) {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "no such lead", cause);
    }
}
