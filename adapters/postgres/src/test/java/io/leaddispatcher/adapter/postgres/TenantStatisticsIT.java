package io.leaddispatcher.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.tenant.TenantId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the planner makes of a workspace that came since the tables were sampled. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantStatisticsIT {

    private TestDatabase database;
    private TenantId newcomer;

    @BeforeAll
    void open() {
        database = TestDatabase.open();
        fill(database.newTenant());
        database.executeAsSuperuser("analyze");
        newcomer = database.newTenant();
        fill(newcomer);
    }

    @AfterAll
    void close() {
        database.close();
    }

    private void fill(TenantId tenant) {
        database.executeAsSuperuser(
                """
                insert into lead (tenant_id, id, kind, status, document, issues, words, arrived_at, updated_at, rep_key)
                select '%s', gen_random_uuid(), 'lead', 'ASSIGNED', '{}', '[]', '', now(), now(), 'rep-' || n %% 7
                  from generate_series(1, 5000) n
                """
                        .formatted(tenant));
        database.executeAsSuperuser(
                """
                insert into assignment (tenant_id, id, lead_id, run_id, rep_key, priority, state, offered_at)
                select tenant_id, gen_random_uuid(), id, gen_random_uuid(), rep_key, 'HIGH', 'OFFERED', now()
                  from lead where tenant_id = '%s'
                """
                        .formatted(tenant));
    }

    @Test
    void noTableOfTenantsHasStatisticsOnThem() {
        assertThat(
                        lines(
                                """
                                select c.relname
                                  from pg_class c
                                  join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
                                 where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
                                   and a.attstattarget is distinct from 0
                                """))
                .isEmpty();
        assertThat(lines("select tablename from pg_stats where attname = 'tenant_id'")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    lead_pkey       | select document from lead where tenant_id = '%1$s' and id = '00000000-0000-0000-0000-000000000001'
                    lead_pkey       | select document from lead where tenant_id = '%1$s' and id = any ('{00000000-0000-0000-0000-000000000001, 00000000-0000-0000-0000-000000000002}')
                    assignment_lead | select reason from assignment where tenant_id = '%1$s' and lead_id = '00000000-0000-0000-0000-000000000001'
                    """)
    void rowsOfANewcomerAreLookedUpByTheirKey(String index, String sql) {
        assertThat(String.join("\n", plan(sql))).contains(index);
    }

    @Test
    void tablesOfANewcomerAreNotJoinedRowByRow() {
        assertThat(
                        String.join(
                                "\n",
                                plan(
                                        """
                                        select count(*) from lead l join assignment a on a.tenant_id = l.tenant_id and a.lead_id = l.id
                                         where l.tenant_id = '%s'
                                        """)))
                .containsAnyOf("Hash Join", "Merge Join");
    }

    private List<String> plan(String sql) {
        return lines("explain " + sql.formatted(newcomer));
    }

    private List<String> lines(String sql) {
        List<String> lines = new ArrayList<>();
        try (var connection = database.superuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
        return lines;
    }
}
