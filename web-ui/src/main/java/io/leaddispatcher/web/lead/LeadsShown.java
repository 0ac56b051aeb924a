package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.lead.CountLeads;
import io.leaddispatcher.application.lead.FindLeads;
import io.leaddispatcher.application.lead.ListLeadFilters;
import io.leaddispatcher.application.lead.port.LeadViews.Count;
import io.leaddispatcher.application.leadfilter.ListSavedFilters;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.web.layout.Wording;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** The list of leads, as all who show it do. */
@Component
final class LeadsShown {

    private static final int PAGE = 50;

    private final FindLeads findLeads;
    private final CountLeads countLeads;
    private final ListLeadFilters listFilters;
    private final ListSavedFilters savedFilters;
    private final Wording wording;

    LeadsShown(
            FindLeads findLeads,
            CountLeads countLeads,
            ListLeadFilters listFilters,
            ListSavedFilters savedFilters,
            Wording wording) {
        this.findLeads = findLeads;
        this.countLeads = countLeads;
        this.listFilters = listFilters;
        this.savedFilters = savedFilters;
        this.wording = wording;
    }

    /**
     * @param parameters what was asked beside the filter: what there is to tell
     */
    Mono<Rendering.Builder<?>> page(
            SignedIn who,
            LeadsFilter wish,
            MultiValueMap<String, String> parameters,
            Locale locale) {
        var words = wording.in(locale);
        return Mono.zip(
                        findLeads.handle(wish.query(who.caller(), PAGE)),
                        listFilters.handle(who.caller()),
                        savedFilters.handle(who.caller()),
                        count(who, wish))
                .map(found -> {
                    Rendering.Builder<?> rendering =
                            Rendering.view("lead/leads")
                                    .modelAttribute(
                                            "page",
                                            LeadsView.of(
                                                    wish,
                                                    found.getT1(),
                                                    found.getT4(),
                                                    found.getT2(),
                                                    SavedChip.all(found.getT3(), wish),
                                                    BulkBar.of(
                                                            who.caller().actor(),
                                                            found.getT2(),
                                                            words),
                                                    words))
                                    .modelAttribute(
                                            "adds",
                                            who.caller().actor().may(Permission.SUBMIT_LEADS));
                    var note = LeadsNote.of(parameters, found.getT3(), words);
                    return note == null ? rendering : rendering.modelAttribute("note", note);
                });
    }

    /** Once, on the first page: those that follow are of the same number. */
    private Mono<Optional<Count>> count(SignedIn who, LeadsFilter wish) {
        return wish.cursor() == null
                ? countLeads.handle(wish.query(who.caller(), PAGE)).singleOptional()
                : Mono.just(Optional.empty());
    }
}
