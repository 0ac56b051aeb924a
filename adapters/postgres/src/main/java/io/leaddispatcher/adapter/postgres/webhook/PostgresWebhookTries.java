package io.leaddispatcher.adapter.postgres.webhook;

import io.leaddispatcher.application.subscription.WebhookEvent;
import io.leaddispatcher.application.webhook.port.WebhookTries;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.webhook.WebhookId;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresWebhookTries implements WebhookTries {

    private static final String ADD =
            """
            insert into webhook_try
                   (tenant_id, id, subscription_id, delivery_id, at, took_ms, status, answer, error)
            select :tenant, :id, s.id, d.id, :at, :took, :status, :answer, :error
              from webhook_subscription s
              join delivery d on d.tenant_id = s.tenant_id and d.id = :delivery
             where s.tenant_id = :tenant and s.id = :subscription
            """;

    private static final String OF =
            """
            select id, subscription_id, delivery_id, at, took_ms, status, answer, error
              from webhook_try
             where tenant_id = :tenant and delivery_id = any(:deliveries)
             order by at, id
            """;

    // Of each the newest events are found by the index of its recipient, and nothing of what they
    // say is read.
    private static final String LAST =
            """
            select s.id, max(t.at) filter (where t.error is null) as arrived,
                   max(t.at) filter (where t.error is not null) as failed
              from unnest(:subscriptions::uuid[], :recipients::text[]) as s (id, recipient)
             cross join lateral (select d.id from delivery d
                                  where d.tenant_id = :tenant and d.channel = 'WEBHOOK' and d.recipient = s.recipient
                                  order by d.id desc limit :newest) n
              join webhook_try t on t.tenant_id = :tenant and t.delivery_id = n.id
             group by s.id
            """;

    private final DatabaseClient database;

    PostgresWebhookTries(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Void> add(TenantId tenant, Try made) {
        return database.sql(ADD)
                .bind("tenant", tenant.value())
                .bind("id", made.id())
                .bind("subscription", made.subscription().value())
                .bind("delivery", made.delivery().value())
                .bind("at", made.at())
                .bind("took", made.took().toMillis())
                .bind("status", Parameters.in(R2dbcType.INTEGER, made.status()))
                .bind("answer", Parameters.in(R2dbcType.VARCHAR, made.answer()))
                .bind("error", Parameters.in(R2dbcType.VARCHAR, made.error()))
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Flux<Last> last(TenantId tenant, Collection<WebhookId> subscriptions, int newest) {
        return database.sql(LAST)
                .bind("tenant", tenant.value())
                .bind(
                        "subscriptions",
                        subscriptions.stream().map(WebhookId::value).toArray(UUID[]::new))
                .bind(
                        "recipients",
                        subscriptions.stream().map(WebhookEvent::recipient).toArray(String[]::new))
                .bind("newest", newest)
                .map(row ->
                        new Last(
                                new WebhookId(Objects.requireNonNull(row.get("id", UUID.class))),
                                row.get("arrived", Instant.class),
                                row.get("failed", Instant.class)))
                .all();
    }

    @Override
    public Flux<Try> of(TenantId tenant, Collection<DeliveryId> deliveries) {
        return database.sql(OF)
                .bind("tenant", tenant.value())
                .bind("deliveries", deliveries.stream().map(DeliveryId::value).toArray(UUID[]::new))
                .map(PostgresWebhookTries::made)
                .all();
    }

    private static Try made(Readable row) {
        return new Try(
                Objects.requireNonNull(row.get("id", UUID.class)),
                new WebhookId(Objects.requireNonNull(row.get("subscription_id", UUID.class))),
                new DeliveryId(Objects.requireNonNull(row.get("delivery_id", UUID.class))),
                Objects.requireNonNull(row.get("at", Instant.class)),
                Duration.ofMillis(Objects.requireNonNull(row.get("took_ms", Long.class))),
                row.get("status", Integer.class),
                row.get("answer", String.class),
                row.get("error", String.class));
    }
}
