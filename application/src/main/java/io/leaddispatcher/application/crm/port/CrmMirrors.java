package io.leaddispatcher.application.crm.port;

import io.leaddispatcher.application.crm.MirrorState;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The mirrors of CRMs' companies: how far each is, and the accounts that are its own. Called inside
 * a unit of work of the tenant where nothing else is said.
 */
public interface CrmMirrors {

    /** A mirror that this node holds. */
    record Claim(TenantId tenant, ConnectionKey connection, Instant until) {}

    /** Holds mirrors that are due, of any tenant. Needs no unit of work. */
    Flux<Claim> claim(int atMost, Duration hold);

    /** Empty when nobody has asked for one. */
    Mono<MirrorState> find(TenantId tenant, ConnectionKey connection);

    /** Begins one, or begins it again; its accounts stay. Due at once. */
    Mono<Void> start(TenantId tenant, ConnectionKey connection, Instant at);

    /** One that waits after a refusal goes on at once, from where it is. */
    Mono<Void> wake(TenantId tenant, ConnectionKey connection, Instant at);

    /**
     * Keeps how far it is, and holds it on. Empty when another node holds it by now: then nothing
     * of this unit of work may be kept.
     */
    Mono<Claim> advance(Claim claim, MirrorState state, Duration hold);

    /** Lets it go; it is due again by then, or at once when an event has told of something. */
    Mono<Void> release(Claim claim, Instant dueAt);

    /**
     * Lets it go, since it could not be taken further.
     *
     * @param error why not; in the CRM's words where it has refused something
     */
    Mono<Void> releaseFailed(Claim claim, Instant dueAt, String error);

    /** An event has told of these companies. Nothing happens where there is no mirror. */
    Mono<Void> told(TenantId tenant, ConnectionKey connection, Collection<String> ids, Instant at);

    /** Some of which events have told, the longest ago first, each with when it was told last. */
    Mono<Map<String, Instant>> untold(TenantId tenant, ConnectionKey connection, int atMost);

    /** These have been read; those that were told of again meanwhile stay. */
    Mono<Void> settle(TenantId tenant, ConnectionKey connection, Map<String, Instant> read);

    /**
     * A company as it becomes an account.
     *
     * @param id the CRM's own
     * @param owner the CRM's id of its owner
     */
    record Mirrored(String id, String key, Map<String, Object> document, @Nullable String owner) {}

    /**
     * What came of putting some.
     *
     * @param byHand those of which somebody keeps an account by hand: it was left as it is
     */
    record Put(int added, int changed, int removed, int byHand) {}

    /**
     * Puts the accounts of these companies, each once, but for those of which somebody keeps one by
     * hand, or has changed the mirror's: theirs counts.
     */
    Mono<Put> put(TenantId tenant, ConnectionKey connection, List<Mirrored> companies);

    /**
     * Takes away the accounts of these companies. One that somebody has changed, or that a
     * territory names, stays and is nobody's mirror any more.
     */
    Mono<Integer> remove(TenantId tenant, ConnectionKey connection, Collection<String> ids);

    /** Those that are mirrored, in the order of ids, after the given one. */
    Flux<String> ids(TenantId tenant, ConnectionKey connection, @Nullable String after, int atMost);

    /** The CRM's ids of all owners of mirrored companies, each once. */
    Flux<String> owners(TenantId tenant, ConnectionKey connection);

    /**
     * Has the accounts of each of these owners belong to the rep who that owner is now; how many
     * belonged to another.
     *
     * @param owners what accounts name as their owner, by the CRM's id
     */
    Mono<Integer> reown(TenantId tenant, ConnectionKey connection, Map<String, String> owners);
}
