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
 * @param reason what a person, or the one who took the lead back, has said
 */
public record LedgerRow(
        Instant at,
        Cause cause,
        RepKey rep,
        BigDecimal change,
        @Nullable LeadId lead,
        @Nullable String reason) {

    static LedgerRow of(Instant at, Cause cause, RepKey rep, long micros) {
        return new LedgerRow(at, cause, rep, Standing.turns(micros), null, null);
    }
}
