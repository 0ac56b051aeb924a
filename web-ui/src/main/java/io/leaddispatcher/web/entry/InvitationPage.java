package io.leaddispatcher.web.entry;

import io.leaddispatcher.application.account.AcceptInvitation;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.member.ShowInvitation;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.web.layout.Problems;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.session.Doorway;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Taking a seat that was offered. */
@Controller
final class InvitationPage {

    private final ShowInvitation showInvitation;
    private final AcceptInvitation acceptInvitation;
    private final Doorway doorway;
    private final Wording wording;

    InvitationPage(
            ShowInvitation showInvitation,
            AcceptInvitation acceptInvitation,
            Doorway doorway,
            Wording wording) {
        this.showInvitation = showInvitation;
        this.acceptInvitation = acceptInvitation;
        this.doorway = doorway;
        this.wording = wording;
    }

    @GetMapping("/invitation/{link}")
    Mono<Rendering> show(@PathVariable("link") String link) {
        return page(link, null, Map.of(), HttpStatus.OK);
    }

    @PostMapping("/invitation/{link}")
    Mono<Rendering> accept(
            @PathVariable("link") String link, ServerWebExchange exchange, Locale locale) {
        var words = wording.in(locale);
        return exchange.getFormData()
                .flatMap(sent -> {
                    String name = SignUpPage.text(sent, "name");
                    return acceptInvitation
                            .handle(
                                    new AcceptInvitation.Command(
                                            new Secret(link),
                                            name,
                                            new Secret(SignUpPage.text(sent, "password")),
                                            Doorway.address(exchange)))
                            .flatMap(outcome ->
                                    switch (outcome) {
                                        case AcceptInvitation.Outcome.Entered(var token) ->
                                                doorway.enter(exchange, token)
                                                        .thenReturn(
                                                                Rendering.redirectTo("/").build());
                                        case AcceptInvitation.Outcome.Seated() ->
                                                Mono.just(Rendering.redirectTo("/login").build());
                                        case AcceptInvitation.Outcome.Gone() -> gone();
                                        case AcceptInvitation.Outcome.WrongPassword() ->
                                                page(
                                                        link,
                                                        name,
                                                        Map.of(
                                                                "password",
                                                                words.say("invitation.wrong")),
                                                        HttpStatus.UNPROCESSABLE_CONTENT);
                                        case AcceptInvitation.Outcome.TooMany _ ->
                                                page(
                                                        link,
                                                        name,
                                                        Map.of(
                                                                "password",
                                                                words.say("login.throttled")),
                                                        HttpStatus.TOO_MANY_REQUESTS);
                                    })
                            .onErrorResume(
                                    InvalidInputException.class,
                                    e ->
                                            page(
                                                    link,
                                                    name,
                                                    Problems.of(e, words),
                                                    HttpStatus.UNPROCESSABLE_CONTENT));
                });
    }

    /**
     * @param name what was typed; null: as whoever invited has it
     */
    private Mono<Rendering> page(
            String link, @Nullable String name, Map<String, String> problems, HttpStatus status) {
        return showInvitation
                .handle(new Secret(link))
                .map(shown ->
                        Rendering.view("entry/invitation")
                                .modelAttribute("link", link)
                                .modelAttribute("invitation", shown)
                                .modelAttribute("name", name == null ? shown.name() : name)
                                .modelAttribute("problems", problems)
                                .status(status)
                                .build())
                .switchIfEmpty(Mono.defer(InvitationPage::gone));
    }

    private static Mono<Rendering> gone() {
        return Mono.just(GonePage.show());
    }
}
