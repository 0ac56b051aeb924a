package io.leaddispatcher.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.adapter.postgres.connect.ConnectionPools;
import io.leaddispatcher.adapter.postgres.transaction.Transactions;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The second guard: what the database itself sees to, for every table that there is. */
class RowLevelSecurityIT {

    private static final String TABLES =
            """
            pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
                   and c.relkind in ('r', 'p') and c.relname <> 'flyway_schema_history'
            """;

    private static final String OPEN =
            """
            select c.relname from %s where not (c.relrowsecurity and c.relforcerowsecurity)
            """
                    .formatted(TABLES);

    private static final String WITHOUT_POLICY =
            """
            select c.relname from %s
             where exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id')
               and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant'
                                  and p.polqual is not null and p.polwithcheck is not null)
            """
                    .formatted(TABLES);

    private static final String OF_NO_TENANT =
            """
            select c.relname from %s
             where not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id')
            """
                    .formatted(TABLES);

    private static final String WITHOUT_LEADING_KEY =
            """
            select c.relname from %s
              join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
              left join pg_index i on i.indrelid = c.oid and i.indisprimary
             where i.indexrelid is null or i.indkey[0] <> a.attnum
            """
                    .formatted(TABLES);

    private static final String INDEXES_NOT_LED_BY_THE_TENANT =
            """
            select x.relname from %s
              join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
              join pg_index i on i.indrelid = c.oid and i.indkey[0] <> a.attnum
              join pg_class x on x.oid = i.indexrelid
            """
                    .formatted(TABLES);

    private static final String FOREIGN_KEYS_NOT_LED_BY_THE_TENANT =
            """
            select k.conname from %s
              join pg_constraint k on k.conrelid = c.oid and k.contype = 'f'
              join pg_attribute a on a.attrelid = k.conrelid and a.attname = 'tenant_id'
              join pg_attribute f on f.attrelid = k.confrelid and f.attname = 'tenant_id'
             where k.conkey[1] <> a.attnum or k.confkey[1] <> f.attnum
            """
                    .formatted(TABLES);

    private static final String LOOSE_VIEWS =
            """
            select v.relname from pg_class v join pg_namespace n on n.oid = v.relnamespace
             where n.nspname = 'public'
               and (v.relkind = 'm'
                    or v.relkind = 'v' and not coalesce(v.reloptions @> '{security_invoker=true}', false))
            """;

    /** What is not led by the tenant, because it tells the tenant or serves all of them. */
    private static final Map<String, String> ACROSS_TENANTS =
            Map.ofEntries(
                    Map.entry(
                            "tenant_slug_key",
                            "the name that tells the tenant; unique in the installation"),
                    Map.entry(
                            "member_person",
                            "in which workspaces a person who logs in is a member"),
                    Map.entry("session_token_hash_key", "the cookie that tells the tenant"),
                    Map.entry("api_token_token_hash_key", "the token that tells the tenant"),
                    Map.entry("invitation_token_hash_key", "the link that tells the tenant"),
                    Map.entry("connection_hook", "the hook that tells the tenant"),
                    Map.entry("connection_slack_team", "the team in Slack that tells the tenant"),
                    Map.entry(
                            "idempotent_request_began",
                            "what is past, of all tenants; deleted by a function"),
                    Map.entry(
                            "delivery_due_without_lane",
                            "what is due and has no lane, of all tenants; claimed by a function"));

    private static TestDatabase database;
    private static TenantTables tables;
    private static TenantId mine;
    private static TenantId theirs;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
        tables = new TenantTables(database);
        mine = database.newTenant();
        theirs = database.newTenant();
        tables.fill(mine);
        tables.fill(theirs);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    // What the catalogue says

    @Test
    void everyTableIsForcedBehindAPolicyThatChecksReadsAndWrites() {
        assertThat(texts(OPEN)).as("tables without forced row-level security").isEmpty();
        assertThat(texts(WITHOUT_POLICY)).as("tables without the tenant policy").isEmpty();
    }

    @Test
    void aTableThatNobodyProtectedIsNoticed() {
        database.executeAsSuperuser(
                """
                create table forgotten (id uuid primary key, tenant_id uuid not null);
                create index forgotten_id on forgotten (id);
                create view seeing as select * from lead;
                """);
        try {
            assertThat(texts(OPEN)).containsExactly("forgotten");
            assertThat(texts(WITHOUT_POLICY)).containsExactly("forgotten");
            assertThat(texts(WITHOUT_LEADING_KEY)).containsExactly("forgotten");
            assertThat(texts(INDEXES_NOT_LED_BY_THE_TENANT)).contains("forgotten_id");
            assertThat(texts(LOOSE_VIEWS)).containsExactly("seeing");
        } finally {
            database.executeAsSuperuser("drop view seeing; drop table forgotten");
        }
    }

    @Test
    void onlyPeopleAndTheirWaysInBelongToNoTenant() {
        assertThat(texts(OF_NO_TENANT))
                .containsExactlyInAnyOrder(
                        "person",
                        "login_failure",
                        "sign_up",
                        "password_reset",
                        "deleted_workspace",
                        "second_factor",
                        "recovery_code",
                        "half_log_in");
    }

    @Test
    void everyKeyAndIndexStartsWithTheTenantUnlessItTellsTheTenant() {
        assertThat(texts(WITHOUT_LEADING_KEY)).as("primary keys").isEmpty();
        assertThat(texts(INDEXES_NOT_LED_BY_THE_TENANT))
                .containsExactlyInAnyOrderElementsOf(ACROSS_TENANTS.keySet());
        assertThat(texts(FOREIGN_KEYS_NOT_LED_BY_THE_TENANT)).as("foreign keys").isEmpty();
    }

