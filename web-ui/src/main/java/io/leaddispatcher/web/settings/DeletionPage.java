package io.leaddispatcher.web.settings;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.closure.CloseWorkspace;
import io.leaddispatcher.application.closure.ReopenWorkspace;
import io.leaddispatcher.application.closure.ShowClosure;
import io.leaddispatcher.application.closure.port.WorkspaceDeletions;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.session.Doorway;
import io.leaddispatcher.web.session.RetryAfterHeader;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
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

/** An owner closes the workspace for good, or opens it again while that is possible. */
@Controller
final class DeletionPage {

    private static final String PATH = "/settings/data/deletion";

    private final ShowClosure showClosure;
    private final CloseWorkspace closeWorkspace;
    private final ReopenWorkspace reopenWorkspace;
    private final Wording wording;

    DeletionPage(
            ShowClosure showClosure,
            CloseWorkspace closeWorkspace,
            ReopenWorkspace reopenWorkspace,
            Wording wording) {
        this.showClosure = showClosure;
        this.closeWorkspace = closeWorkspace;
        this.reopenWorkspace = reopenWorkspace;
        this.wording = wording;
    }

    @GetMapping(PATH)
    Mono<Rendering> show(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam MultiValueMap<String, String> parameters,
            Locale locale) {
        return page(who, locale)
                .map(page ->
                        page.modelAttribute("tooLate", parameters.containsKey("too-late")).build());
    }

    @PostMapping(PATH)
    Mono<Rendering> close(
            @AuthenticationPrincipal SignedIn who, ServerWebExchange exchange, Locale locale) {
        return exchange.getFormData()
                .flatMap(sent -> {
                    String name = text(sent, "name");
                    return closeWorkspace
                            .handle(
                                    new CloseWorkspace.Command(
                                            who,
                                            name,
                                            new Secret(text(sent, "password")),
                                            Doorway.address(exchange)))
                            .flatMap(outcome ->
                                    switch (outcome) {
                                        case CloseWorkspace.Outcome.Closed _,
                                                CloseWorkspace.Outcome.AlreadyClosed() ->
                                                Mono.just(Rendering.redirectTo(PATH).build());
                                        case CloseWorkspace.Outcome.WrongName() ->
                                                refused(
                                                        who,
                                                        name,
                                                        "name",
                                                        "deletion.name.wrong",
                                                        locale);
                                        case CloseWorkspace.Outcome.WrongPassword() ->
                                                refused(
                                                        who,
                                                        name,
                                                        "password",
                                                        "security.wrong",
                                                        locale);
                                        case CloseWorkspace.Outcome.TooMany(var wait) ->
                                                again(
                                                                who,
                                                                name,
                                                                "password",
                                                                "login.throttled",
                                                                locale)
                                                        .map(page ->
                                                                page.status(
                                                                                HttpStatus
                                                                                        .TOO_MANY_REQUESTS)
                                                                        .header(
                                                                                HttpHeaders
                                                                                        .RETRY_AFTER,
                                                                                RetryAfterHeader
                                                                                        .seconds(
                                                                                                wait))
                                                                        .build());
                                    });
                });
    }

    @PostMapping(PATH + "/undo")
    Mono<String> undo(@AuthenticationPrincipal SignedIn who) {
        return reopenWorkspace
                .handle(new ReopenWorkspace.Command(who.caller()))
                .map(outcome ->
                        switch (outcome) {
                            case ReopenWorkspace.Outcome.Open() ->
                                    "redirect:/settings/data?reopened";
                            case ReopenWorkspace.Outcome.NotPossible() ->
                                    "redirect:" + PATH + "?too-late";
                        });
    }

    private static String text(MultiValueMap<String, String> sent, String name) {
        return Objects.requireNonNullElse(sent.getFirst(name), "");
    }

    private Mono<Rendering> refused(
            SignedIn who, String name, String field, String problem, Locale locale) {
        return again(who, name, field, problem, locale)
                .map(page -> page.status(HttpStatus.UNPROCESSABLE_CONTENT).build());
    }

    private Mono<Rendering.Builder<?>> again(
            SignedIn who, String name, String field, String problem, Locale locale) {
        var words = wording.in(locale);
        return page(who, locale)
                .map(page ->
                        page.modelAttribute("typed", name)
                                .modelAttribute("problems", Map.of(field, words.say(problem))));
    }

    private Mono<Rendering.Builder<?>> page(SignedIn who, Locale locale) {
        var words = wording.in(locale);
        return showClosure
                .handle(new ShowClosure.Query(who.caller()))
                .map(view -> {
                    var closed = view.closed();
                    Rendering.Builder<?> page =
                            Rendering.view("settings/deletion")
                                    .modelAttribute("name", who.workspaceName())
                                    .modelAttribute("contents", view.contents())
                                    .modelAttribute(
                                            "manyLeads",
                                            view.contents().leads()
                                                    > WorkspaceDeletions.MOST_COUNTED)
                                    .modelAttribute("days", view.grace().toDays())
                                    .modelAttribute("hours", view.grace().toHours())
                                    .modelAttribute("problems", Map.of());
                    return closed == null
                            ? page.modelAttribute("closed", false)
                            : page.modelAttribute("closed", true)
                                    .modelAttribute("begun", closed.begun())
                                    .modelAttribute("due", words.when(closed.dueAt()));
                });
    }
}
