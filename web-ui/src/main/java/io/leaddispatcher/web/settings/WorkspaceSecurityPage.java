package io.leaddispatcher.web.settings;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.secondfactor.ChangeRequirement;
import io.leaddispatcher.application.secondfactor.ShowRequirement;
import io.leaddispatcher.domain.access.Permission;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What a workspace asks of whoever logs in. */
@Controller
final class WorkspaceSecurityPage {

    private final ShowRequirement showRequirement;
    private final ChangeRequirement changeRequirement;

    WorkspaceSecurityPage(ShowRequirement showRequirement, ChangeRequirement changeRequirement) {
        this.showRequirement = showRequirement;
        this.changeRequirement = changeRequirement;
    }

    @GetMapping("/settings/security")
    Mono<Rendering> show(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam MultiValueMap<String, String> parameters) {
        return showRequirement
                .handle(who.caller())
                .map(standing ->
                        Rendering.view("settings/security")
                                .modelAttribute("standing", standing)
                                .modelAttribute("owns", who.caller().actor().may(Permission.OWN))
                                .modelAttribute("changed", parameters.containsKey("changed"))
                                .modelAttribute("ownFirst", parameters.containsKey("own-first"))
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
}
