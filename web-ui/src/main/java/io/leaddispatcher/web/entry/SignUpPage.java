package io.leaddispatcher.web.entry;

import io.leaddispatcher.application.access.AccessRules;
import io.leaddispatcher.application.account.ConfirmSignUp;
import io.leaddispatcher.application.account.LookAtLink;
import io.leaddispatcher.application.account.SignUp;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.web.layout.Problems;
import io.leaddispatcher.web.layout.TimeZones;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.session.Doorway;
import io.leaddispatcher.web.session.RetryAfterHeader;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
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

/** Founding a workspace of one's own. */
@Controller
final class SignUpPage {

    private static final String VIEW = "entry/signup";

    private final AccessRules rules;
    private final SignUp signUp;
    private final LookAtLink lookAtLink;
    private final ConfirmSignUp confirmSignUp;
    private final Doorway doorway;
    private final Wording wording;

    SignUpPage(
            AccessRules rules,
            SignUp signUp,
            LookAtLink lookAtLink,
            ConfirmSignUp confirmSignUp,
            Doorway doorway,
            Wording wording) {
        this.rules = rules;
        this.signUp = signUp;
        this.lookAtLink = lookAtLink;
        this.confirmSignUp = confirmSignUp;
        this.doorway = doorway;
        this.wording = wording;
    }

    @GetMapping("/signup")
    Rendering show(@RequestParam MultiValueMap<String, String> parameters) {
        if (!rules.signUp()) {
            throw closed();
        }
        return page(Map.of(), Map.of())
                .modelAttribute("posted", parameters.containsKey("posted"))
                .build();
    }

    @PostMapping("/signup")
    Mono<Rendering> signUp(ServerWebExchange exchange, Locale locale) {
        return exchange.getFormData()
                .flatMap(sent ->
                        signUp.handle(
                                        new SignUp.Command(
                                                text(sent, "workspace"),
                                                text(sent, "name"),
                                                text(sent, "email"),
                                                new Secret(text(sent, "password")),
                                                TimeZones.ofBrowser(text(sent, "zone")),
                                                Doorway.address(exchange)))
                                .flatMap(outcome -> answer(exchange, sent, outcome))
                                .onErrorResume(
                                        InvalidInputException.class,
                                        e ->
                                                Mono.just(
                                                        page(
                                                                        typed(sent),
                                                                        Problems.of(
                                                                                e,
                                                                                wording.in(locale)))
                                                                .status(
                                                                        HttpStatus
                                                                                .UNPROCESSABLE_CONTENT)
                                                                .build())));
    }

    private Mono<Rendering> answer(
            ServerWebExchange exchange,
            MultiValueMap<String, String> sent,
            SignUp.Outcome outcome) {
        return switch (outcome) {
            case SignUp.Outcome.Posted() ->
                    Mono.just(Rendering.redirectTo("/signup?posted").build());
            case SignUp.Outcome.Entered(var token) ->
                    doorway.enter(exchange, token).thenReturn(Rendering.redirectTo("/").build());
            case SignUp.Outcome.TooMany(var wait) ->
                    Mono.just(
                            page(typed(sent), Map.of())
                                    .modelAttribute("throttled", true)
                                    .status(HttpStatus.TOO_MANY_REQUESTS)
                                    .header(HttpHeaders.RETRY_AFTER, RetryAfterHeader.seconds(wait))
                                    .build());
            case SignUp.Outcome.Closed() -> throw closed();
        };
    }

    /** The address in the letter changes nothing by itself: programs that scan mail open it too. */
    @GetMapping("/signup/{link}")
    Mono<Rendering> ask(@PathVariable("link") String link) {
        return lookAtLink
                .handle(new LookAtLink.Query(LookAtLink.Purpose.SIGN_UP, new Secret(link)))
                .map(there ->
                        there
                                ? Rendering.view("entry/confirm")
                                        .modelAttribute("link", link)
                                        .build()
                                : gone());
    }

    @PostMapping("/signup/{link}")
    Mono<Rendering> confirm(@PathVariable("link") String link, ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(sent ->
                        confirmSignUp.handle(
                                new Secret(link), TimeZones.ofBrowser(text(sent, "zone"))))
                .flatMap(outcome ->
                        switch (outcome) {
                            case ConfirmSignUp.Outcome.Entered(var token) ->
                                    doorway.enter(exchange, token)
                                            .thenReturn(Rendering.redirectTo("/").build());
                            case ConfirmSignUp.Outcome.Gone() -> Mono.just(gone());
                        });
    }

    private Rendering gone() {
        return GonePage.show(rules.signUp() ? "/signup" : null);
    }

    static String text(MultiValueMap<String, String> sent, String name) {
        return Objects.requireNonNullElse(sent.getFirst(name), "");
    }

    private static Map<String, String> typed(MultiValueMap<String, String> sent) {
        return Map.of(
                "workspace", text(sent, "workspace"),
                "name", text(sent, "name"),
                "email", text(sent, "email"));
    }

    private static Rendering.Builder<?> page(
            Map<String, String> sent, Map<String, String> problems) {
        return Rendering.view(VIEW)
                .modelAttribute("sent", sent)
                .modelAttribute("problems", problems);
    }

    private static ResponseStatusException closed() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "sign-up is closed");
    }
}
