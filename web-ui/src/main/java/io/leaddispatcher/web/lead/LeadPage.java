package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.disclosure.DiscloseLead;
import io.leaddispatcher.application.disclosure.EndDisclosure;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.web.layout.Problems;
import io.leaddispatcher.web.layout.Wording;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** One lead: who it is, who has it, and why; and the way to its sensitive values. */
@Controller
final class LeadPage {

    /** What the page may say that is done. */
    private static final Set<String> DONE =
            Stream.of(
                            LeadActPage.ACTS,
                            AddLeadPage.DONE,
                            Set.of(StopSequencePage.DONE, EditLeadPage.DONE, MergeLeadPage.DONE))
                    .flatMap(Collection::stream)
                    .collect(Collectors.toUnmodifiableSet());

    private final LeadShown shown;
    private final DiscloseLead discloseLead;
    private final EndDisclosure endDisclosure;
    private final Wording wording;

    LeadPage(
            LeadShown shown,
            DiscloseLead discloseLead,
            EndDisclosure endDisclosure,
            Wording wording) {
        this.shown = shown;
        this.discloseLead = discloseLead;
        this.endDisclosure = endDisclosure;
        this.wording = wording;
    }

    /** What somebody wanted to open, and why they could not. */
    private record Refused(String reason, String problem, HttpStatus status) {}

    @GetMapping("/leads/{id}")
    Mono<Rendering> show(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("id") String id,
            @RequestParam(name = "done", required = false) @Nullable String done,
            @RequestParam(name = "story", required = false) @Nullable String story,
            Locale locale) {
        var shownStory = "whole".equals(story) ? Story.WHOLE : Story.NEWEST;
        return LeadShown.lead(id)
                .flatMap(lead -> shown.page(who, lead, ActForm.NONE, shownStory, locale))
                .map(page ->
                        done != null && DONE.contains(done)
                                ? page.modelAttribute("done", done).build()
                                : page.build())
                .switchIfEmpty(Mono.error(() -> LeadShown.unknown(null)));
    }

    @PostMapping("/leads/{id}/disclosure")
    Mono<Rendering> disclose(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("id") String id,
            ServerWebExchange exchange,
            Locale locale) {
        return LeadShown.lead(id)
                .zipWith(
                        exchange.getFormData()
                                .map(sent ->
                                        Objects.requireNonNullElse(sent.getFirst("reason"), "")))
                .flatMap(sent -> disclose(who, sent.getT1(), sent.getT2(), locale));
    }

    private Mono<Rendering> disclose(SignedIn who, LeadId lead, String reason, Locale locale) {
        var words = wording.in(locale);
        return discloseLead
                .handle(new DiscloseLead.Command(who, lead, reason))
                .switchIfEmpty(Mono.error(() -> LeadShown.unknown(null)))
                .flatMap(outcome ->
                        switch (outcome) {
                            case DiscloseLead.Outcome.Opened _,
                                    DiscloseLead.Outcome.NothingHidden _ ->
                                    Mono.just(back(lead));
                            case DiscloseLead.Outcome.TooMany() ->
                                    page(
                                            who,
                                            lead,
                                            locale,
                                            new Refused(
                                                    reason,
                                                    words.say("disclosure.too-many"),
                                                    HttpStatus.CONFLICT));
                        })
                .onErrorResume(
                        InvalidInputException.class,
                        refused ->
                                page(
                                        who,
                                        lead,
                                        locale,
                                        new Refused(
                                                reason,
                                                Problems.of(refused, words)
                                                        .getOrDefault("reason", ""),
                                                HttpStatus.UNPROCESSABLE_CONTENT)));
    }

    @PostMapping("/leads/{id}/disclosure/end")
    Mono<Rendering> end(@AuthenticationPrincipal SignedIn who, @PathVariable("id") String id) {
        return LeadShown.lead(id)
                .flatMap(lead ->
                        endDisclosure
                                .handle(new EndDisclosure.Command.Own(who.caller(), lead))
                                .map(outcome ->
                                        switch (outcome) {
                                            case EndDisclosure.Outcome.Ended() -> back(lead);
                                            case EndDisclosure.Outcome.Unknown() ->
                                                    throw LeadShown.unknown(null);
                                        }));
    }

    private static Rendering back(LeadId lead) {
        return Rendering.redirectTo("/leads/" + lead).build();
    }

    private Mono<Rendering> page(SignedIn who, LeadId lead, Locale locale, Refused refused) {
        return shown.page(who, lead, ActForm.NONE, locale)
                .switchIfEmpty(Mono.error(() -> LeadShown.unknown(null)))
                .map(page ->
                        page.modelAttribute("reason", refused.reason())
                                .modelAttribute("problem", refused.problem())
                                .status(refused.status())
                                .build());
    }
}
