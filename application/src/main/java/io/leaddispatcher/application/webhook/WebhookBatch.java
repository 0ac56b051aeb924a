package io.leaddispatcher.application.webhook;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.subscription.port.WebhookSubscriptions;
import io.leaddispatcher.application.webhook.port.EndpointCheck;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.webhook.WebhookDocument;
import io.leaddispatcher.domain.webhook.WebhookId;
import io.leaddispatcher.domain.webhook.WebhookSubscription;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Many subscriptions put at once. They have no name of their own: the one that is meant is the one
 * with the same address, since another address asks for another secret.
 */
public final class WebhookBatch {

    private final WebhookSubscriptions subscriptions;
    private final SubscriptionChanges changes;
    private final EndpointCheck check;

    public WebhookBatch(
            WebhookSubscriptions subscriptions, SubscriptionChanges changes, EndpointCheck check) {
        this.subscriptions = subscriptions;
        this.changes = changes;
        this.check = check;
    }

    /**
     * One that is new, or not what it was.
     *
     * @param index where it stands among those that are wanted
     * @param before null for a new one
     */
    public record Change(int index, @Nullable WebhookSubscription before, WebhookDocument after) {}

    /** What would change, unless there are violations. */
    public record Plan(List<Change> changes, List<Violation> violations) {
        public Plan {
            changes = List.copyOf(changes);
            violations = List.copyOf(violations);
        }
    }

    /**
     * One that was made, with the secret that is shown this once.
     *
     * @param index where it stands among those that were wanted
     */
    public record Made(int index, WebhookId id, Secret secret) {}

    /** Which addresses may not be called, and why. Not inside a unit of work. */
    public Mono<Map<URI, String>> refusals(List<WebhookDocument> wanted) {
        return Flux.fromStream(wanted.stream().map(WebhookDocument::url).distinct())
                .flatMap(url -> check.refusal(url).map(refusal -> Map.entry(url, refusal)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /**
     * Under the lock of the configuration.
     *
     * @param refusals what is there already may stay, whatever stands here
     */
    public Mono<Plan> plan(
            TenantId tenant, List<WebhookDocument> wanted, Map<URI, String> refusals) {
        return subscriptions
                .all(tenant)
                .collectList()
                .map(there -> {
                    List<Change> changed = changes(wanted, there);
                    return new Plan(changed, violations(changed, there.size(), refusals));
                });
    }

    private static List<Change> changes(
            List<WebhookDocument> wanted, List<WebhookSubscription> there) {
        List<WebhookSubscription> free = new ArrayList<>(there);
        List<Integer> others = new ArrayList<>();
        // Those that are as they should be first: several may have one address.
        for (int index = 0; index < wanted.size(); index++) {
            WebhookDocument each = wanted.get(index);
            if (removeFirst(free, found -> found.document().equals(each)).isEmpty()) {
                others.add(index);
            }
        }
        List<Change> changes = new ArrayList<>();
        for (int index : others) {
            WebhookDocument each = wanted.get(index);
            changes.add(
                    new Change(
                            index,
                            removeFirst(free, found -> found.url().equals(each.url())).orElse(null),
                            each));
        }
        return changes;
    }

    private static Optional<WebhookSubscription> removeFirst(
            List<WebhookSubscription> free, Predicate<WebhookSubscription> which) {
        Optional<WebhookSubscription> found = free.stream().filter(which).findFirst();
        found.ifPresent(free::remove);
        return found;
    }

    private static List<Violation> violations(
            List<Change> changes, int there, Map<URI, String> refusals) {
        List<Violation> violations = new ArrayList<>();
        for (Change change : changes) {
            String refusal = refusals.get(change.after().url());
            if (refusal != null) {
                violations.add(
                        new Violation(
                                "/%d/url".formatted(change.index()),
                                Violation.Code.OUT_OF_RANGE,
                                refusal));
            }
        }
        long more = changes.stream().filter(change -> change.before() == null).count();
        if (there + more > CreateWebhook.MOST) {
            violations.add(
                    new Violation(
                            "",
                            Violation.Code.OUT_OF_RANGE,
                            "a workspace can have %d subscriptions".formatted(CreateWebhook.MOST)));
        }
        return violations;
    }

    /** Under the same lock as the plan. */
    public Flux<Made> save(Caller caller, List<Change> planned) {
        return Flux.fromIterable(planned).concatMap(change -> save(caller, change));
    }

    private Mono<Made> save(Caller caller, Change change) {
        WebhookSubscription before = change.before();
        return before == null
                ? changes.make(caller, change.after())
                        .map(made ->
                                new Made(change.index(), made.subscription().id(), made.secret()))
                : changes.change(caller, before, change.after()).then(Mono.empty());
    }
}
