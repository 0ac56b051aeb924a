package io.leaddispatcher.web.connection;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.connection.ShowConnection;
import io.leaddispatcher.application.slack.BeginSlackInstall;
import io.leaddispatcher.application.slack.FinishSlackInstall;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.web.session.Doorway;
import io.leaddispatcher.web.session.Redirect;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The way to Slack and back, to add the app there. */
@Controller
final class SlackInstallPage {

    private final BeginSlackInstall beginInstall;
    private final FinishSlackInstall finishInstall;
    private final ShowConnection showConnection;
    private final Doorway doorway;

    SlackInstallPage(
            BeginSlackInstall beginInstall,
            FinishSlackInstall finishInstall,
            ShowConnection showConnection,
            Doorway doorway) {
        this.beginInstall = beginInstall;
        this.finishInstall = finishInstall;
        this.showConnection = showConnection;
        this.doorway = doorway;
    }

    /**
     * Answers with a page that leads on and not with a redirect: browsers let a form lead nowhere
     * but to us.
     */
    @PostMapping("/connections/slack/install")
    Mono<Rendering> begin(@AuthenticationPrincipal SignedIn who, ServerWebExchange exchange) {
        who.caller().require(Permission.CONNECT);
        return exchange.getFormData()
                .flatMap(sent -> {
                    ConnectionKey key = key(sent.getFirst("key"));
                    return beginInstall
                            .handle(
                                    new BeginSlackInstall.Command(
                                            who.caller(),
                                            AwayAndBack.session(doorway, exchange),
                                            key))
                            .map(outcome ->
                                    switch (outcome) {
                                        case BeginSlackInstall.Outcome.Away(var to) ->
                                                AwayAndBack.leaving(to, "Slack");
                                        case BeginSlackInstall.Outcome.Unknown _ ->
                                                throw ConnectionAddress.unknown();
                                        case BeginSlackInstall.Outcome.NoApp _ ->
                                                back(key, "no-app");
                                        case BeginSlackInstall.Outcome.TooMany _ ->
                                                back(key, "too-many");
                                    });
                });
    }

    private static Rendering back(@Nullable ConnectionKey key, String outcome) {
        return Rendering.redirectTo(
                        (key == null ? "/connections/add/slack" : "/connections/" + key)
                                + "?slack="
                                + outcome)
                .build();
    }

    @GetMapping("/connections/slack/callback")
    Mono<Void> finish(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam MultiValueMap<String, String> sent,
            ServerWebExchange exchange) {
        who.caller().require(Permission.CONNECT);
        AwayAndBack.Brought brought = AwayAndBack.Brought.of(sent);
        return finishInstall
                .handle(
                        new FinishSlackInstall.Command(
                                who.caller(),
                                AwayAndBack.session(doorway, exchange),
                                brought.state(),
                                brought.code(),
                                brought.error()))
                .flatMap(outcome ->
                        switch (outcome) {
                            case FinishSlackInstall.Outcome.Added(var key, _) ->
                                    to(exchange, who, key, "added");
                            case FinishSlackInstall.Outcome.Stale _ ->
                                    Redirect.to(exchange, "/connections/add/slack?slack=stale");
                            case FinishSlackInstall.Outcome.Denied(var key) ->
                                    to(exchange, who, key, "denied");
                            case FinishSlackInstall.Outcome.Taken(var key) ->
                                    to(exchange, who, key, "taken");
                            case FinishSlackInstall.Outcome.Rotating(var key) ->
                                    to(exchange, who, key, "rotating");
                            case FinishSlackInstall.Outcome.Organisation(var key) ->
                                    to(exchange, who, key, "organisation");
                            case FinishSlackInstall.Outcome.Refused(var key, var error) ->
                                    to(exchange, who, key, SlackPanel.spelled(error));
                        });
    }

    /** To the connection, or to where it is made while there is none. */
    private Mono<Void> to(
            ServerWebExchange exchange, SignedIn who, ConnectionKey key, String outcome) {
        return showConnection
                .handle(new ShowConnection.Query(who.caller(), key))
                .map(_ -> "/connections/" + key)
                .defaultIfEmpty("/connections/add/slack")
                .flatMap(path -> Redirect.to(exchange, path + "?slack=" + outcome));
    }

    private static @Nullable ConnectionKey key(@Nullable String sent) {
        if (sent == null || sent.isBlank()) {
            return null;
        }
        return ConnectionAddress.connection(sent);
    }
}
