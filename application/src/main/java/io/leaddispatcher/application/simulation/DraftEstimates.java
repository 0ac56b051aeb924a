package io.leaddispatcher.application.simulation;

import io.leaddispatcher.domain.estimate.Estimate;

/**
 * What a draft would have earned of real leads.
 *
 * @param opportunities of the meetings that are held, how many become an opportunity
 * @param wins of the leads that are closed, how many are won
 */
public record DraftEstimates(Estimate opportunities, Estimate wins) {}
