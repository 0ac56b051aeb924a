package io.leaddispatcher.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.adapter.postgres.transaction.Transactions;
import io.leaddispatcher.application.closure.DeleteClosedWorkspaces;
import io.leaddispatcher.application.closure.port.WorkspaceDeletions;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** What becomes of the rows of a workspace that was closed, in every table that there is. */
class WorkspaceDeletionIT {

    private static final Duration HOLD = Duration.ofMinutes(1);
    private static final UUID NOBODY = new UUID(0, 0);

    private static TestDatabase database;
    private static TenantTables tables;
    private static WorkspaceDeletions deletions;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
        tables = new TenantTables(database);
        deletions = database.get(WorkspaceDeletions.class);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void everyTableIsEmptiedAndNobodyElsesRowIsTouched() {
        TenantId mine = filled();
        TenantId theirs = filled();
        database.executeAsSuperuser("delete from workspace_deletion");
        close(mine, Instant.now().minusSeconds(1));

        deleteAll();

        for (String table : tables.names()) {
            assertThat(rows(table, mine)).as(table).isZero();
            if (!table.equals("workspace_deletion")) {
                assertThat(rows(table, theirs)).as("%s of another workspace", table).isPositive();
            }
        }
        // But for what goes last, and the session, which ended at once.
        assertThat(
                        database.count(
                                "select rows_gone from deleted_workspace where id = '%s'"
                                        .formatted(mine)))
                .isEqualTo(tables.names().size() - 4);
        assertThat(
                        database.count(
                                "select count(*) from deleted_workspace d where d::text like '%Test%'"))
                .as("what is left names nobody")
                .isZero();
    }

    @Test
    void anotherNodeGoesOnWhereOneDiedAndTheKeysetGoesLast() {
        TenantId mine = filled();
        database.executeAsSuperuser("delete from workspace_deletion");
        close(mine, Instant.now().minusSeconds(1));
        assertThat(deletions.claim(HOLD).block()).isEqualTo(mine);
        assertThat(run(mine, deletions.deleteSome(mine, 5, HOLD))).isPositive();
        assertThat(run(mine, deletions.finish(mine).hasElement())).as("rows are left").isFalse();
        assertThat(run(mine, deletions.reopen(mine))).as("it has begun").isFalse();

        assertThat(deletions.claim(HOLD).blockOptional()).as("held by the one").isEmpty();
        database.executeAsSuperuser("update workspace_deletion set held_until = now()");
        assertThat(deletions.claim(HOLD).block()).isEqualTo(mine);
        List<Long> steps = new ArrayList<>();
        do {
            steps.add(run(mine, deletions.deleteSome(mine, 5, HOLD)));
        } while (steps.getLast() > 0);

        assertThat(steps).hasSizeGreaterThan(3);
        for (String table : tables.names()) {
            boolean last = List.of("tenant", "tenant_keyset", "workspace_deletion").contains(table);
            assertThat(rows(table, mine)).as(table).isEqualTo(last ? 1 : 0);
        }
        assertThat(run(mine, deletions.finish(mine))).isPositive();
        assertThat(rows("tenant_keyset", mine) + rows("tenant", mine)).isZero();
    }

    @Test
    void whoeverBelongsElsewhereStays() {
        TenantId mine = database.newTenant();
        TenantId theirs = database.newTenant();
        UUID lonely = person(mine);
        UUID shared = person(mine);
        member(theirs, shared);
        database.executeAsSuperuser(
                "insert into password_reset values (decode('%s', 'hex'), '%s', now())"
                        .formatted(lonely.toString().replace("-", ""), lonely));
        database.executeAsSuperuser("delete from workspace_deletion");
        close(mine, Instant.now().minusSeconds(1));

        deleteAll();

        assertThat(database.count("select count(*) from person where id = '%s'".formatted(lonely)))
                .isZero();
        assertThat(database.count("select count(*) from person where id = '%s'".formatted(shared)))
                .isEqualTo(1);
        assertThat(rows("member", theirs)).isEqualTo(1);
    }

