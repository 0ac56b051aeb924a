package io.leaddispatcher.domain.webhook;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint that is told of events.
 *
 * @param failingSince when the first try failed after which none went well; null when the last one
 *     did
 * @param disabledAt when it was switched off because of its failures
 */
public record WebhookSubscription(
        WebhookId id,
        URI url,
        Set<WebhookEventType> events,
        boolean active,
        @Nullable Instant failingSince,
        @Nullable Instant disabledAt,
        @Nullable Disabled disabledBecause,
        Instant createdAt,
        Instant secretSetAt,
        long version) {

    /** Longer than any event is tried, so that a weekend's outage costs nothing but its events. */
    public static final Duration PATIENCE = Duration.ofDays(5);

    /** Why a subscription was switched off by us. */
    public enum Disabled {
        /** The endpoint said that it is gone for good. */
        GONE,
        /** Nothing went well for {@link #PATIENCE}. */
        FAILING
    }

    public WebhookSubscription {
        events = Set.copyOf(events);
    }

    public static WebhookSubscription made(
            WebhookId id, WebhookDocument document, Instant at, long version) {
        return new WebhookSubscription(
                id,
                document.url(),
                document.events(),
                document.active(),
                null,
                null,
                null,
                at,
                at,
                version);
    }

    /** As an admin wants it now. What failed before counts no longer. */
    public WebhookSubscription with(WebhookDocument document, long next) {
        return new WebhookSubscription(
                id,
                document.url(),
                document.events(),
                document.active(),
                null,
                null,
                null,
                createdAt,
                secretSetAt,
                next);
    }

    public WebhookSubscription withNewSecret(Instant at, long next) {
        return new WebhookSubscription(
                id,
                url,
                events,
                active,
                failingSince,
                disabledAt,
                disabledBecause,
                createdAt,
                at,
                next);
    }

    /** What an admin has said of it, or what became of that. */
    public WebhookDocument document() {
        return new WebhookDocument(url, events, active);
    }

    public boolean wants(WebhookEventType type) {
        return active && events.contains(type);
    }

    /** After a try that went well. */
    public WebhookSubscription worked() {
        return with(active, null, disabledAt, disabledBecause);
    }

    /** After a try that failed: switched off when nothing went well for long enough. */
    public WebhookSubscription failed(Instant at) {
        Instant since = failingSince == null ? at : failingSince;
        return active && !at.isBefore(since.plus(PATIENCE))
                ? with(false, since, at, Disabled.FAILING)
                : with(active, since, disabledAt, disabledBecause);
    }

    /** After the endpoint has said that it is no more. */
    public WebhookSubscription gone(Instant at) {
        return with(false, failingSince == null ? at : failingSince, at, Disabled.GONE);
    }

    /** The same, as another version of what is shown. */
    public WebhookSubscription withVersion(long next) {
        return new WebhookSubscription(
                id,
                url,
                events,
                active,
                failingSince,
                disabledAt,
                disabledBecause,
                createdAt,
                secretSetAt,
                next);
    }

    private WebhookSubscription with(
            boolean nowActive,
            @Nullable Instant since,
            @Nullable Instant disabled,
            @Nullable Disabled because) {
        return new WebhookSubscription(
                id,
                url,
                events,
                nowActive,
                since,
                disabled,
                because,
                createdAt,
                secretSetAt,
                version);
    }
}
