package io.leaddispatcher.adapter.rest.webhook;

import io.leaddispatcher.adapter.rest.access.PathIds;
import io.leaddispatcher.adapter.rest.listing.PageRequest;
import io.leaddispatcher.adapter.rest.listing.Pages;
import io.leaddispatcher.adapter.rest.problem.ProblemException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.webhook.ListWebhookDeliveries;
import io.leaddispatcher.application.webhook.ListWebhookDeliveries.Sent;
import io.leaddispatcher.application.webhook.port.WebhookTries.Try;
import io.leaddispatcher.domain.webhook.WebhookId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What was sent to one endpoint, and what it said. */
@RestController
@RequestMapping("/api/v1/webhook-subscriptions/{id}/deliveries")
final class WebhookLogController {

    private final ListWebhookDeliveries deliveries;
    private final Pages pages;

    WebhookLogController(ListWebhookDeliveries deliveries, Pages pages) {
        this.deliveries = deliveries;
        this.pages = pages;
    }

    @GetMapping
    Mono<Map<String, Object>> list(
            Caller caller, @PathVariable("id") String id, ServerHttpRequest request) {
        PageRequest page = pages.asked(caller, request);
        return deliveries
                .handle(
                        new ListWebhookDeliveries.Query(
                                caller,
                                new WebhookId(PathIds.of(id)),
                                PathIds.after(page),
                                page.limit()))
                .map(found -> pages.answer(caller, request, found, WebhookLogController::shown))
                .switchIfEmpty(Mono.error(ProblemException::notFound));
    }

    private static Map<String, Object> shown(Sent sent) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", sent.delivery().id().toString());
        shown.put("webhookId", sent.webhookId());
        shown.put("status", sent.delivery().status().name());
        shown.put("attempts", sent.delivery().attempts());
        put(shown, "lastError", sent.delivery().lastError());
        put(shown, "nextAttemptAt", text(sent.delivery().nextAttemptAt()));
        shown.put("payload", sent.payload());
        shown.put("tries", sent.tries().stream().map(WebhookLogController::shown).toList());
        return shown;
    }

    private static Map<String, Object> shown(Try made) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("at", made.at().toString());
        shown.put("tookMs", made.took().toMillis());
        put(shown, "status", made.status());
        put(shown, "answer", made.answer());
        put(shown, "error", made.error());
        return shown;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    // The API shows null where there is nothing, which the map's type cannot say.
    @SuppressWarnings("NullAway")
    private static void put(Map<String, Object> map, String name, @Nullable Object value) {
        map.put(name, value);
    }
}
