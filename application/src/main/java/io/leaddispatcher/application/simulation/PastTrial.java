package io.leaddispatcher.application.simulation;

import io.leaddispatcher.application.simulation.port.PastLeads.PastLead;
import io.leaddispatcher.application.simulation.port.PastOutcome;
import io.leaddispatcher.domain.routing.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a real lead that is tried again.
 *
 * @param decision how it came to whom it first went; null when that is not known
 * @param outcome what has come of it
 */
record PastTrial(PastLead lead, @Nullable Explanation decision, PastOutcome outcome) {}
