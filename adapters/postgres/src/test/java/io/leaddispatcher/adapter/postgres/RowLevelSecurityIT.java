package io.leaddispatcher.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.r2dbc.core.DatabaseClient;

class RowLevelSecurityIT {

    private static TestDatabase database;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void everyTableIsForcedBehindAPolicyThatChecksReadsAndWrites() {
        assertThat(
                        texts(
                                """
                                select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                                 where n.nspname = 'public' and c.relkind in ('r', 'p')
                                   and c.relname <> 'flyway_schema_history'
                                   and not (c.relrowsecurity and c.relforcerowsecurity)
                                """))
                .as("tables without forced row-level security")
                .isEmpty();
        assertThat(
                        texts(
                                """
                                select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                                 where n.nspname = 'public' and c.relkind in ('r', 'p')
                                   and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id')
                                   and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant'
                                                      and p.polqual is not null and p.polwithcheck is not null)
                                """))
                .as("tables without the tenant policy")
                .isEmpty();
    }

    @Test
    void onlyPeopleAndTheirWaysInBelongToNoTenant() {
        assertThat(
                        texts(
                                """
                                select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                                 where n.nspname = 'public' and c.relkind in ('r', 'p')
                                   and c.relname <> 'flyway_schema_history'
                                   and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id')
                                """))
                .containsExactlyInAnyOrder("person", "login_failure", "sign_up", "password_reset");
    }

    @Test
    void thePrimaryKeyOfEveryTenantTableStartsWithTheTenant() {
        assertThat(
                        texts(
                                """
                                select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                                  join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
                                  left join pg_index i on i.indrelid = c.oid and i.indisprimary
                                 where n.nspname = 'public' and c.relkind in ('r', 'p')
                                   and (i.indexrelid is null or i.indkey[0] <> a.attnum)
                                """))
                .isEmpty();
    }

    @Test
    void theApplicationOwnsNothingAndBypassesNothing() {
        assertThat(
                        database.count(
                                """
                                select count(*) from pg_roles
                                 where rolname = '%s' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)
                                """
                                        .formatted(database.access().database() + "_app")))
                .isZero();
        assertThat(
                        database.count(
                                "select count(*) from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = '%s'"
                                        .formatted(database.access().database() + "_app")))
                .isZero();
    }

    @Test
    void aQueryThatForgetsTheTenantSeesOnlyItsOwnAndNoneOutside() {
        TenantId mine = database.newTenant();
        TenantId theirs = database.newTenant();

        assertThat(run(mine, "select tenant_id::text from tenant"))
                .containsExactly(mine.toString());
        assertThat(texts("select tenant_id::text from tenant")).isEmpty();
        assertThatThrownBy(() ->
                        run(
                                mine,
                                "insert into tenant_keyset (tenant_id, keyset) values ('%s', '') returning tenant_id::text"
                                        .formatted(theirs)))
                .isInstanceOf(PermissionDeniedDataAccessException.class);
    }

    private static List<String> run(TenantId tenant, String sql) {
        return Objects.requireNonNull(
                database.get(UnitOfWork.class)
                        .run(tenant, client().sql(sql).mapValue(String.class).all().collectList())
                        .block());
    }

    private static List<String> texts(String sql) {
        return Objects.requireNonNull(
                client().sql(sql).mapValue(String.class).all().collectList().block());
    }

    private static DatabaseClient client() {
        return database.get(DatabaseClient.class);
    }
}
