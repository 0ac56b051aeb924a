package io.leaddispatcher.domain.pool;

import java.util.List;

/** The next ledger, and the rows to append for it. */
public record LedgerChange(Ledger ledger, List<LedgerRow> rows) {

    public LedgerChange {
        rows = List.copyOf(rows);
    }
}