    @Test
    void untilItIsDueNothingIsTouchedAndItCanBeUndone() {
        TenantId mine = filled();
        database.executeAsSuperuser("delete from workspace_deletion");
        assertThat(close(mine, Instant.now().plusSeconds(3600))).isTrue();
        assertThat(close(mine, Instant.now())).as("a second time").isFalse();

        deleteAll();
        assertThatThrownBy(() -> run(mine, deletions.deleteSome(mine, 5, HOLD)))
                .hasMessageContaining("is not one that is being deleted");
        assertThat(rows("lead", mine)).isPositive();
        assertThat(rows("session", mine)).as("sessions of others").isZero();
        assertThat(claimed()).as("claimed while closed").doesNotContain(mine.toString());

        assertThat(run(mine, deletions.reopen(mine))).isTrue();
        assertThat(deletions.all().collectList().block()).isEmpty();
        assertThat(claimed()).as("claimed when open").contains(mine.toString());
    }

    @Test
    void whatWasUnderWayWhenItWasClosedHasAMinuteToEnd() {
        TenantId mine = filled();
        database.executeAsSuperuser("delete from workspace_deletion");
        run(mine, deletions.close(mine, NOBODY, Instant.now(), Instant.now().minusSeconds(1)));

        assertThat(deletions.claim(HOLD).blockOptional()).isEmpty();
        database.executeAsSuperuser(
                "update workspace_deletion set closed_at = now() - interval '1 minute'");
        assertThat(deletions.claim(HOLD).block()).isEqualTo(mine);
    }

    /** Which workspaces have something to route, to translate or to deliver. */
    private static List<String> claimed() {
        database.executeAsSuperuser(
                """
                update inbound_event set state = 'READY', due_at = now();
                update delivery set state = 'PENDING', due_at = now()
                """);
        List<String> found = new ArrayList<>();
        found.addAll(texts("select tenant_id::text from tenants_to_route()"));
        database.executeAsSuperuser("update inbound_event set state = 'RECEIVED'");
        found.addAll(
                texts("select tenant_id::text from claim_received_events(100, 100, '{}', '0 s')"));
        found.addAll(
                texts(
                        "select tenant_id::text from claim_deliveries(100, 100, 100, '{}', '{}', '0 s')"));
        return found;
    }

    private static List<String> texts(String sql) {
        return Objects.requireNonNull(
                database.get(Transactions.class)
                        .run(
                                database.get(DatabaseClient.class)
                                        .sql(sql)
                                        .mapValue(String.class)
                                        .all()
                                        .collectList())
                        .block());
    }

    private static void deleteAll() {
        new DeleteClosedWorkspaces(deletions, database.get(UnitOfWork.class)).handle().block();
    }

    private static boolean close(TenantId tenant, Instant dueAt) {
        return run(tenant, deletions.close(tenant, NOBODY, Instant.now().minusSeconds(61), dueAt));
    }

    private static TenantId filled() {
        TenantId tenant = database.newTenant();
        tables.fill(tenant);
        return tenant;
    }

    private static UUID person(TenantId tenant) {
        UUID id = UUID.randomUUID();
        database.executeAsSuperuser(
                "insert into person (id, email, name, created_at) values ('%1$s', '%1$s@people.test', 'Ana', now())"
                        .formatted(id));
        member(tenant, id);
        return id;
    }

    private static void member(TenantId tenant, UUID person) {
        database.executeAsSuperuser(
                "insert into member (tenant_id, id, person_id, role, created_at) values ('%s', '%s', '%s', 'OWNER', now())"
                        .formatted(tenant, UUID.randomUUID(), person));
    }

    private static long rows(String table, TenantId tenant) {
        return database.count(
                "select count(*) from %s where tenant_id = '%s'".formatted(table, tenant));
    }

    private static <T> T run(TenantId tenant, Mono<T> work) {
        return Objects.requireNonNull(database.get(UnitOfWork.class).run(tenant, work).block());
    }
}
