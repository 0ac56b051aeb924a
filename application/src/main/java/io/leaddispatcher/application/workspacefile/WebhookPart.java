package io.leaddispatcher.application.workspacefile;

import io.leaddispatcher.application.webhook.WebhookBatch;
import io.leaddispatcher.application.workspacefile.ImportWorkspace.Change;
import io.leaddispatcher.application.workspacefile.ImportWorkspace.NewSecret;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.phrase.Phrase;
import io.leaddispatcher.domain.webhook.WebhookDocument;
import io.leaddispatcher.domain.webhook.WebhookSubscription;
import java.util.ArrayList;
import java.util.List;
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
        Phrase name =
                Phrase.of(
                        "import.webhook",
                        "Webhook subscription to %s",
                        Phrase.plain(after.address()));
        if (before == null) {
            return List.of(
                    new Change(
                            path,
                            after.active()
                                    ? Phrase.of(
                                            "import.webhook.added",
                                            "%s added for %s",
                                            name,
                                            events(after))
                                    : Phrase.of(
                                            "import.webhook.added-off",
                                            "%s added for %s, switched off",
                                            name,
                                            events(after))));
        }
        List<Change> told = new ArrayList<>();
        if (!before.events().equals(after.events())) {
            told.add(
                    new Change(
                            path + "/events",
                            ChangePhrases.about(
                                    name,
                                    ChangePhrases.changed(
                                            Phrase.of("import.events", "events"),
                                            events(before.document()),
                                            events(after)))));
        }
        if (before.active() != after.active()) {
            told.add(
                    new Change(
                            path + "/active",
                            ChangePhrases.about(
                                    name,
                                    after.active()
                                            ? Phrase.of("import.on", "switched on")
                                            : Phrase.of("import.off", "switched off"))));
        }
        return told;
    }

    private static Phrase events(WebhookDocument document) {
        return Phrase.list(
                Phrase.Joint.COMMA,
                document.events().stream()
                        .sorted()
                        .map(event -> Phrase.plain(event.word()))
                        .toList());
    }
}
