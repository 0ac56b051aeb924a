package io.leaddispatcher.web.webhook;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.configuration.Precondition;
import io.leaddispatcher.application.webhook.ChangeWebhook;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.web.layout.Problems;
import io.leaddispatcher.web.layout.Words;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** One subscription: how it goes, what it listens to, and what was sent to it. */
@Controller
final class WebhookPage {

    /** What has come of the act before, and whether that is good. */
    private static final Map<String, Boolean> NOTES =
            Map.of("saved", true, "on", true, "off", true, "replayed", true, "not-dead", false);

    private final WebhookDesk desk;
    private final ChangeWebhook change;

    WebhookPage(WebhookDesk desk, ChangeWebhook change) {
        this.desk = desk;
        this.change = change;
    }

    @GetMapping("/settings/webhooks/{id}")
    Mono<Rendering> show(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("id") String id,
            @RequestParam(name = "before", required = false) @Nullable String before,
            @RequestParam(name = "note", required = false) @Nullable String note,
            Locale locale) {
        var words = desk.words(locale);
        return desk.find(who, id, words)
                .flatMap(found ->
                        desk.one(
                                who,
                                found,
                                null,
                                before == null ? null : WebhookDesk.uuid(before),
                                words))
                .map(page -> noted(page, note, words).build());
    }

    @PostMapping("/settings/webhooks/{id}")
    Mono<Rendering> change(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("id") String id,
            ServerWebExchange exchange,
            Locale locale) {
        return desk.find(who, id, desk.words(locale))
                .zipWith(exchange.getFormData())
                .flatMap(found ->
                        put(
                                who,
                                found.getT1(),
                                found.getT2(),
                                WebhookForm.document(found.getT2(), found.getT1().active()),
                                "saved",
                                locale));
    }

    /** Nothing else is changed, whatever stands in the form beside it. */
    @PostMapping("/settings/webhooks/{id}/active")
    Mono<Rendering> turn(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("id") String id,
            ServerWebExchange exchange,
            Locale locale) {
        return desk.find(who, id, desk.words(locale))
                .zipWith(exchange.getFormData())
                .flatMap(found -> {
                    boolean on = "true".equals(found.getT2().getFirst("active"));
                    return put(
                            who,
                            found.getT1(),
                            found.getT2(),
                            found.getT1().document(on),
                            on ? "on" : "off",
                            locale);
                });
    }

    private Mono<Rendering> put(
            SignedIn who,
            Webhook webhook,
            MultiValueMap<String, String> sent,
            Map<String, ?> document,
            String note,
            Locale locale) {
        var words = desk.words(locale);
        return change.handle(
                        new ChangeWebhook.Command(
                                who.caller(),
                                WebhookDesk.webhook(webhook.id()),
                                document,
                                only(sent.getFirst("version"))))
                .flatMap(outcome ->
                        switch (outcome) {
                            case ChangeWebhook.Outcome.Changed _ -> back(webhook.id(), note);
                            case ChangeWebhook.Outcome.Unknown() ->
                                    Mono.error(WebhookDesk.missing());
                            case ChangeWebhook.Outcome.Stale() ->
                                    again(who, webhook, sent, Map.of(), words)
                                            .map(page ->
                                                    page.modelAttribute(
                                                                    "note",
                                                                    words.say(
                                                                            "webhooks.note.stale"))
                                                            .modelAttribute(
                                                                    "differing",
                                                                    WebhookForm.differing(
                                                                            document, webhook,
                                                                            words))
                                                            .modelAttribute("good", false)
                                                            .status(HttpStatus.CONFLICT)
                                                            .build());
                        })
                .onErrorResume(
                        InvalidInputException.class,
                        refusal ->
                                again(who, webhook, sent, Problems.of(refusal, words), words)
                                        .map(page ->
                                                page.status(HttpStatus.UNPROCESSABLE_CONTENT)
                                                        .build()));
    }

    /** What was to be, over what is there now. */
    private Mono<Rendering.Builder<?>> again(
            SignedIn who,
            Webhook webhook,
            MultiValueMap<String, String> sent,
            Map<String, String> problems,
            Words words) {
        var typed =
                sent.containsKey("url")
                        ? WebhookForm.again(sent, Long.toString(webhook.version()), problems, words)
                        : WebhookForm.of(webhook, words).wrong(problems);
        return desk.one(who, webhook, typed, null, words);
    }

    static Mono<Rendering> back(String id, String note) {
        return Mono.just(
                Rendering.redirectTo("/settings/webhooks/%s?note=%s".formatted(id, note))
                        .status(HttpStatus.SEE_OTHER)
                        .build());
    }

    private static Rendering.Builder<?> noted(
            Rendering.Builder<?> page, @Nullable String note, Words words) {
        var good = note == null ? null : NOTES.get(note);
        return good == null
                ? page
                : page.modelAttribute("note", words.say("webhooks.note." + note))
                        .modelAttribute("good", good);
    }

    static Precondition only(@Nullable String version) {
        return new Precondition.OneOf(
                version != null && version.matches("[0-9]{1,18}")
                        ? Set.of(Long.valueOf(version))
                        : Set.of());
    }
}
