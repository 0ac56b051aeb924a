package io.leaddispatcher.domain.routing;

import io.leaddispatcher.domain.account.Account;
import io.leaddispatcher.domain.account.AccountMatch;
import io.leaddispatcher.domain.field.Facts;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.policy.ExperimentSide;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.territory.TerritoryKey;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A lead with what else is known when it is decided.
 *
 * @param account the matched account; null when there is none
 * @param match why it is that one; null when there is none
 * @param declinedBy the reps who declined this lead or let its offer lapse
 * @param hadLast the reps from whom it is taken for somebody else, so that they are in no question
 * @param company what else is known about its company
 * @param rivals the accounts that match equally well, when nothing decides between them; else none
 * @param territory the one to which a person has said that it belongs, should several claim it
 *     equally closely; null: nobody has said
 * @param waitsFrom from when on it has waited for the rings of a rule: when it was received, but
 *     not later than it came in, as the clock of a sender may be ahead
 * @param side of an experiment on which it was before; null when it was on none
 */
public record LeadContext(
        Lead lead,
        @Nullable Account account,
        @Nullable AccountMatch match,
        History history,
        Set<RepKey> declinedBy,
        Set<RepKey> hadLast,
        Company company,
        List<Account> rivals,
        @Nullable TerritoryKey territory,
        Instant waitsFrom,
        @Nullable ExperimentSide side) {

    public LeadContext {
        declinedBy = Set.copyOf(declinedBy);
        hadLast = Set.copyOf(hadLast);
        rivals = List.copyOf(rivals);
    }

    /** A lead about whose territory nobody has said anything. */
    public LeadContext(
            Lead lead,
            @Nullable Account account,
            @Nullable AccountMatch match,
            History history,
            Set<RepKey> declinedBy,
            Company company,
            List<Account> rivals) {
        this(lead, account, match, history, declinedBy, company, rivals, null);
    }

    /** A lead that is taken from nobody. */
    public LeadContext(
            Lead lead,
            @Nullable Account account,
            @Nullable AccountMatch match,
            History history,
            Set<RepKey> declinedBy,
            Company company,
            List<Account> rivals,
            @Nullable TerritoryKey territory) {
        this(
                lead,
                account,
                match,
                history,
                declinedBy,
                Set.of(),
                company,
                rivals,
                territory,
                lead.receivedAt(),
                null);
    }

    /** A lead of whose account there is no doubt, and of whose company nothing else is known. */
    public LeadContext(
            Lead lead,
            @Nullable Account account,
            @Nullable AccountMatch match,
            History history,
            Set<RepKey> declinedBy) {
        this(lead, account, match, history, declinedBy, Company.UNKNOWN, List.of());
    }

    /** The same, as if nobody had said no. */
    public LeadContext notDeclined() {
        return new LeadContext(
                lead, account, match, history, Set.of(), hadLast, company, rivals, territory,
                waitsFrom, side);
    }

    /** The same, taken from these. */
    public LeadContext takenFrom(Set<RepKey> reps) {
        return new LeadContext(
                lead,
                account,
                match,
                history,
                declinedBy,
                reps,
                company,
                rivals,
                territory,
                waitsFrom,
                side);
    }

    /** What conditions see of it, by the clocks of the instant at which the lead was received. */
    public Facts facts(RoutingConfiguration configuration) {
        return new LeadFacts(configuration, this, lead.receivedAt());
    }

    /** A lead of which nothing else is known. */
    public static LeadContext of(Lead lead) {
        return new LeadContext(lead, null, null, History.NONE, Set.of());
    }

    /**
     * What is known about the company of a lead beyond its account, as far as a policy asks.
     *
     * @param ancestors the accounts above the lead's account, the nearest first
     * @param latest the latest other lead of the company that a rep got; null when none is known
     */
    public record Company(List<Account> ancestors, @Nullable Latest latest) {

        public static final Company UNKNOWN = new Company(List.of(), null);

        public Company {
            ancestors = List.copyOf(ancestors);
        }

        /**
         * A lead that a rep got.
         *
         * @param rep who has it now, or had it last
         */
        public record Latest(LeadId lead, RepKey rep, Instant at) {}
    }

    /**
     * What happened with the lead before.
     *
     * @param previousOwner who had it last
     * @param lastTouchAt when somebody last did something about it
     */
    public record History(
            @Nullable RepKey previousOwner, boolean openAssignment, @Nullable Instant lastTouchAt) {

        public static final History NONE = new History(null, false, null);
    }
}
