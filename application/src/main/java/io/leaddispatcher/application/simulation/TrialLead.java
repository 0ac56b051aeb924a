package io.leaddispatcher.application.simulation;

import io.leaddispatcher.domain.lead.Lead;
import org.jspecify.annotations.Nullable;

/** A lead that is to be tried. */
sealed interface TrialLead {

    /**
     * One that can be decided.
     *
     * @param past null when it is no real one
     */
    record Readable(Lead lead, @Nullable PastTrial past) implements TrialLead {}

    record Unreadable(String why) implements TrialLead {}
}
