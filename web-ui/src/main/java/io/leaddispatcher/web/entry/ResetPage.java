package io.leaddispatcher.web.entry;

import io.leaddispatcher.application.account.AskForReset;
import io.leaddispatcher.application.account.LookAtLink;
import io.leaddispatcher.application.account.ResetPassword;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.web.layout.Problems;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.session.Doorway;
import io.leaddispatcher.web.session.RetryAfterHeader;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Asking for a new password, and setting it. */
@Controller
final class ResetPage {

    private static final String PATH = "/reset";

    private final AskForReset askForReset;
    private final LookAtLink lookAtLink;
    private final ResetPassword resetPassword;
    private final Wording wording;

    ResetPage(
            AskForReset askForReset,
            LookAtLink lookAtLink,
            ResetPassword resetPassword,
            Wording wording) {
        this.askForReset = askForReset;
        this.lookAtLink = lookAtLink;
        this.resetPassword = resetPassword;
        this.wording = wording;
    }

    @GetMapping(PATH)
    Rendering show(@RequestParam MultiValueMap<String, String> parameters) {
        return Rendering.view("entry/reset")
                .modelAttribute("posted", parameters.containsKey("posted"))
                .modelAttribute("noMail", parameters.containsKey("no-mail"))
                .build();
    }

    @PostMapping(PATH)
    Mono<Rendering> ask(ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(sent -> {
                    String email = SignUpPage.text(sent, "email");
                    return askForReset
                            .handle(new AskForReset.Command(email, Doorway.address(exchange)))
                            .map(outcome ->
                                    switch (outcome) {
                                        case AskForReset.Outcome.Posted() ->
                                                Rendering.redirectTo("/reset?posted").build();
                                        case AskForReset.Outcome.NoMail() ->
                                                Rendering.redirectTo("/reset?no-mail").build();
                                        case AskForReset.Outcome.TooMany(var wait) ->
                                                Rendering.view("entry/reset")
                                                        .modelAttribute("throttled", true)
                                                        .modelAttribute("email", email)
                                                        .status(HttpStatus.TOO_MANY_REQUESTS)
                                                        .header(
                                                                HttpHeaders.RETRY_AFTER,
                                                                RetryAfterHeader.seconds(wait))
                                                        .build();
                                    });
                });
    }

    @GetMapping(PATH + "/{link}")
    Mono<Rendering> choose(@PathVariable("link") String link) {
        return lookAtLink
                .handle(new LookAtLink.Query(LookAtLink.Purpose.RESET, new Secret(link)))
                .map(there -> there ? page(link, Map.of()).build() : GonePage.show(PATH));
    }

    @PostMapping(PATH + "/{link}")
    Mono<Rendering> set(
            @PathVariable("link") String link, ServerWebExchange exchange, Locale locale) {
        return exchange.getFormData()
                .flatMap(sent ->
                        resetPassword.handle(
                                new ResetPassword.Command(
                                        new Secret(link),
                                        new Secret(SignUpPage.text(sent, "password")))))
                .map(outcome ->
                        switch (outcome) {
                            case ResetPassword.Outcome.Done() ->
                                    Rendering.redirectTo("/login?reset").build();
                            case ResetPassword.Outcome.Gone() -> GonePage.show(PATH);
                        })
                .onErrorResume(
                        InvalidInputException.class,
                        e ->
                                Mono.just(
                                        page(link, Problems.of(e, wording.in(locale)))
                                                .status(HttpStatus.UNPROCESSABLE_CONTENT)
                                                .build()));
    }

    private static Rendering.Builder<?> page(String link, Map<String, String> problems) {
        return Rendering.view("entry/password")
                .modelAttribute("link", link)
                .modelAttribute("problems", problems);
    }
}
