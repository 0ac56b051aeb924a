package io.leaddispatcher.application.webhook;

import io.leaddispatcher.application.subscription.port.WebhookSubscriptions;
import io.leaddispatcher.application.webhook.port.WebhookTries;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.webhook.WebhookId;
import io.leaddispatcher.domain.webhook.WebhookSubscription;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Subscriptions, their secrets and what came of the tries to reach them, in lists. */
public final class InMemoryWebhooks implements WebhookSubscriptions, WebhookTries {

    private record Row(TenantId tenant, WebhookSubscription subscription) {}

    private record SecretRow(
            TenantId tenant, SealedSecret secret, Instant madeAt, @Nullable Instant endsAt) {

        boolean endsAfter(Instant at) {
            return endsAt == null || endsAt.isAfter(at);
        }
    }

    private final List<Row> rows = new ArrayList<>();
    private final List<SecretRow> secrets = new ArrayList<>();
    private final List<Try> tries = new ArrayList<>();

    @Override
    public synchronized Flux<WebhookSubscription> all(TenantId tenant) {
        return Flux.fromIterable(
                rows.stream()
                        .filter(row -> row.tenant().equals(tenant))
                        .map(Row::subscription)
                        .sorted(Comparator.comparing(each -> each.id().value()))
                        .toList());
    }

    @Override
    public Mono<WebhookSubscription> lock(TenantId tenant, WebhookId id) {
        return Mono.defer(() -> all(tenant).filter(each -> each.id().equals(id)).next());
    }

    @Override
    public Mono<Void> save(TenantId tenant, WebhookSubscription subscription) {
        return Mono.fromRunnable(() -> saveNow(tenant, subscription));
    }

    private synchronized void saveNow(TenantId tenant, WebhookSubscription subscription) {
        rows.removeIf(row -> row.subscription().id().equals(subscription.id()));
        rows.add(new Row(tenant, subscription));
    }

    @Override
    public Mono<Void> delete(TenantId tenant, WebhookId id) {
        return Mono.fromRunnable(() -> {
            rows.removeIf(row -> row.tenant().equals(tenant) && row.subscription().id().equals(id));
            secrets.removeIf(row -> row.secret().subscription().equals(id));
            tries.removeIf(each -> each.subscription().equals(id));
        });
    }

    @Override
    public Mono<Void> addSecret(
            TenantId tenant, WebhookId id, SealedSecret secret, Instant at, Instant othersEnd) {
        return Mono.fromRunnable(() -> {
            secrets.replaceAll(row ->
                    row.secret().subscription().equals(id) && row.endsAfter(othersEnd)
                            ? new SecretRow(row.tenant(), row.secret(), row.madeAt(), othersEnd)
                            : row);
            secrets.add(new SecretRow(tenant, secret, at, null));
        });
    }

    @Override
    public Flux<SealedSecret> secrets(TenantId tenant, Instant at) {
        return Flux.fromIterable(
                secrets.stream()
                        .filter(row -> row.tenant().equals(tenant))
                        .filter(row -> row.endsAfter(at))
                        .sorted(Comparator.comparing(SecretRow::madeAt).reversed())
                        .map(SecretRow::secret)
                        .toList());
    }

    @Override
    public Flux<Overlap> overlaps(TenantId tenant, Instant at) {
        Map<WebhookId, Instant> until = new HashMap<>();
        for (SecretRow row : secrets) {
            Instant end = row.endsAt();
            if (row.tenant().equals(tenant) && end != null && end.isAfter(at)) {
                until.merge(row.secret().subscription(), end, (a, b) -> a.isAfter(b) ? a : b);
            }
        }
        return Flux.fromIterable(until.entrySet())
                .map(each -> new Overlap(each.getKey(), each.getValue()));
    }

    @Override
    public Mono<Void> add(TenantId tenant, Try made) {
        return Mono.fromRunnable(() -> tries.add(made));
    }

    @Override
    public Flux<Last> last(TenantId tenant, Collection<WebhookId> subscriptions, int newest) {
        return Flux.fromIterable(subscriptions)
                .filter(id -> tries.stream().anyMatch(each -> each.subscription().equals(id)))
                .map(id ->
                        new Last(
                                id,
                                latest(id, each -> each.error() == null),
                                latest(id, each -> each.error() != null)));
    }

    private @Nullable Instant latest(WebhookId id, Predicate<Try> which) {
        return tries.stream()
                .filter(each -> each.subscription().equals(id))
                .filter(which)
                .map(Try::at)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    @Override
    public Flux<Try> of(TenantId tenant, Collection<DeliveryId> deliveries) {
        return Flux.fromIterable(
                tries.stream().filter(each -> deliveries.contains(each.delivery())).toList());
    }
}
