package io.leaddispatcher.web.settings;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.workspace.ChangeWorkspace;
import io.leaddispatcher.application.workspace.ShowWorkspace;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.web.layout.Problems;
import io.leaddispatcher.web.layout.Shown;
import io.leaddispatcher.web.layout.TimeZones;
import io.leaddispatcher.web.layout.Wording;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What the workspace is called, and by whose clocks its days begin. */
@Controller
final class WorkspacePage {

    private static final String PATH = "/settings/workspace";

    private final ShowWorkspace showWorkspace;
    private final ChangeWorkspace changeWorkspace;
    private final Wording wording;
    private final InstantSource clock;

    WorkspacePage(
            ShowWorkspace showWorkspace,
            ChangeWorkspace changeWorkspace,
            Wording wording,
            InstantSource clock) {
        this.showWorkspace = showWorkspace;
        this.changeWorkspace = changeWorkspace;
        this.wording = wording;
        this.clock = clock;
    }

    @GetMapping(PATH)
    Mono<Rendering> show(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam MultiValueMap<String, String> parameters,
            Locale locale) {
        return page(who, Map.of(), Map.of(), locale)
                .map(page -> page.modelAttribute("saved", parameters.containsKey("saved")).build());
    }

    @PostMapping(PATH)
    Mono<Rendering> change(
            @AuthenticationPrincipal SignedIn who, ServerWebExchange exchange, Locale locale) {
        return exchange.getFormData()
                .map(MultiValueMap::toSingleValueMap)
                .flatMap(sent ->
                        changeWorkspace
                                .handle(new ChangeWorkspace.Command(who.caller(), wanted(sent)))
                                .<Rendering>map(_ -> Rendering.redirectTo(PATH + "?saved").build())
                                .onErrorResume(
                                        InvalidInputException.class,
                                        refused ->
                                                page(
                                                                who,
                                                                sent,
                                                                Problems.of(
                                                                        refused,
                                                                        wording.in(locale)),
                                                                locale)
                                                        .map(page ->
                                                                page.status(
                                                                                HttpStatus
                                                                                        .UNPROCESSABLE_CONTENT)
                                                                        .build())));
    }

    private static Map<String, String> wanted(Map<String, String> sent) {
        var wanted = Shown.changed(sent);
        wanted.keySet().retainAll(Set.of("name", "timeZone"));
        return wanted;
    }

    private Mono<Rendering.Builder<?>> page(
            SignedIn who, Map<String, String> sent, Map<String, String> problems, Locale locale) {
        var words = wording.in(locale);
        Instant now = clock.instant();
        return showWorkspace
                .handle(new ShowWorkspace.Query(who.caller()))
                .map(workspace ->
                        Rendering.view("settings/workspace")
                                .modelAttribute("workspace", workspace)
                                .modelAttribute("name", Shown.again(sent, "name", workspace.name()))
                                .modelAttribute(
                                        "timeZone",
                                        Shown.again(sent, "timeZone", workspace.zone().getId()))
                                .modelAttribute("zone", words.zone(workspace.zone()))
                                .modelAttribute("now", words.local(now, workspace.zone()))
                                .modelAttribute("zones", TimeZones.OF_PLACES)
                                .modelAttribute("problems", problems));
    }
}
