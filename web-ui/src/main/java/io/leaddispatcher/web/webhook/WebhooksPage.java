package io.leaddispatcher.web.webhook;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.webhook.CreateWebhook;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.web.layout.Problems;
import java.util.Locale;
import java.util.Map;
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

/** Who listens, and the form for one more. Its secret is shown once, in the answer to the form. */
@Controller
final class WebhooksPage {

    private final WebhookDesk desk;
    private final CreateWebhook create;

    WebhooksPage(WebhookDesk desk, CreateWebhook create) {
        this.desk = desk;
        this.create = create;
    }

    @GetMapping("/settings/webhooks")
    Mono<Rendering> show(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam MultiValueMap<String, String> parameters,
            Locale locale) {
        var words = desk.words(locale);
        return desk.list(who, WebhookForm.fresh(words), words)
                .map(page ->
                        page.modelAttribute("deleted", parameters.containsKey("deleted")).build());
    }

    @PostMapping("/settings/webhooks")
    Mono<Rendering> create(
            @AuthenticationPrincipal SignedIn who, ServerWebExchange exchange, Locale locale) {
        var words = desk.words(locale);
        return exchange.getFormData()
                .flatMap(sent ->
                        create.handle(
                                        new CreateWebhook.Command(
                                                who.caller(), WebhookForm.document(sent, true)))
                                .flatMap(outcome ->
                                        switch (outcome) {
                                            case CreateWebhook.Outcome.Created(
                                                            var made,
                                                            var secret) ->
                                                    desk.list(who, WebhookForm.fresh(words), words)
                                                            .map(page ->
                                                                    page.modelAttribute(
                                                                                    "fresh",
                                                                                    secret.reveal())
                                                                            .modelAttribute(
                                                                                    "made",
                                                                                    Webhook.of(
                                                                                            made,
                                                                                            words))
                                                                            .build());
                                            case CreateWebhook.Outcome.Full() ->
                                                    again(who, sent, Map.of(), locale)
                                                            .map(page ->
                                                                    page.modelAttribute(
                                                                                    "most",
                                                                                    CreateWebhook
                                                                                            .MOST)
                                                                            .status(
                                                                                    HttpStatus
                                                                                            .CONFLICT)
                                                                            .build());
                                        })
                                .onErrorResume(
                                        InvalidInputException.class,
                                        refusal ->
                                                again(
                                                                who,
                                                                sent,
                                                                Problems.of(refusal, words),
                                                                locale)
                                                        .map(page ->
                                                                page.status(
                                                                                HttpStatus
                                                                                        .UNPROCESSABLE_CONTENT)
                                                                        .build())));
    }

    private Mono<Rendering.Builder<?>> again(
            SignedIn who,
            MultiValueMap<String, String> sent,
            Map<String, String> problems,
            Locale locale) {
        var words = desk.words(locale);
        return desk.list(who, WebhookForm.again(sent, "", problems, words), words);
    }
}
