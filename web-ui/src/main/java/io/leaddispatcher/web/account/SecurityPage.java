package io.leaddispatcher.web.account;

import com.google.common.net.InetAddresses;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.account.ChangePassword;
import io.leaddispatcher.application.account.EndSession;
import io.leaddispatcher.application.account.ListSessions;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.secondfactor.ShowSecondFactor;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.web.layout.Problems;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.layout.Words;
import io.leaddispatcher.web.session.Doorway;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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

/** What keeps one's own account safe. */
@Controller
final class SecurityPage {

    private final ChangePassword changePassword;
    private final ShowSecondFactor showSecondFactor;
    private final ListSessions listSessions;
    private final EndSession endSession;
    private final Doorway doorway;
    private final Wording wording;

    SecurityPage(
            ChangePassword changePassword,
            ShowSecondFactor showSecondFactor,
            ListSessions listSessions,
            EndSession endSession,
            Doorway doorway,
            Wording wording) {
        this.changePassword = changePassword;
        this.showSecondFactor = showSecondFactor;
        this.listSessions = listSessions;
        this.endSession = endSession;
        this.doorway = doorway;
        this.wording = wording;
    }

    @GetMapping("/me/security")
    Mono<Rendering> show(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam MultiValueMap<String, String> parameters,
            ServerWebExchange exchange,
            Locale locale) {
        return page(new Asked(who, exchange, locale), Map.of(), HttpStatus.OK)
                .map(page ->
                        page.modelAttribute("changed", parameters.containsKey("changed"))
                                .modelAttribute("ended", parameters.containsKey("ended"))
                                .build());
    }

    @PostMapping("/me/security/sessions/{id}/end")
    Mono<String> end(@AuthenticationPrincipal SignedIn who, @PathVariable("id") UUID id) {
        return endSession
                .handle(new EndSession.Command(who, id))
                .map(outcome ->
                        switch (outcome) {
                            case EndSession.Outcome.Ended() -> "redirect:/me/security?ended";
                            case EndSession.Outcome.Unknown() ->
                                    throw new ResponseStatusException(HttpStatus.NOT_FOUND);
                        });
    }

    private record Asked(SignedIn who, ServerWebExchange exchange, Locale locale) {}

    /** A session in the list. */
    record SessionRow(String id, String address, When since, When seen, boolean current) {}

    @PostMapping("/me/security/password")
    Mono<Rendering> change(
            @AuthenticationPrincipal SignedIn who, ServerWebExchange exchange, Locale locale) {
        var words = wording.in(locale);
        var asked = new Asked(who, exchange, locale);
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
                                            asked,
                                            Map.of("current", words.say("security.wrong")),
                                            HttpStatus.UNPROCESSABLE_CONTENT);
                            case ChangePassword.Outcome.TooMany _ ->
                                    again(
                                            asked,
                                            Map.of("current", words.say("login.throttled")),
                                            HttpStatus.TOO_MANY_REQUESTS);
                        })
                .onErrorResume(
                        InvalidInputException.class,
                        e -> again(asked, Problems.of(e, words), HttpStatus.UNPROCESSABLE_CONTENT));
    }

    private static Secret secret(MultiValueMap<String, String> sent, String name) {
        return new Secret(Objects.requireNonNullElse(sent.getFirst(name), ""));
    }

    private Mono<Rendering> again(Asked asked, Map<String, String> problems, HttpStatus status) {
        return page(asked, problems, status).map(Rendering.Builder::build);
    }

    private Mono<Rendering.Builder<?>> page(
            Asked asked, Map<String, String> problems, HttpStatus status) {
        var words = wording.in(asked.locale());
        var session = doorway.session(asked.exchange()).orElseThrow();
        return Mono.zip(
                        listSessions.handle(new ListSessions.Query(asked.who(), session)),
                        showSecondFactor.handle(asked.who()))
                .map(found ->
                        Rendering.view("account/security")
                                .modelAttribute(
                                        "rows",
                                        found.getT1().stream()
                                                .map(each -> row(each, words))
                                                .toList())
                                .modelAttribute(
                                        "secondFactor",
                                        found.getT2() instanceof ShowSecondFactor.View.On)
                                .modelAttribute(
                                        "secondFactorHere",
                                        !(found.getT2() instanceof ShowSecondFactor.View.NotHere))
                                .modelAttribute("problems", problems)
                                .status(status));
    }

    private static SessionRow row(ListSessions.SessionView session, Words words) {
        return new SessionRow(
                session.id().toString(),
                place(session.address(), words),
                words.when(session.createdAt()),
                words.when(session.lastSeenAt()),
                session.current());
    }

    /** As people write addresses: the many zeros of a short IPv6 one left out. */
    private static String place(@Nullable String address, Words words) {
        if (address == null) {
            return words.say("sessions.unknown");
        }
        return InetAddresses.isInetAddress(address)
                ? InetAddresses.toAddrString(InetAddresses.forString(address))
                : address;
    }
}
