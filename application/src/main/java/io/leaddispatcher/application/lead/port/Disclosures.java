package io.leaddispatcher.application.lead.port;

import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The sensitive values of single leads that are or were open to single members. Called inside a
 * unit of work of the tenant.
 */
public interface Disclosures {

    /**
     * One lead, opened to one member.
     *
     * @param endsAt by itself, exclusive
     * @param endedAt when somebody ended it before; null when nobody did
     */
    record Disclosure(
            UUID id,
            UUID member,
            LeadId lead,
            String reason,
            Instant openedAt,
            Instant endsAt,
            @Nullable Instant endedAt) {

        public boolean isOpenAt(Instant at) {
            return endedAt == null && at.isBefore(endsAt);
        }
    }

    /**
     * For a list.
     *
     * @param member the name; null when they are no member any more
     * @param person of the lead
     * @param company of the lead
     */
    record Listed(
            Disclosure disclosure,
            @Nullable String member,
            @Nullable String person,
            @Nullable String company) {}

    /** The latest of a member for a lead, open or not. */
    Mono<Disclosure> latest(TenantId tenant, UUID member, LeadId lead);

    /**
     * Those that are open to a member. Until the unit of work ends nobody else opens one to them.
     */
    Flux<Disclosure> hold(TenantId tenant, UUID member, Instant at);

    Mono<Void> add(TenantId tenant, Disclosure disclosure);

    Mono<Disclosure> find(TenantId tenant, UUID id);

    /** Answers whether it was open until now. */
    Mono<Boolean> end(TenantId tenant, UUID id, Instant at);

    /** Of everybody, the newest first. */
    Flux<Listed> list(TenantId tenant, int limit);
}
