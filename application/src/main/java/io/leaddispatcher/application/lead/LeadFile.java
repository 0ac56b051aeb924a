package io.leaddispatcher.application.lead;

import io.leaddispatcher.domain.account.AccountMatch;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lead with where it stands.
 *
 * @param arrivedAt when its first event was stored
 * @param account null when it matched none
 * @param previousRep who had it last
 */
public record LeadFile(
        Lead lead,
        Instant arrivedAt,
        LeadStatus status,
        Placement placement,
        @Nullable AccountMatch account,
        @Nullable RepKey previousRep) {

    /** A lead that has just come in. */
    public static LeadFile of(Lead lead, Instant arrivedAt) {
        return new LeadFile(lead, arrivedAt, LeadStatus.NEW, Placement.NOWHERE, null, null);
    }

    public LeadFile with(Lead changed) {
        return new LeadFile(changed, arrivedAt, status, placement, account, previousRep);
    }

    public LeadFile placed(
            LeadStatus newStatus, Placement newPlacement, @Nullable AccountMatch match) {
        return new LeadFile(
                lead,
                arrivedAt,
                newStatus,
                newPlacement,
                match,
                newPlacement.rep() == null ? previousRep : newPlacement.rep());
    }

    /**
     * Where the latest run has put the lead.
     *
     * @param rep null while nobody has it, or several are asked
     * @param waitsFor what it waits for, in a sentence
     * @param lookAgainAt when the next ring of its rule joins
     */
    public record Placement(
            @Nullable RepKey rep,
            @Nullable QueueKey queue,
            @Nullable String ruleId,
            @Nullable String tier,
            @Nullable Priority priority,
            @Nullable String rejectReason,
            @Nullable String waitsFor,
            @Nullable Instant lookAgainAt) {

        public static final Placement NOWHERE =
                new Placement(null, null, null, null, null, null, null, null);
    }
}
