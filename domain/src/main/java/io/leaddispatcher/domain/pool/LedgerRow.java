package io.leaddispatcher.domain.pool;

import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.RepKey;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of one member's standing. The changes of a member add up to its turns: assigned less
 * credit plus offset.
 *
 * @param change in turns, with six decimals; more means that the member has had more
 * @param lead the lead that was taken or given back, if it was one
 * @param reason what a person, or the one who took the lead back, has said; or why a lead is no
 *     turn
 * @param by who has said it, as audit log and timeline name them
 */
public record LedgerRow(
        Instant at,
        Cause cause,
        RepKey rep,
        BigDecimal change,
        @Nullable LeadId lead,
        @Nullable String reason,
        @Nullable String by) {

    /** What nobody has said. */
    LedgerRow(
            Instant at,
            Cause cause,
            RepKey rep,
            BigDecimal change,
            @Nullable LeadId lead,
            @Nullable String reason) {
        this(at, cause, rep, change, lead, reason, null);
    }

    /** The same, said by somebody. */
    public LedgerRow saidBy(String actor) {
        return new LedgerRow(at, cause, rep, change, lead, reason, actor);
    }

    /** Whether a lead was taken by it, as a turn. */
    public boolean isTurn() {
        return cause == Cause.ASSIGNED && change.signum() > 0;
    }

    static LedgerRow of(Instant at, Cause cause, RepKey rep, long micros) {
        return new LedgerRow(at, cause, rep, Standing.turns(micros), null, null);
    }
}
