package io.leaddispatcher.web.account;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.account.ListWorkspaces;
import io.leaddispatcher.application.account.SwitchWorkspace;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.web.session.Doorway;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Going from one workspace of one's own to another. */
@Controller
final class WorkspacesPage {

    private final ListWorkspaces listWorkspaces;
    private final SwitchWorkspace switchWorkspace;
    private final Doorway doorway;

    WorkspacesPage(
            ListWorkspaces listWorkspaces, SwitchWorkspace switchWorkspace, Doorway doorway) {
        this.listWorkspaces = listWorkspaces;
        this.switchWorkspace = switchWorkspace;
        this.doorway = doorway;
    }

    @GetMapping("/workspaces")
    Mono<Rendering> show(@AuthenticationPrincipal SignedIn who) {
        return listWorkspaces
                .handle(who)
                .map(found ->
                        Rendering.view("account/workspaces").modelAttribute("rows", found).build());
    }

    @PostMapping("/workspaces/{id}")
    Mono<Rendering> enter(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("id") UUID id,
            ServerWebExchange exchange) {
        var session = doorway.session(exchange).orElseThrow();
        return switchWorkspace
                .handle(
                        new SwitchWorkspace.Command(
                                who, session, new TenantId(id), Doorway.address(exchange)))
                .flatMap(outcome ->
                        switch (outcome) {
                            case SwitchWorkspace.Outcome.Entered(var token) ->
                                    doorway.enter(exchange, token)
                                            .thenReturn(Rendering.redirectTo("/").build());
                            case SwitchWorkspace.Outcome.Unknown() ->
                                    Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND));
                        });
    }
}
