package io.leaddispatcher.adapter.postgres.analytics;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.analytics.GroupBy;
import io.leaddispatcher.application.analytics.Report;
import io.leaddispatcher.application.analytics.port.Reports;
import io.leaddispatcher.application.analytics.port.TooMuchToCountException;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.tenant.TenantId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

/** A report that does not come to an end in the time that a statement has. */
class TooMuchToCountIT {

    @Test
    void whatTakesTooLongIsSaidToBeTooMuch() throws SQLException {
        try (TestDatabase database = TestDatabase.open();
                Connection busy = database.superuser();
                Statement statement = busy.createStatement()) {
            TenantId tenant = database.newTenant();
            busy.setAutoCommit(false);
            statement.execute("lock table lead");

            assertThatThrownBy(() ->
                            database.get(UnitOfWork.class)
                                    .run(
                                            tenant,
                                            database.get(DatabaseClient.class)
                                                    .sql("set local statement_timeout = 100")
                                                    .then()
                                                    .then(
                                                            database.get(Reports.class)
                                                                    .of(tenant, wish(), 9)
                                                                    .collectList()))
                                    .block())
                    .isInstanceOf(TooMuchToCountException.class);
            busy.rollback();
        }
    }

    private static Reports.Wish wish() {
        return new Reports.Wish(
                Report.LEAKAGE,
                GroupBy.SOURCE,
                Instant.EPOCH,
                Instant.parse("2026-11-20T00:00:00Z"),
                ZoneOffset.UTC,
                List.of());
    }
}
