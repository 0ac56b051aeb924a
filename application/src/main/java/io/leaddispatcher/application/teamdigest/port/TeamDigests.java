package io.leaddispatcher.application.teamdigest.port;

import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.TeamKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Which summaries of teams were made, and what is in them. All but {@link #wanting} is called
 * inside a unit of work of the tenant.
 */
public interface TeamDigests {

    /** The open workspaces in which some team wants a summary. */
    Flux<TenantId> wanting();

    /**
     * Takes the summary of a day upon itself: of all who try, one may make it. Those of long ago
     * are forgotten.
     */
    Mono<Boolean> take(TenantId tenant, TeamKey team, LocalDate day, Instant at);

    /**
     * How the leads of a team stand.
     *
     * @param fresh leads that members were given or offered since the last summary
     * @param accepted of these, those that were accepted within the target
     * @param breached of these, those of which a target was missed
     * @param waiting leads that wait now: for a member's answer, or in a queue of the team
     * @param oldest of those that wait; null when none does
     * @param oldestSince since when it waits
     * @param busiest who has most open leads; null when nobody has any
     * @param busiestOpen how many
     */
    record Figures(
            long fresh,
            long accepted,
            long breached,
            long waiting,
            @Nullable LeadId oldest,
            @Nullable Instant oldestSince,
            @Nullable RepKey busiest,
            long busiestOpen) {}

    /**
     * @param since inclusive
     * @param until exclusive
     */
    Mono<Figures> figures(
            TenantId tenant,
            Collection<RepKey> members,
            Collection<QueueKey> queues,
            Instant since,
            Instant until);
}
