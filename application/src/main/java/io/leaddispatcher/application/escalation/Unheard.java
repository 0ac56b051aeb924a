package io.leaddispatcher.application.escalation;

import io.leaddispatcher.domain.lead.LeadId;
import java.time.Instant;
import java.util.UUID;

/**
 * An escalation of a clock that has reached nobody.
 *
 * @param since when it was due to be told
 */
public record Unheard(UUID clock, LeadId lead, Cause cause, Instant since) {

    /**
     * Why, which many leads have in common.
     *
     * @param whom it was for: {@code team:emea}, {@code rep:zoe}, {@code channel:C1}; empty where
     *     no team is concerned
     */
    public record Cause(Untold why, String whom) {}
}
