package io.leaddispatcher.application.workspacefile;

import io.leaddispatcher.application.webhook.WebhookBatch;
import io.leaddispatcher.application.workspacefile.ImportWorkspace.Change;
import io.leaddispatcher.application.workspacefile.ImportWorkspace.NewSecret;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.webhook.WebhookDocument;
import io.leaddispatcher.domain.webhook.WebhookEventType;
import io.leaddispatcher.domain.webhook.WebhookSubscription;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** Webhook subscriptions: one that is new gets a secret of its own. */
record WebhookPart(WebhookBatch batch) implements FilePart {

    private static final String PATH = "/" + WorkspaceFile.WEBHOOKS;

    @Override
    public Mono<Step> plan(Incoming incoming) {
        return batch.plan(incoming.tenant(), incoming.file().webhooks(), incoming.refusals())
                .map(plan -> {
                    if (!plan.violations().isEmpty()) {
                        throw new InvalidInputException(
                                plan.violations().stream().map(WebhookPart::below).toList());
                    }
                    return Step.changing(
                            plan.changes().stream()
                                    .flatMap(change -> told(change).stream())
                                    .toList(),
                            batch.save(incoming.caller(), plan.changes())
                                    .map(made ->
                                            new NewSecret(
                                                    path(made.index()),
                                                    made.id().toString(),
                                                    made.secret())));
                });
    }

    private static Violation below(Violation violation) {
        return new Violation(PATH + violation.pointer(), violation.code(), violation.message());
    }

    private static String path(int index) {
        return PATH + "/" + index;
    }

    private static List<Change> told(WebhookBatch.Change change) {
        WebhookSubscription before = change.before();
        WebhookDocument after = change.after();
        String path = path(change.index());
        String name = "Webhook subscription to %s".formatted(after.address());
        if (before == null) {
            return List.of(
                    new Change(
                            path,
                            "%s added for %s%s"
                                    .formatted(
                                            name,
                                            events(after),
                                            after.active() ? "" : ", switched off")));
        }
        List<Change> told = new ArrayList<>();
        if (!before.events().equals(after.events())) {
            told.add(
                    new Change(
                            path + "/events",
                            "%s: events changed from %s to %s"
                                    .formatted(name, events(before.document()), events(after))));
        }
        if (before.active() != after.active()) {
            told.add(
                    new Change(
                            path + "/active",
                            "%s: switched %s".formatted(name, after.active() ? "on" : "off")));
        }
        return told;
    }

    private static String events(WebhookDocument document) {
        return document.events().stream()
                .sorted()
                .map(WebhookEventType::word)
                .collect(Collectors.joining(", "));
    }
}
