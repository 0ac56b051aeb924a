package io.leaddispatcher.adapter.postgres.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TableSamplesIT {

    private static final String SAMPLED =
            """
            select count(*) from pg_stat_user_tables
             where relname = '%s' and last_analyze is not null
            """;

    private TestDatabase database;

    @BeforeAll
    void open() {
        database = TestDatabase.open();
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void whatPostgresHasForgottenIsSampledAndTheRestIsLeftAlone() throws SQLException {
        var tenant = database.newTenant();
        database.executeAsSuperuser(
                "insert into audit_head values ('%s', 0, '')".formatted(tenant));
        // A crash does the same.
        database.executeAsSuperuser("select pg_stat_reset()");
        database.executeAsSuperuser("analyze audit_head");
        var known = sampledAt("audit_head");

        new TableSamples(database.access()).renew();

        assertThat(database.count(SAMPLED.formatted("tenant"))).isOne();
        assertThat(
                        database.count(
                                "select reltuples::bigint from pg_class where relname = 'tenant'"))
                .isOne();
        assertThat(sampledAt("audit_head")).isEqualTo(known);
        // Of an empty table there is nothing to know.
        assertThat(database.count(SAMPLED.formatted("delivery"))).isZero();
    }

    private long sampledAt(String table) {
        return database.count(
                "select (extract(epoch from last_analyze) * 1000000)::bigint from pg_stat_user_tables where relname = '%s'"
                        .formatted(table));
    }
}
