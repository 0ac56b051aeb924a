package io.leaddispatcher.application.simulation;

import io.leaddispatcher.domain.simulation.SimulationSummary;

/**
 * What a simulation came to.
 *
 * @param medianMicros how long a decision took at the median
 * @param p99Micros within which 99 of 100 decisions were made
 */
public record SimulationReport(SimulationSummary summary, int medianMicros, int p99Micros) {}