    @Test
    void viewsAskInTheNameOfWhoeverLooks() {
        assertThat(texts(LOOSE_VIEWS)).isEmpty();
    }

    @Test
    void theApplicationOwnsNothingAndBypassesNothing() {
        String role = database.access().database() + "_app";
        assertThat(
                        database.count(
                                """
                                select count(*) from pg_roles
                                 where rolname = '%s' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)
                                """
                                        .formatted(role)))
                .isZero();
        assertThat(
                        database.count(
                                "select count(*) from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = '%s'"
                                        .formatted(role)))
                .isZero();
    }

    // What happens to statements that forget the tenant

    static List<String> everyTable() {
        return tables.names();
    }

    @ParameterizedTest
    @MethodSource("everyTable")
    void withoutATenantThereIsNothing(String table) {
        assertThat(count(table)).as("rows that are there").isGreaterThanOrEqualTo(2);

        assertThat(texts("select tenant_id::text from " + table)).isEmpty();
        assertThat(affected(null, "update %1$s set tenant_id = tenant_id".formatted(table)))
                .isZero();
        assertThat(affected(null, "delete from " + table)).isZero();
        assertThatThrownBy(() -> affected(null, tables.insert(table, mine)))
                .isInstanceOf(PermissionDeniedDataAccessException.class);
    }

    @ParameterizedTest
    @MethodSource("everyTable")
    void inATenantThereIsItsOwnAndNoMore(String table) {
        assertThat(run(mine, "select tenant_id::text from " + table))
                .containsExactly(mine.toString());
        assertThat(affected(mine, "update %1$s set tenant_id = tenant_id".formatted(table)))
                .isLessThanOrEqualTo(1);
        assertThat(affected(mine, "delete from " + table)).isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("everyTable")
    void nothingIsPutIntoAnotherTenant(String table) {
        assertThatThrownBy(() -> affected(mine, tables.insert(table, theirs)))
                .isInstanceOf(PermissionDeniedDataAccessException.class);
        assertThat(refused(mine, "update %s set tenant_id = '%s'".formatted(table, theirs)))
                .isInstanceOf(PermissionDeniedDataAccessException.class);
    }

    @Test
    void peopleAreSeenByTheirWorkspacesOnly() {
        UUID ana = UUID.randomUUID();
        database.executeAsSuperuser(
                """
                set session_replication_role = replica;
                insert into person (id, email, name, created_at) values ('%1$s', '%1$s', 'Ana', now());
                insert into member (tenant_id, id, person_id, role, created_at)
                values ('%2$s', gen_random_uuid(), '%1$s', 'OWNER', now())
                """
                        .formatted(ana, theirs));
        try {
            assertThat(texts("select name from person")).isEmpty();
            assertThat(run(mine, "select name from person")).isEmpty();
            assertThat(run(theirs, "select name from person")).containsExactly("Ana");
            assertThat(refused(theirs, "select password_hash from person"))
                    .isInstanceOf(PermissionDeniedDataAccessException.class);
            assertThat(refused(theirs, "select subject from login_failure"))
                    .isInstanceOf(PermissionDeniedDataAccessException.class);
        } finally {
            database.executeAsSuperuser(
                    "delete from member where person_id = '%1$s'; delete from person where id = '%1$s'"
                            .formatted(ana));
        }
    }

    /**
     * Told by the server, also where the tenant does not matter: the function writes for anybody.
     */
    @Test
    void nothingIsWrittenOutsideOfATransaction() {
        String write = "select record_login_failure('a:b', now())";

        assertThatThrownBy(() -> lonely(write).block())
                .hasMessageContaining("cannot execute INSERT in a read-only transaction");
        assertThat(affected(null, write)).isEqualTo(1);
    }

    private static Mono<Void> lonely(String sql) {
        return Mono.usingWhen(
                ConnectionPools.connectionFactory(database.access()).create(),
                connection ->
                        Flux.from(connection.createStatement(sql).execute())
                                .flatMap(Result::getRowsUpdated)
                                .then(),
                Connection::close);
    }

    // How it is asked

    private static long count(String table) {
        return database.count("select count(*) from " + table);
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

    /** How many rows a statement touches in a transaction that is undone; none if it may not. */
    private static long affected(@Nullable TenantId tenant, String sql) {
        try {
            Mono<Long> undone =
                    client().sql(sql)
                            .fetch()
                            .rowsUpdated()
                            .flatMap(rows -> Mono.error(new Undone(rows)));
            (tenant == null
                            ? database.get(Transactions.class).run(undone)
                            : database.get(UnitOfWork.class).run(tenant, undone))
                    .block();
            throw new IllegalStateException("not undone: " + sql);
        } catch (Undone undone) {
            return undone.rows;
        } catch (DataIntegrityViolationException e) {
            // Its own rows, which others of its own hang on.
            return 1;
        } catch (PermissionDeniedDataAccessException e) {
            if (!sql.startsWith("insert")) {
                return 0;
            }
            throw e;
        }
    }

    private static DataAccessException refused(TenantId tenant, String sql) {
        try {
            database.get(UnitOfWork.class).run(tenant, client().sql(sql).then()).block();
            throw new IllegalStateException("not refused: " + sql);
        } catch (DataAccessException e) {
            return e;
        }
    }

    private static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final long rows;

        Undone(long rows) {
            super("undone", null, false, false);
            this.rows = rows;
        }
    }

    private static DatabaseClient client() {
        return database.get(DatabaseClient.class);
    }
}
