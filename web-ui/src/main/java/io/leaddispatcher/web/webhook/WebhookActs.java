package io.leaddispatcher.web.webhook;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.dispatch.ReplayDelivery;
import io.leaddispatcher.application.webhook.DeleteWebhook;
import io.leaddispatcher.application.webhook.RotateWebhookSecret;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.web.layout.Problems;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Words;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What is done to a subscription beside changing it. */
@Controller
final class WebhookActs {

    private final WebhookDesk desk;
    private final RotateWebhookSecret rotate;
    private final DeleteWebhook delete;
    private final ReplayDelivery replay;

    WebhookActs(
            WebhookDesk desk,
            RotateWebhookSecret rotate,
            DeleteWebhook delete,
            ReplayDelivery replay) {
        this.desk = desk;
        this.rotate = rotate;
        this.delete = delete;
        this.replay = replay;
    }

    @PostMapping("/settings/webhooks/{id}/rotate")
    Mono<Rendering> rotate(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("id") String id,
            ServerWebExchange exchange,
            Locale locale) {
        var words = desk.words(locale);
        return exchange.getFormData()
                .flatMap(sent ->
                        rotate.handle(
                                new RotateWebhookSecret.Command(
                                        who.caller(),
                                        WebhookDesk.webhook(id),
                                        Map.of(
                                                "overlap",
                                                Objects.requireNonNullElse(
                                                        sent.getFirst("overlap"), "PT24H")))))
                .flatMap(outcome ->
                        switch (outcome) {
                            case RotateWebhookSecret.Outcome.Rotated(
                                            var webhook,
                                            var secret,
                                            var oldUntil) ->
                                    desk.one(who, Webhook.of(webhook, words), null, null, words)
                                            .map(page ->
                                                    page.modelAttribute("fresh", secret.reveal())
                                                            .modelAttribute(
                                                                    "old",
                                                                    old(
                                                                            words.whenAhead(
                                                                                    oldUntil),
                                                                            words))
                                                            .build());
                            case RotateWebhookSecret.Outcome.Unknown() ->
                                    Mono.error(WebhookDesk.missing());
                        })
                .onErrorResume(
                        InvalidInputException.class,
                        refusal ->
                                desk.find(who, id, words)
                                        .flatMap(found -> desk.one(who, found, null, null, words))
                                        .map(page ->
                                                page.modelAttribute(
                                                                "problems",
                                                                Problems.of(refusal, words))
                                                        .status(HttpStatus.UNPROCESSABLE_CONTENT)
                                                        .build()));
    }

    private static String old(@Nullable When until, Words words) {
        return until == null
                ? words.say("webhooks.rotated.now")
                : words.say("webhooks.rotated.until", until.exact());
    }

    @PostMapping("/settings/webhooks/{id}/delete")
    Mono<Rendering> delete(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("id") String id,
            ServerWebExchange exchange,
            Locale locale) {
        var words = desk.words(locale);
        return exchange.getFormData()
                .flatMap(sent ->
                        delete.handle(
                                new DeleteWebhook.Command(
                                        who.caller(),
                                        WebhookDesk.webhook(id),
                                        WebhookPage.only(sent.getFirst("version")))))
                .flatMap(outcome ->
                        switch (outcome) {
                            case DeleteWebhook.Outcome.Deleted() ->
                                    Mono.just(
                                            Rendering.redirectTo("/settings/webhooks?deleted")
                                                    .status(HttpStatus.SEE_OTHER)
                                                    .build());
                            case DeleteWebhook.Outcome.Unknown() ->
                                    Mono.error(WebhookDesk.missing());
                            case DeleteWebhook.Outcome.Stale() ->
                                    desk.find(who, id, words)
                                            .flatMap(found ->
                                                    desk.one(who, found, null, null, words))
                                            .map(page ->
                                                    page.modelAttribute(
                                                                    "note",
                                                                    words.say(
                                                                            "setup.delete.changed"))
                                                            .modelAttribute("good", false)
                                                            .status(HttpStatus.CONFLICT)
                                                            .build());
                        });
    }

    @PostMapping("/settings/webhooks/{webhook}/deliveries/{id}/replay")
    Mono<Rendering> replay(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("webhook") String webhook,
            @PathVariable("id") UUID id) {
        return replay.handle(new ReplayDelivery.Command(who.caller(), id))
                .flatMap(outcome ->
                        switch (outcome) {
                            case ReplayDelivery.Outcome.Replayed _ ->
                                    WebhookPage.back(
                                            WebhookDesk.webhook(webhook).toString(), "replayed");
                            case ReplayDelivery.Outcome.NotDead _ ->
                                    WebhookPage.back(
                                            WebhookDesk.webhook(webhook).toString(), "not-dead");
                            case ReplayDelivery.Outcome.Unknown _ ->
                                    Mono.error(WebhookDesk.missing());
                        });
    }
}
