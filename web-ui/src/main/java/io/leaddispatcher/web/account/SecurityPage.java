package io.leaddispatcher.web.account;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.account.ChangePassword;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.web.layout.Problems;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.session.Doorway;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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

/** What keeps one's own account safe. */
@Controller
final class SecurityPage {

    private final ChangePassword changePassword;
    private final Doorway doorway;
    private final Wording wording;

    SecurityPage(ChangePassword changePassword, Doorway doorway, Wording wording) {
        this.changePassword = changePassword;
        this.doorway = doorway;
        this.wording = wording;
    }

    @GetMapping("/me/security")
    Mono<Rendering> show(@RequestParam MultiValueMap<String, String> parameters) {
        return page(Map.of(), HttpStatus.OK)
                .map(page ->
                        page.modelAttribute("changed", parameters.containsKey("changed")).build());
    }

    @PostMapping("/me/security/password")
    Mono<Rendering> change(
            @AuthenticationPrincipal SignedIn who, ServerWebExchange exchange, Locale locale) {
        var words = wording.in(locale);
        var session = doorway.session(exchange).orElseThrow();
        return exchange.getFormData()
                .flatMap(sent ->
                        changePassword.handle(
                                new ChangePassword.Command(
                                        who,
                                        session,
                                        secret(sent, "current"),
                                        secret(sent, "next"),
                                        Doorway.address(exchange))))
                .flatMap(outcome ->
                        switch (outcome) {
                            case ChangePassword.Outcome.Changed() ->
                                    Mono.just(Rendering.redirectTo("/me/security?changed").build());
                            case ChangePassword.Outcome.Wrong() ->
                                    again(
                                            Map.of("current", words.say("security.wrong")),
                                            HttpStatus.UNPROCESSABLE_CONTENT);
                            case ChangePassword.Outcome.TooMany _ ->
                                    again(
                                            Map.of("current", words.say("login.throttled")),
                                            HttpStatus.TOO_MANY_REQUESTS);
                        })
                .onErrorResume(
                        InvalidInputException.class,
                        e -> again(Problems.of(e), HttpStatus.UNPROCESSABLE_CONTENT));
    }

    private static Secret secret(MultiValueMap<String, String> sent, String name) {
        return new Secret(Objects.requireNonNullElse(sent.getFirst(name), ""));
    }

    private static Mono<Rendering> again(Map<String, String> problems, HttpStatus status) {
        return page(problems, status).map(Rendering.Builder::build);
    }

    private static Mono<Rendering.Builder<?>> page(
            Map<String, String> problems, HttpStatus status) {
        return Mono.just(
                Rendering.view("account/security")
                        .modelAttribute("problems", problems)
                        .status(status));
    }
}
