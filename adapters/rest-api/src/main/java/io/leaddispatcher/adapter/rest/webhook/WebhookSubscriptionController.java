package io.leaddispatcher.adapter.rest.webhook;

import io.leaddispatcher.adapter.rest.access.PathIds;
import io.leaddispatcher.adapter.rest.body.RequestBodies;
import io.leaddispatcher.adapter.rest.listing.EntityTags;
import io.leaddispatcher.adapter.rest.listing.PageRequest;
import io.leaddispatcher.adapter.rest.listing.Pages;
import io.leaddispatcher.adapter.rest.problem.ProblemException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.paging.Page;
import io.leaddispatcher.application.webhook.ChangeWebhook;
import io.leaddispatcher.application.webhook.CreateWebhook;
import io.leaddispatcher.application.webhook.DeleteWebhook;
import io.leaddispatcher.application.webhook.ListWebhooks;
import io.leaddispatcher.application.webhook.RotateWebhookSecret;
import io.leaddispatcher.application.webhook.ShowWebhook;
import io.leaddispatcher.application.webhook.WebhookView;
import io.leaddispatcher.domain.webhook.WebhookId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Subscriptions to events. */
@RestController
@RequestMapping("/api/v1/webhook-subscriptions")
final class WebhookSubscriptionController {

    private static final List<String> COURSE = List.of("oldSecretUntil", "failingSince");

    private final CreateWebhook create;
    private final ChangeWebhook change;
    private final DeleteWebhook delete;
    private final RotateWebhookSecret rotate;
    private final ListWebhooks list;
    private final ShowWebhook show;
    private final RequestBodies bodies;
    private final Pages pages;

    WebhookSubscriptionController(
            CreateWebhook create,
            ChangeWebhook change,
            DeleteWebhook delete,
            RotateWebhookSecret rotate,
            ListWebhooks list,
            ShowWebhook show,
            RequestBodies bodies,
            Pages pages) {
        this.create = create;
        this.change = change;
        this.delete = delete;
        this.rotate = rotate;
        this.list = list;
        this.show = show;
        this.bodies = bodies;
        this.pages = pages;
    }

    @PostMapping
    Mono<ResponseEntity<Map<String, Object>>> create(Caller caller, ServerHttpRequest request) {
        return bodies.object(request)
                .flatMap(document -> create.handle(new CreateWebhook.Command(caller, document)))
                .map(outcome ->
                        switch (outcome) {
                            case CreateWebhook.Outcome.Created(var made, var secret) ->
                                    answer(HttpStatus.CREATED, made, with(made, secret));
                            case CreateWebhook.Outcome.Full() ->
                                    throw ProblemException.conflict(
                                            "A workspace can have %d subscriptions."
                                                    .formatted(CreateWebhook.MOST));
                        });
    }

    @GetMapping
    Mono<Map<String, Object>> list(Caller caller, ServerHttpRequest request) {
        PageRequest page = pages.asked(caller, request);
        return list.handle(new ListWebhooks.Query(caller))
                .map(all -> pages.answer(caller, request, cut(all, page), WebhookView::document));
    }

    private static Page<WebhookView> cut(List<WebhookView> all, PageRequest page) {
        String after = page.after();
        return Page.cut(
                all.stream()
                        .filter(each -> after == null || id(each).compareTo(after) > 0)
                        .limit(page.limit() + 1L)
                        .toList(),
                page.limit(),
                WebhookSubscriptionController::id);
    }

    private static String id(WebhookView webhook) {
        return String.valueOf(webhook.document().get("id"));
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<Map<String, Object>>> show(Caller caller, @PathVariable("id") String id) {
        return show.handle(new ShowWebhook.Query(caller, webhook(id)))
                .map(found -> answer(HttpStatus.OK, found, found.document()))
                .switchIfEmpty(Mono.error(ProblemException::notFound));
    }

    @PutMapping("/{id}")
    Mono<ResponseEntity<Map<String, Object>>> change(
            Caller caller, @PathVariable("id") String id, ServerHttpRequest request) {
        return bodies.object(request)
                .flatMap(document ->
                        change.handle(
                                new ChangeWebhook.Command(
                                        caller,
                                        webhook(id),
                                        document,
                                        EntityTags.precondition(request))))
                .map(outcome ->
                        switch (outcome) {
                            case ChangeWebhook.Outcome.Changed(var changed) ->
                                    answer(HttpStatus.OK, changed, changed.document());
                            case ChangeWebhook.Outcome.Unknown() ->
                                    throw ProblemException.notFound();
                            case ChangeWebhook.Outcome.Stale() -> throw ProblemException.stale();
                        });
    }

    @DeleteMapping("/{id}")
    Mono<ResponseEntity<Void>> delete(
            Caller caller, @PathVariable("id") String id, ServerHttpRequest request) {
        return delete.handle(
                        new DeleteWebhook.Command(
                                caller, webhook(id), EntityTags.precondition(request)))
                .map(outcome ->
                        switch (outcome) {
                            case DeleteWebhook.Outcome.Deleted() ->
                                    ResponseEntity.noContent().build();
                            case DeleteWebhook.Outcome.Unknown() ->
                                    throw ProblemException.notFound();
                            case DeleteWebhook.Outcome.Stale() -> throw ProblemException.stale();
                        });
    }

    @PostMapping("/{id}/rotate")
    Mono<ResponseEntity<Map<String, Object>>> rotate(
            Caller caller, @PathVariable("id") String id, ServerHttpRequest request) {
        return bodies.object(request)
                .flatMap(document ->
                        rotate.handle(
                                new RotateWebhookSecret.Command(caller, webhook(id), document)))
                .map(outcome ->
                        switch (outcome) {
                            case RotateWebhookSecret.Outcome.Rotated(
                                            var webhook,
                                            var secret,
                                            var oldUntil) -> {
                                Map<String, Object> document = with(webhook, secret);
                                document.put("oldSecretUntil", oldUntil.toString());
                                yield answer(HttpStatus.OK, webhook, document);
                            }
                            case RotateWebhookSecret.Outcome.Unknown() ->
                                    throw ProblemException.notFound();
                        });
    }

    private static WebhookId webhook(String id) {
        return new WebhookId(PathIds.of(id));
    }

    private static Map<String, Object> with(WebhookView webhook, Secret secret) {
        Map<String, Object> document = new LinkedHashMap<>(webhook.document());
        document.put("secret", secret.reveal());
        return document;
    }

    private static ResponseEntity<Map<String, Object>> answer(
            HttpStatus status, WebhookView webhook, Map<String, Object> document) {
        return ResponseEntity.status(status)
                .header(HttpHeaders.ETAG, EntityTags.of(webhook.version(), course(document)))
                .body(document);
    }

    /** What changes of itself, and makes no version. */
    private static Map<String, Object> course(Map<String, Object> document) {
        Map<String, Object> course = new LinkedHashMap<>(document);
        course.keySet().retainAll(COURSE);
        return course;
    }
}
