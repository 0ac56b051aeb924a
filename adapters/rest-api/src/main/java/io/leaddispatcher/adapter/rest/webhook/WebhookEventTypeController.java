package io.leaddispatcher.adapter.rest.webhook;

import io.leaddispatcher.adapter.rest.problem.ProblemException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.webhook.WebhookSchemas;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.webhook.WebhookEventType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What can be subscribed to, each with the schema of what is sent. */
@RestController
@RequestMapping("/api/v1/webhook-event-types")
final class WebhookEventTypeController {

    @GetMapping
    Mono<Map<String, Object>> list(Caller caller) {
        caller.require(Permission.VIEW_CONNECTIONS);
        return Mono.just(
                Map.of(
                        "items",
                        Arrays.stream(WebhookEventType.values())
                                .map(WebhookEventTypeController::shown)
                                .toList()));
    }

    private static Map<String, Object> shown(WebhookEventType type) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("type", type.word());
        shown.put("description", type.about());
        shown.put("schema", WebhookSchemas.of(type));
        return shown;
    }

    @GetMapping("/{type}/schema")
    Mono<Map<String, Object>> schema(Caller caller, @PathVariable("type") String type) {
        caller.require(Permission.VIEW_CONNECTIONS);
        return Mono.just(
                WebhookEventType.of(type)
                        .map(WebhookSchemas::of)
                        .orElseThrow(ProblemException::notFound));
    }
}
