package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.leadfilter.DropFilter;
import io.leaddispatcher.application.leadfilter.RestoreFilter;
import io.leaddispatcher.application.leadfilter.SaveFilter;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.web.layout.Problems;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.list.ListAddress;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The filters that people keep for themselves. */
@Controller
final class SavedFiltersPage {

    private final SaveFilter saveFilter;
    private final DropFilter dropFilter;
    private final RestoreFilter restoreFilter;
    private final LeadsShown shown;
    private final Wording wording;

    SavedFiltersPage(
            SaveFilter saveFilter,
            DropFilter dropFilter,
            RestoreFilter restoreFilter,
            LeadsShown shown,
            Wording wording) {
        this.saveFilter = saveFilter;
        this.dropFilter = dropFilter;
        this.restoreFilter = restoreFilter;
        this.shown = shown;
        this.wording = wording;
    }

    /** A name that will not do, and why. */
    record Refused(String name, String problem) {}

    @PostMapping("/leads/filters")
    Mono<Rendering> save(
            @AuthenticationPrincipal SignedIn who, ServerWebExchange exchange, Locale locale) {
        return exchange.getFormData()
                .flatMap(sent -> {
                    var wish = LeadsFilter.ofAddress(sent.getFirst("back"));
                    var name = sent.getFirst("name");
                    var typed = name == null ? "" : name;
                    return saveFilter
                            .handle(new SaveFilter.Command(who.caller(), typed, wish.parts()))
                            .map(_ -> back(wish, Map.of("note", "filter-saved")))
                            .onErrorResume(
                                    InvalidInputException.class,
                                    wrong -> refused(who, wish, typed, wrong, locale));
                });
    }

    private Mono<Rendering> refused(
            SignedIn who,
            LeadsFilter wish,
            String name,
            InvalidInputException wrong,
            Locale locale) {
        var problem = Problems.of(wrong, wording.in(locale)).values().iterator().next();
        return shown.page(who, wish, new LinkedMultiValueMap<>(), locale)
                .map(page ->
                        page.modelAttribute("refused", new Refused(name, problem))
                                .status(HttpStatus.UNPROCESSABLE_CONTENT)
                                .build());
    }

    @PostMapping("/leads/filters/{id}/drop")
    Mono<Rendering> drop(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("id") UUID id,
            ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(sent ->
                        dropFilter
                                .handle(new DropFilter.Command(who.caller(), id))
                                .map(done ->
                                        answer(
                                                done,
                                                sent.getFirst("back"),
                                                Map.of("dropped", id.toString()))));
    }

    @PostMapping("/leads/filters/{id}/restore")
    Mono<Rendering> restore(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("id") UUID id,
            ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(sent ->
                        restoreFilter
                                .handle(new RestoreFilter.Command(who.caller(), id))
                                .map(done ->
                                        back(
                                                LeadsFilter.ofAddress(sent.getFirst("back")),
                                                Map.of(
                                                        "note",
                                                        done
                                                                ? "filter-restored"
                                                                : "filter-gone"))));
    }

    private static Rendering answer(
            boolean done, @Nullable String address, Map<String, String> note) {
        if (!done) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return back(LeadsFilter.ofAddress(address), note);
    }

    /** To the list that was shown; never to an address that somebody has sent. */
    private static Rendering back(LeadsFilter wish, Map<String, String> note) {
        return ListAddress.back(wish.address(note));
    }
}
