package io.leaddispatcher.adapter.postgres.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.crm.port.UntoldRecords;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.task.Task;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresUntoldRecordsIT {

    private static TestDatabase database;

    private TenantId tenant = new TenantId(new UUID(0, 0));
    private LeadId lead = new LeadId(new UUID(0, 0));
    private long ids;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void aLeadWithARecord() {
        tenant = database.newTenant();
        lead = new LeadId(UUID.randomUUID());
        run(
                """
                insert into lead (tenant_id, id, kind, status, document, issues, words, arrived_at, updated_at)
                values (%1$s, '%2$s', 'lead', 'ASSIGNED', '{}', '[]', '', now(), now());
                insert into connection (tenant_id, id, key, type, name, active, settings, hook_id, version)
                values (%1$s, gen_random_uuid(), 'sf', 'SALESFORCE', 'Salesforce', true, '{}', '%2$s', 1);
                """);
        record("r1", 1);
    }

    @Test
    void aRecordThatWasNeverToldIsFoundWithTheTasksThatNoRecordHas() {
        UUID open = task("OPEN");
        task("DONE");
        write("{\"crm\":\"TASK\",\"record\":\"r0\",\"task\":\"%s\"}".formatted(task("OPEN")));

        assertThat(untold()).containsOnlyKeys(lead);
        assertThat(untold().get(lead)).extracting(Task::id).containsExactly(open);
    }

    @Test
    void ofSeveralTheOneThatWasToldOfLastCounts() {
        write("{\"crm\":\"OWNER\",\"record\":\"r1\"}");
        assertThat(untold()).isEmpty();
        record("r2", 2);
        assertThat(untold()).containsExactly(Map.entry(lead, List.of()));
        write("{\"crm\":\"OWNER\",\"record\":\"r2\"}");
        assertThat(untold()).isEmpty();
    }

    @Test
    void whatWasMergedAwayHidesNoRecordThatGoesOn() {
        record("r2", 2);
        run("update crm_record set gone = true where tenant_id = %1$s and external_id = 'r2'");
        write("{\"crm\":\"OWNER\",\"record\":\"r2\"}");

        assertThat(untold()).containsOnlyKeys(lead);
    }

    @Test
    void whoseOwnerWasSeenThereIsKnown() {
        run("update crm_record set owner = 'zoe', owner_at = now() where tenant_id = %1$s");
        assertThat(untold()).isEmpty();
    }

    private Map<LeadId, List<Task>> untold() {
        return Objects.requireNonNull(
                database.get(UnitOfWork.class)
                        .run(tenant, database.get(UntoldRecords.class).of(tenant, List.of(lead)))
                        .block());
    }

    private void record(String id, int minute) {
        run(
                "insert into crm_record (tenant_id, connection_key, external_id, lead_id, told_at) values (%1$s, 'sf', '"
                        + id
                        + "', '%2$s', '2026-03-02T12:0"
                        + minute
                        + ":00Z')");
    }

    private UUID task(String state) {
        UUID id = new UUID(6, ++ids);
        run(
                "insert into task (tenant_id, id, lead_id, assignment_id, rep_key, type, due_at, state, ended_at) values (%1$s, '"
                        + id
                        + "', '%2$s', gen_random_uuid(), 'mia', 'CALL', now(), '"
                        + state
                        + ("OPEN".equals(state) ? "', null)" : "', now())"));
        return id;
    }

    private void write(String document) {
        run(
                "insert into delivery (tenant_id, id, lead_id, recipient, route, step, channel, document, state, attempts, tries, due_at, paced) values (%1$s, gen_random_uuid(), '%2$s', 'crm:sf', '[]', 0, 'CRM', '"
                        + document
                        + "', 'DEAD', 1, 1, now(), false)");
    }

    private void run(String sql) {
        database.executeAsSuperuser(sql.formatted("'" + tenant + "'", lead));
    }
}
