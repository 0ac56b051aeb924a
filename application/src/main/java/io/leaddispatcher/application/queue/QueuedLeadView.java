package io.leaddispatcher.application.queue;

import io.leaddispatcher.application.lead.LeadSummaryView;
import io.leaddispatcher.application.lead.Opening;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lead that waits.
 *
 * @param since without a break, in whichever queues
 * @param waitsFor as the decision said it; null when nobody said
 * @param opening when somebody can be there for it; null when no clock tells
 * @param dispute between what a person has to decide; null when nothing contradicts itself
 */
public record QueuedLeadView(
        LeadSummaryView lead,
        Instant since,
        @Nullable String waitsFor,
        @Nullable Opening opening,
        @Nullable Dispute dispute) {}
