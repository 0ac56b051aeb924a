package io.leaddispatcher.web.connection;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.consent.BeginConsent;
import io.leaddispatcher.application.consent.FinishConsent;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.web.session.Doorway;
import io.leaddispatcher.web.session.Redirect;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The way to the log-in of a CRM and back, to be let in there. */
@Controller
final class ConsentPage {

    private final BeginConsent beginConsent;
    private final FinishConsent finishConsent;
    private final Doorway doorway;

    ConsentPage(BeginConsent beginConsent, FinishConsent finishConsent, Doorway doorway) {
        this.beginConsent = beginConsent;
        this.finishConsent = finishConsent;
        this.doorway = doorway;
    }

    @PostMapping("/connections/consent/begin")
    Mono<Rendering> begin(@AuthenticationPrincipal SignedIn who, ServerWebExchange exchange) {
        who.caller().require(Permission.CONNECT);
        return exchange.getFormData()
                .flatMap(sent -> {
                    ConnectionKey key = ConnectionAddress.connection(sent.getFirst("key"));
                    return beginConsent
                            .handle(
                                    new BeginConsent.Command(
                                            who.caller(),
                                            AwayAndBack.session(doorway, exchange),
                                            key))
                            .map(outcome ->
                                    switch (outcome) {
                                        case BeginConsent.Outcome.Away(var to, var type) ->
                                                AwayAndBack.leaving(to, ConsentPanel.system(type));
                                        case BeginConsent.Outcome.Unknown() ->
                                                throw ConnectionAddress.unknown();
                                        case BeginConsent.Outcome.NoApp() ->
                                                Rendering.redirectTo(path(key, "no-app")).build();
                                        case BeginConsent.Outcome.TooMany() ->
                                                Rendering.redirectTo(path(key, "too-many")).build();
                                    });
                });
    }

    @GetMapping("/connections/consent/callback")
    Mono<Void> finish(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam MultiValueMap<String, String> sent,
            ServerWebExchange exchange) {
        who.caller().require(Permission.CONNECT);
        AwayAndBack.Brought brought = AwayAndBack.Brought.of(sent);
        return finishConsent
                .handle(
                        new FinishConsent.Command(
                                who.caller(),
                                AwayAndBack.session(doorway, exchange),
                                brought.state(),
                                brought.code(),
                                brought.error()))
                .map(outcome ->
                        switch (outcome) {
                            case FinishConsent.Outcome.Connected(var key) -> path(key, "connected");
                            // Whose it was is not known, so that it leads to no connection.
                            case FinishConsent.Outcome.Stale() -> "/connections?consent=stale";
                            case FinishConsent.Outcome.Denied(var key) -> path(key, "denied");
                            case FinishConsent.Outcome.OtherAccount(var key) ->
                                    path(key, "other-account");
                            case FinishConsent.Outcome.Refused(var key, var reason) ->
                                    path(key, ConsentPanel.spelled(reason));
                        })
                .flatMap(path -> Redirect.to(exchange, path));
    }

    private static String path(ConnectionKey key, String outcome) {
        return "/connections/" + key + "?consent=" + outcome;
    }
}
