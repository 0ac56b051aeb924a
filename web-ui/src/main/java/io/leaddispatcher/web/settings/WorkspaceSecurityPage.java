package io.leaddispatcher.web.settings;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.disclosure.EndDisclosure;
import io.leaddispatcher.application.disclosure.ListDisclosures;
import io.leaddispatcher.application.secondfactor.ChangeRequirement;
import io.leaddispatcher.application.secondfactor.ShowRequirement;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.web.layout.Wording;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What a workspace asks of whoever logs in, and who broke the glass. */
@Controller
final class WorkspaceSecurityPage {

    private final ShowRequirement showRequirement;
    private final ChangeRequirement changeRequirement;
    private final ListDisclosures listDisclosures;
    private final EndDisclosure endDisclosure;
    private final Wording wording;

    WorkspaceSecurityPage(
            ShowRequirement showRequirement,
            ChangeRequirement changeRequirement,
            ListDisclosures listDisclosures,
            EndDisclosure endDisclosure,
            Wording wording) {
        this.showRequirement = showRequirement;
        this.changeRequirement = changeRequirement;
        this.listDisclosures = listDisclosures;
        this.endDisclosure = endDisclosure;
        this.wording = wording;
    }

    @GetMapping("/settings/security")
    Mono<Rendering> show(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam MultiValueMap<String, String> parameters,
            Locale locale) {
        var words = wording.in(locale);
        return Mono.zip(
                        showRequirement.handle(who.caller()),
                        listDisclosures
                                .handle(who.caller())
                                .map(found ->
                                        found.stream()
                                                .map(each -> DisclosureRow.of(each, words))
                                                .toList()))
                .map(found ->
                        Rendering.view("settings/security")
                                .modelAttribute("standing", found.getT1())
                                .modelAttribute("disclosures", found.getT2())
                                .modelAttribute("owns", who.caller().actor().may(Permission.OWN))
                                .modelAttribute("changed", parameters.containsKey("changed"))
                                .modelAttribute("ownFirst", parameters.containsKey("own-first"))
                                .modelAttribute("ended", parameters.containsKey("ended"))
                                .build());
    }

    @PostMapping("/settings/security")
    Mono<String> change(@AuthenticationPrincipal SignedIn who, ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(sent ->
                        changeRequirement.handle(
                                new ChangeRequirement.Command(
                                        who, Boolean.parseBoolean(sent.getFirst("required")))))
                .map(outcome ->
                        switch (outcome) {
                            case ChangeRequirement.Outcome.Done() ->
                                    "redirect:/settings/security?changed";
                            case ChangeRequirement.Outcome.OwnFirst() ->
                                    "redirect:/settings/security?own-first";
                            case ChangeRequirement.Outcome.SensitiveFields() ->
                                    "redirect:/settings/security";
                        });
    }

    @PostMapping("/settings/security/disclosures/{id}/end")
    Mono<String> end(@AuthenticationPrincipal SignedIn who, @PathVariable("id") String id) {
        return Mono.fromCallable(() -> UUID.fromString(id))
                .onErrorMap(IllegalArgumentException.class, WorkspaceSecurityPage::unknown)
                .flatMap(disclosure ->
                        endDisclosure.handle(
                                new EndDisclosure.Command.Anybodys(who.caller(), disclosure)))
                .map(outcome ->
                        switch (outcome) {
                            case EndDisclosure.Outcome.Ended() ->
                                    "redirect:/settings/security?ended";
                            case EndDisclosure.Outcome.Unknown() -> throw unknown(null);
                        });
    }

    private static ResponseStatusException unknown(@Nullable Throwable cause) {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "no such disclosure", cause);
    }
}
