package io.leaddispatcher.web.login;

import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.sso.BeginSso;
import io.leaddispatcher.application.sso.FindSso;
import io.leaddispatcher.application.sso.FinishSso;
import io.leaddispatcher.web.session.Doorway;
import io.leaddispatcher.web.session.Redirect;
import io.leaddispatcher.web.session.RetryAfterHeader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Mono;

/** The way in by the identity provider of a workspace. */
@Controller
final class SsoLoginPage {

    private static final int LONGEST = 4_000;
    private static final String THROTTLED = "/login?throttled";

    private final FindSso findSso;
    private final BeginSso beginSso;
    private final FinishSso finishSso;
    private final Doorway doorway;

    SsoLoginPage(FindSso findSso, BeginSso beginSso, FinishSso finishSso, Doorway doorway) {
        this.findSso = findSso;
        this.beginSso = beginSso;
        this.finishSso = finishSso;
        this.doorway = doorway;
    }

    /**
     * Answers with a page that leads on and not with a redirect: browsers let a form lead nowhere
     * but to us.
     */
    @PostMapping("/login/sso")
    Mono<Rendering> find(ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(sent ->
                        findSso.handle(
                                new FindSso.Command(
                                        Objects.requireNonNullElse(sent.getFirst("workspace"), ""),
                                        Doorway.address(exchange))))
                .map(outcome ->
                        switch (outcome) {
                            case FindSso.Outcome.Found(var workspace) -> leaving(workspace);
                            case FindSso.Outcome.Unknown() ->
                                    Rendering.redirectTo("/login?sso-unknown").build();
                            case FindSso.Outcome.TooMany(var wait) ->
                                    Rendering.redirectTo(THROTTLED)
                                            .header(
                                                    HttpHeaders.RETRY_AFTER,
                                                    RetryAfterHeader.seconds(wait))
                                            .build();
                        });
    }

    private static Rendering leaving(String workspace) {
        String path = "/login/sso/" + UriUtils.encodePathSegment(workspace, StandardCharsets.UTF_8);
        return Rendering.view("login/leaving")
                .modelAttribute("path", path)
                .header("Refresh", "0;url=" + path)
                .build();
    }

    @GetMapping("/login/sso/{workspace}")
    Mono<Void> begin(@PathVariable("workspace") String workspace, ServerWebExchange exchange) {
        return beginSso.handle(
                        new BeginSso.Command(
                                workspace, doorway.send(exchange), Doorway.address(exchange)))
                .flatMap(outcome ->
                        switch (outcome) {
                            case BeginSso.Outcome.Away(var to) -> Redirect.to(exchange, to);
                            case BeginSso.Outcome.Unknown() ->
                                    Redirect.to(exchange, "/login?sso-unknown");
                            case BeginSso.Outcome.Unavailable() ->
                                    Redirect.to(exchange, "/login?sso-away");
                            case BeginSso.Outcome.TooMany(var wait) ->
                                    Redirect.throttled(exchange, THROTTLED, wait);
                        });
    }

    @GetMapping("/login/sso/{workspace}/callback")
    Mono<Void> finish(
            @PathVariable("workspace") String workspace,
            @RequestParam MultiValueMap<String, String> sent,
            ServerWebExchange exchange) {
        String code = one(sent, "code");
        return finishSso
                .handle(
                        new FinishSso.Command(
                                workspace,
                                doorway.back(exchange).orElse(null),
                                Objects.requireNonNullElse(one(sent, "state"), ""),
                                code == null ? null : new Secret(code),
                                one(sent, "error"),
                                one(sent, "iss"),
                                Doorway.address(exchange)))
                .flatMap(outcome ->
                        switch (outcome) {
                            case FinishSso.Outcome.Entered(var token) ->
                                    doorway.enterAndLeadOn(exchange, token);
                            case FinishSso.Outcome.Stale() ->
                                    Redirect.to(exchange, "/login?sso-stale");
                            case FinishSso.Outcome.Refused() ->
                                    Redirect.to(exchange, "/login?sso-refused");
                            case FinishSso.Outcome.TooMany(var wait) ->
                                    Redirect.throttled(exchange, THROTTLED, wait);
                        });
    }

    /** What stands there once and is not too long; anything else is nothing. */
    private static @Nullable String one(MultiValueMap<String, String> sent, String name) {
        List<String> values = sent.getOrDefault(name, List.of());
        return values.size() == 1
                        && !values.getFirst().isBlank()
                        && values.getFirst().length() <= LONGEST
                ? values.getFirst()
                : null;
    }
}
