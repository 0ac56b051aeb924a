package io.leaddispatcher.domain.pool;

import io.leaddispatcher.domain.roster.RepKey;
import java.util.List;

/**
 * One lead dealt.
 *
 * @param because why this member, in words for the trace
 * @param ledger the ledger after it
 * @param rows what is to be appended to the ledger's rows, in order
 */
public record PoolTurn(RepKey taker, String because, Ledger ledger, List<LedgerRow> rows) {

    public PoolTurn {
        rows = List.copyOf(rows);
    }
}
