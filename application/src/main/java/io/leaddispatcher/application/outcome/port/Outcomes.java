package io.leaddispatcher.application.outcome.port;

import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.outcome.Outcome;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What became of leads; rows are added and never changed. Called inside a unit of work. */
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

    /** Whether it was new: one of the same lead, type and time is kept once. */
    Mono<Boolean> add(TenantId tenant, Reported reported);

    /** What was reported of an assignment, the earliest report first. */
    Flux<Outcome> of(TenantId tenant, UUID assignment);
}
