package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.lead.FindLeads;
import io.leaddispatcher.application.lead.ListLeadFilters;
import io.leaddispatcher.web.layout.Wording;
import java.util.Locale;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** All leads, newest first, narrowed by what the address says. */
@Controller
final class LeadsPage {

    private static final int PAGE = 50;

    private final FindLeads findLeads;
    private final ListLeadFilters listFilters;
    private final Wording wording;

    LeadsPage(FindLeads findLeads, ListLeadFilters listFilters, Wording wording) {
        this.findLeads = findLeads;
        this.listFilters = listFilters;
        this.wording = wording;
    }

    @GetMapping("/leads")
    Mono<Rendering> show(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam MultiValueMap<String, String> parameters,
            Locale locale) {
        var words = wording.in(locale);
        var wish = LeadsFilter.of(parameters);
        return Mono.zip(
                        findLeads.handle(wish.query(who.caller(), PAGE)),
                        listFilters.handle(who.caller()))
                .map(found ->
                        Rendering.view("lead/leads")
                                .modelAttribute(
                                        "page",
                                        LeadsView.of(wish, found.getT1(), found.getT2(), words))
                                .build());
    }
}
