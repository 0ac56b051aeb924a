package io.leaddispatcher.application.outcome.port;

import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.outcome.Outcome;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What became of leads; what was told is never changed. Called inside a unit of work. */
public interface Outcomes {

    /**
     * An outcome to be kept.
     *
     * @param assignment by which somebody had the lead; null when nobody ever had
     * @param rep whose work it is; null when nobody's
     * @param by who reported it
     */
    record Reported(
            UUID id,
            LeadId lead,
            @Nullable UUID assignment,
            @Nullable RepKey rep,
            Outcome outcome,
            String by,
            Instant reportedAt) {}

    /**
     * Whether it was new: one of the same lead, type and time is kept once. One that was taken back
     * is told anew.
     */
    Mono<Boolean> add(TenantId tenant, Reported reported);

    /**
     * An outcome that was told and not taken back.
     *
     * @param assignment by which somebody had the lead; null when nobody had
     */
    record Told(UUID id, @Nullable UUID assignment, Outcome outcome) {}

    /**
     * What is said to have ended the work on a lead, the earliest report first; not what ended that
     * on leads which were merged into it.
     */
    Flux<Told> concluding(TenantId tenant, LeadId lead);

    /** Takes these back: they stay as they were told, and count no longer. */
    Mono<Void> withdraw(TenantId tenant, Collection<UUID> outcomes, String by, Instant at);

    /** What was reported of an assignment and not taken back, the earliest report first. */
    Flux<Outcome> of(TenantId tenant, UUID assignment);
}
