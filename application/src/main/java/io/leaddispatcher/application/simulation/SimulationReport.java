package io.leaddispatcher.application.simulation;

import io.leaddispatcher.domain.simulation.SimulationSummary;
import org.jspecify.annotations.Nullable;

/**
 * What a simulation came to.
 *
 * @param estimates what the draft would have earned; null of leads that are not real
 * @param medianMicros how long a decision took at the median
 * @param p99Micros within which 99 of 100 decisions were made
 */
public record SimulationReport(
        SimulationSummary summary,
        @Nullable DraftEstimates estimates,
        int medianMicros,
        int p99Micros) {}
