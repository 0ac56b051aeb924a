package io.leaddispatcher.web.settings;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.paging.Page;
import io.leaddispatcher.application.token.CreateToken;
import io.leaddispatcher.application.token.ListTokens;
import io.leaddispatcher.application.token.RevokeToken;
import io.leaddispatcher.application.token.TokenView;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.web.layout.Problems;
import io.leaddispatcher.web.layout.Wording;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
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

/** The tokens of a workspace. A new one is shown once, in the answer to the form. */
@Controller
final class TokensPage {

    private static final List<String> SCOPES = List.of("read", "write", "admin");
    private static final List<Integer> DAYS = List.of(7, 30, 90, 365);

    private final ListTokens listTokens;
    private final CreateToken createToken;
    private final RevokeToken revokeToken;
    private final Wording wording;
    private final InstantSource clock;

    TokensPage(
            ListTokens listTokens,
            CreateToken createToken,
            RevokeToken revokeToken,
            Wording wording,
            InstantSource clock) {
        this.listTokens = listTokens;
        this.createToken = createToken;
        this.revokeToken = revokeToken;
        this.wording = wording;
        this.clock = clock;
    }

    @GetMapping("/settings/tokens")
    Mono<Rendering> show(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam MultiValueMap<String, String> parameters,
            Locale locale) {
        return page(who, locale)
                .map(page ->
                        page.modelAttribute("revoked", parameters.containsKey("revoked")).build());
    }

    @PostMapping("/settings/tokens")
    Mono<Rendering> create(
            @AuthenticationPrincipal SignedIn who, ServerWebExchange exchange, Locale locale) {
        return exchange.getFormData()
                .flatMap(sent ->
                        createToken
                                .handle(new CreateToken.Command(who.caller(), document(sent)))
                                .flatMap(created ->
                                        page(who, locale)
                                                .map(page ->
                                                        page.modelAttribute(
                                                                        "fresh",
                                                                        created.secret().reveal())
                                                                .build()))
                                .onErrorResume(
                                        InvalidInputException.class,
                                        e ->
                                                page(who, locale)
                                                        .map(page ->
                                                                again(
                                                                        page,
                                                                        sent,
                                                                        Problems.of(
                                                                                e,
                                                                                wording.in(
                                                                                        locale))))));
    }

    @PostMapping("/settings/tokens/{id}/revoke")
    Mono<String> revoke(@AuthenticationPrincipal SignedIn who, @PathVariable("id") UUID id) {
        return revokeToken
                .handle(new RevokeToken.Command(who.caller(), id))
                .map(outcome ->
                        switch (outcome) {
                            case RevokeToken.Outcome.Revoked() ->
                                    "redirect:/settings/tokens?revoked";
                            case RevokeToken.Outcome.Unknown() ->
                                    throw new ResponseStatusException(HttpStatus.NOT_FOUND);
                        });
    }

    private Map<String, Object> document(MultiValueMap<String, String> sent) {
        var document = new LinkedHashMap<String, Object>();
        document.put("name", Objects.requireNonNullElse(sent.getFirst("name"), ""));
        document.put("scopes", sent.getOrDefault("scope", List.of()));
        var days = Objects.requireNonNullElse(sent.getFirst("days"), "");
        if (days.matches("[0-9]{1,5}")) {
            document.put(
                    "expiresAt",
                    clock.instant().plus(Long.parseLong(days), ChronoUnit.DAYS).toString());
        }
        return document;
    }

    private static Rendering again(
            Rendering.Builder<?> page,
            MultiValueMap<String, String> sent,
            Map<String, String> problems) {
        return page.modelAttribute("name", Objects.requireNonNullElse(sent.getFirst("name"), ""))
                .modelAttribute("chosen", sent.getOrDefault("scope", List.of()))
                .modelAttribute("days", Objects.requireNonNullElse(sent.getFirst("days"), ""))
                .modelAttribute("problems", problems)
                .status(HttpStatus.UNPROCESSABLE_CONTENT)
                .build();
    }

    private Mono<Rendering.Builder<?>> page(SignedIn who, Locale locale) {
        var words = wording.in(locale);
        return all(who).map(tokens ->
                Rendering.view("settings/tokens")
                        .modelAttribute(
                                "rows",
                                tokens.stream().map(each -> TokenRow.of(each, words)).toList())
                        .modelAttribute("scopes", SCOPES)
                        .modelAttribute("choices", DAYS)
                        .modelAttribute("chosen", List.of("read"))
                        .modelAttribute("days", "90")
                        .modelAttribute("name", "")
                        .modelAttribute("problems", Map.of()));
    }

    private Mono<List<TokenView>> all(SignedIn who) {
        return Page.all(after ->
                listTokens.handle(
                        new ListTokens.Query(
                                who.caller(),
                                after == null ? null : UUID.fromString(after),
                                Page.MOST)));
    }
}
