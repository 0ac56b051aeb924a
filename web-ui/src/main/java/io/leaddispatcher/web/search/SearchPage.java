package io.leaddispatcher.web.search;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.lead.FindLeads;
import io.leaddispatcher.application.lead.LeadSummaryView;
import io.leaddispatcher.application.paging.Page;
import io.leaddispatcher.application.search.Found;
import io.leaddispatcher.application.search.SearchConfiguration;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.web.layout.Wording;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/**
 * Everything that somebody may see, by its name: as a page, and as the options of the dialog that
 * every page has.
 */
@Controller
final class SearchPage {

    /** Of each kind: who sees more than a few types another letter. */
    private static final int MOST = 5;

    private static final int FEWEST_LETTERS = 2;
    private static final int LONGEST = 200;

    private final SearchConfiguration searchConfiguration;
    private final FindLeads findLeads;
    private final Wording wording;
    private final boolean demo;

    SearchPage(
            SearchConfiguration searchConfiguration,
            FindLeads findLeads,
            Wording wording,
            @Value("${dispatcher.demo:false}") boolean demo) {
        this.searchConfiguration = searchConfiguration;
        this.findLeads = findLeads;
        this.wording = wording;
        this.demo = demo;
    }

    @GetMapping("/search")
    Mono<Rendering> show(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(name = "q", defaultValue = "") String sent,
            @RequestParam(name = "part", defaultValue = "") String part,
            Locale locale) {
        who.caller().require(Permission.VIEW_OWN_LEADS);
        var words = wording.in(locale);
        var q = asked(sent);
        var places = Place.of(who, demo);
        return Mono.zip(leads(who, q), things(who, q))
                .map(found -> new Results(q, words).of(places, found.getT1(), found.getT2()))
                .map(page ->
                        Rendering.view(part.equals("options") ? "search/options" : "search/search")
                                .modelAttribute("page", page)
                                .build());
    }

    private Mono<List<Found>> things(SignedIn who, String q) {
        return searchConfiguration.handle(new SearchConfiguration.Query(who.caller(), q, MOST));
    }

    private static String asked(String sent) {
        var plain = sent.replaceAll("\\p{Cntrl}", " ").strip();
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST);
    }

    /** One letter begins a word of nearly every lead; a text without any asks for none. */
    private Mono<List<LeadSummaryView>> leads(SignedIn who, String q) {
        return q.codePoints().filter(Character::isLetterOrDigit).count() < FEWEST_LETTERS
                ? Mono.just(List.of())
                : findLeads
                        .handle(
                                new FindLeads.Query(
                                        who.caller(), null, null, null, q, null, null, MOST, null))
                        .map(Page::items);
    }
}
