package io.leaddispatcher.application.retention.port;

import io.leaddispatcher.application.retention.Retention;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * What each workspace keeps, and what is over. Inside a unit of work where nothing else is said.
 */
public interface Retentions {

    /** What is removed, in this order. */
    enum Kind {
        EVENTS,
        DELIVERIES,
        MESSAGES,
        STORIES,
        LEADS,
        SESSIONS,
        ERASURES,
        INVITATIONS,
        BOUNCES,
        MEETINGS,
        FILTERS
    }

    /** The standard one where none was set. */
    Mono<Retention> find(TenantId tenant);

    /** It is looked for what is over at once. */
    Mono<Void> save(TenantId tenant, Retention retention);

    /**
     * How much would be removed now, for the kinds that people ask about; each at most one more
     * than {@code most}.
     */
    Mono<Map<Kind, Long>> due(TenantId tenant, Retention retention, int most);

    /** Removes what is over and belongs to no workspace. Needs no unit of work. */
    Mono<Void> removeUnowned();

    /**
     * Takes a workspace in which it is time to look, and keeps other nodes off it for a while.
     * Needs no unit of work.
     */
    Mono<TenantId> claim(Duration hold);

    /**
     * Removes some of a kind, counts it, and keeps other nodes off for longer. Answers how many it
     * took up: when there are fewer than asked for, none is left that nobody holds.
     */
    Mono<Long> removeSome(TenantId tenant, Kind kind, int atMost, Duration hold);

    /**
     * Ends the look until {@code pause} is over. Answers what was removed since the last one that
     * was ended, by kind; without kinds of which there was nothing.
     */
    Mono<Map<String, Object>> finish(TenantId tenant, Duration pause);
}
