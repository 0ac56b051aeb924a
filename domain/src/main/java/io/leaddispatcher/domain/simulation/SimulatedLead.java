package io.leaddispatcher.domain.simulation;

import io.leaddispatcher.domain.routing.LeadContext;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lead that is only tried.
 *
 * @param at when it is decided
 * @param workedFor how long whoever gets it has it open; null when that does not end before the
 *     simulation does
 */
public record SimulatedLead(LeadContext context, Instant at, @Nullable Duration workedFor) {}
