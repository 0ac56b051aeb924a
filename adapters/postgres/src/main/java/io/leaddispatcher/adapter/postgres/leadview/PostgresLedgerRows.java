package io.leaddispatcher.adapter.postgres.leadview;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.application.pool.port.LedgerRows;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.pool.Cause;
import io.leaddispatcher.domain.pool.LedgerRow;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

@Component
final class PostgresLedgerRows implements LedgerRows {

    private static final String NEWEST =
            """
            select at, cause, rep_key, change, lead_id, reason, said_by from pool_ledger_row
             where tenant_id = :tenant and pool_key = :pool
             order by id desc limit :limit
            """;

    private final DatabaseClient database;

    PostgresLedgerRows(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<LedgerRow> newest(TenantId tenant, PoolKey pool, int limit) {
        return database.sql(NEWEST)
                .bind("tenant", tenant.value())
                .bind("pool", pool.value())
                .bind("limit", limit)
                .map(PostgresLedgerRows::row)
                .all();
    }

    private static LedgerRow row(Readable row) {
        UUID lead = row.get("lead_id", UUID.class);
        return new LedgerRow(
                required(row, "at", Instant.class),
                Cause.valueOf(required(row, "cause", String.class)),
                new RepKey(required(row, "rep_key", String.class)),
                required(row, "change", BigDecimal.class),
                lead == null ? null : new LeadId(lead),
                row.get("reason", String.class),
                row.get("said_by", String.class));
    }
}
