package io.leaddispatcher.adapter.postgres.webhook;

import io.leaddispatcher.application.subscription.port.WebhookSubscriptions;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.webhook.WebhookEventType;
import io.leaddispatcher.domain.webhook.WebhookId;
import io.leaddispatcher.domain.webhook.WebhookSubscription;
import io.leaddispatcher.domain.webhook.WebhookSubscription.Disabled;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresWebhookSubscriptions implements WebhookSubscriptions {

    private static final String ALL =
            """
            select id, url, events, active, failing_since, disabled_at, disabled_because, created_at,
                   secret_set_at, version
              from webhook_subscription
             where tenant_id = :tenant
            """;

    // Rows that name it by a key hold it, too; they must not be waited for.
    private static final String LOCK = ALL + " and id = :id for no key update";

    private static final String SAVE =
            """
            insert into webhook_subscription
                   (tenant_id, id, url, events, active, failing_since, disabled_at, disabled_because,
                    created_at, secret_set_at, version)
            values (:tenant, :id, :url, :events, :active, :failing, :disabled, :because, :created,
                    :secret, :version)
            on conflict (tenant_id, id) do update
               set url = excluded.url, events = excluded.events, active = excluded.active,
                   failing_since = excluded.failing_since, disabled_at = excluded.disabled_at,
                   disabled_because = excluded.disabled_because, secret_set_at = excluded.secret_set_at,
                   version = excluded.version
            """;

    private static final String FORGET_TRIES =
            """
            delete from webhook_try where tenant_id = :tenant and subscription_id = :id
            """;

    private static final String DELETE =
            """
            delete from webhook_subscription where tenant_id = :tenant and id = :id
            """;

    private static final String FORGET_SECRETS =
            """
            delete from webhook_secret
             where tenant_id = :tenant and subscription_id = :subscription and ends_at <= :at
            """;

    private static final String END_SECRETS =
            """
            update webhook_secret set ends_at = :end
             where tenant_id = :tenant and subscription_id = :subscription
               and (ends_at is null or ends_at > :end)
            """;

    private static final String ADD_SECRET =
            """
            insert into webhook_secret (tenant_id, id, subscription_id, ciphertext, made_at)
            values (:tenant, :id, :subscription, :ciphertext, :at)
            """;

    private static final String SECRETS =
            """
            select id, subscription_id, ciphertext
              from webhook_secret
             where tenant_id = :tenant and (ends_at is null or ends_at > :at)
             order by subscription_id, made_at desc, id desc
            """;

    private static final String OVERLAPS =
            """
            select subscription_id, max(ends_at) as until
              from webhook_secret
             where tenant_id = :tenant and ends_at > :at
             group by subscription_id
            """;

    private final DatabaseClient database;

    PostgresWebhookSubscriptions(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<WebhookSubscription> all(TenantId tenant) {
        return database.sql(ALL + " order by id")
                .bind("tenant", tenant.value())
                .map(PostgresWebhookSubscriptions::subscription)
                .all();
    }

    @Override
    public Mono<WebhookSubscription> lock(TenantId tenant, WebhookId id) {
        return database.sql(LOCK)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map(PostgresWebhookSubscriptions::subscription)
                .one();
    }

    @Override
    public Mono<Void> save(TenantId tenant, WebhookSubscription subscription) {
        Disabled because = subscription.disabledBecause();
        return database.sql(SAVE)
                .bind("tenant", tenant.value())
                .bind("id", subscription.id().value())
                .bind("url", subscription.url().toString())
                .bind(
                        "events",
                        subscription.events().stream()
                                .sorted()
                                .map(Enum::name)
                                .toArray(String[]::new))
                .bind("active", subscription.active())
                .bind("failing", time(subscription.failingSince()))
                .bind("disabled", time(subscription.disabledAt()))
                .bind(
                        "because",
                        Parameters.in(R2dbcType.VARCHAR, because == null ? null : because.name()))
                .bind("created", subscription.createdAt())
                .bind("secret", subscription.secretSetAt())
                .bind("version", subscription.version())
                .fetch()
                .rowsUpdated()
                .then();
    }

    private static Parameter time(@Nullable Instant at) {
        return Parameters.in(
                R2dbcType.TIMESTAMP_WITH_TIME_ZONE,
                at == null ? null : OffsetDateTime.ofInstant(at, ZoneOffset.UTC));
    }

    @Override
    public Mono<Void> delete(TenantId tenant, WebhookId id) {
        return Flux.just(FORGET_TRIES, DELETE)
                .concatMap(sql ->
                        database.sql(sql)
                                .bind("tenant", tenant.value())
                                .bind("id", id.value())
                                .fetch()
                                .rowsUpdated())
                .then();
    }

    @Override
    public Mono<Void> addSecret(
            TenantId tenant, WebhookId id, SealedSecret secret, Instant at, Instant othersEnd) {
        Mono<Long> forgotten =
                database.sql(FORGET_SECRETS)
                        .bind("tenant", tenant.value())
                        .bind("subscription", id.value())
                        .bind("at", at)
                        .fetch()
                        .rowsUpdated();
        Mono<Long> ended =
                database.sql(END_SECRETS)
                        .bind("tenant", tenant.value())
                        .bind("subscription", id.value())
                        .bind("end", othersEnd)
                        .fetch()
                        .rowsUpdated();
        Mono<Long> added =
                database.sql(ADD_SECRET)
                        .bind("tenant", tenant.value())
                        .bind("id", secret.id())
                        .bind("subscription", id.value())
                        .bind("ciphertext", secret.ciphertext().bytes())
                        .bind("at", at)
                        .fetch()
                        .rowsUpdated();
        return forgotten.then(ended).then(added).then();
    }

    @Override
    public Flux<SealedSecret> secrets(TenantId tenant, Instant at) {
        return database.sql(SECRETS)
                .bind("tenant", tenant.value())
                .bind("at", at)
                .map(row ->
                        new SealedSecret(
                                Objects.requireNonNull(row.get("id", UUID.class)),
                                new WebhookId(
                                        Objects.requireNonNull(
                                                row.get("subscription_id", UUID.class))),
                                new Ciphertext(
                                        Objects.requireNonNull(
                                                row.get("ciphertext", byte[].class)))))
                .all();
    }

    @Override
    public Flux<Overlap> overlaps(TenantId tenant, Instant at) {
        return database.sql(OVERLAPS)
                .bind("tenant", tenant.value())
                .bind("at", at)
                .map(row ->
                        new Overlap(
                                new WebhookId(
                                        Objects.requireNonNull(
                                                row.get("subscription_id", UUID.class))),
                                Objects.requireNonNull(row.get("until", Instant.class))))
                .all();
    }

    private static WebhookSubscription subscription(Readable row) {
        String because = row.get("disabled_because", String.class);
        return new WebhookSubscription(
                new WebhookId(Objects.requireNonNull(row.get("id", UUID.class))),
                URI.create(Objects.requireNonNull(row.get("url", String.class))),
                Arrays.stream(Objects.requireNonNull(row.get("events", String[].class)))
                        .map(WebhookEventType::valueOf)
                        .collect(Collectors.toUnmodifiableSet()),
                Objects.requireNonNull(row.get("active", Boolean.class)),
                row.get("failing_since", Instant.class),
                row.get("disabled_at", Instant.class),
                because == null ? null : Disabled.valueOf(because),
                Objects.requireNonNull(row.get("created_at", Instant.class)),
                Objects.requireNonNull(row.get("secret_set_at", Instant.class)),
                Objects.requireNonNull(row.get("version", Long.class)));
    }
}
