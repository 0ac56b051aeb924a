package io.leaddispatcher.application.webhook;

import io.leaddispatcher.application.webhook.port.EndpointCheck;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.webhook.WebhookDocument;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Reads what an admin says of a subscription, and whether its address may be called. */
record Endpoints(EndpointCheck check) {

    Mono<WebhookDocument> read(Map<String, ?> sent) {
        Violations violations = new Violations();
        Optional<WebhookDocument> read = WebhookDocument.read(Part.root(sent, violations));
        violations.refuseIfAny();
        WebhookDocument document =
                read.orElseThrow(
                        () -> new IllegalStateException("a webhook refused without a violation"));
        return check.refusal(document.url())
                .flatMap(refusal ->
                        Mono.<WebhookDocument>error(
                                new InvalidInputException(
                                        "/url", Violation.Code.OUT_OF_RANGE, refusal)))
                .defaultIfEmpty(document);
    }
}
