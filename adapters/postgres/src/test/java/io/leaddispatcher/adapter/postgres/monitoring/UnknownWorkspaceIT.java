package io.leaddispatcher.adapter.postgres.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.RowsRead;
import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.application.monitoring.CheckKey;
import io.leaddispatcher.application.monitoring.port.Checks;
import io.leaddispatcher.application.overview.OverviewView;
import io.leaddispatcher.application.overview.port.Overviews;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * A workspace that came since PostgreSQL has last looked at its tables: what is asked of it looks
 * up each row by its key, and compares none with all others.
 */
class UnknownWorkspaceIT {

    private static final int MANY = 300;

    /** Of each lead some rows of each kind are read, and not those of others. */
    private static final long FEW = 10L * MANY;

    private static TestDatabase database;
    private static TenantId tenant;

    @BeforeAll
    static void oneThatIsKnownAndOneThatIsNot() {
        database = TestDatabase.open();
        // Of some tables nothing at all is known, so that the index of the key is the better one.
        for (String table : List.of("delivery", "task", "assignment")) {
            database.executeAsSuperuser(
                    "alter table %s alter column tenant_id set statistics 0".formatted(table));
        }
        fill(database.newTenant());
        database.executeAsSuperuser("analyze");
        tenant = database.newTenant();
        fill(tenant);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    // Each lead is given, handed off, contested and late, and somebody could not be told; and as
    // many are new. The connection has its owners.
    private static void fill(TenantId workspace) {
        database.executeAsSuperuser(
                """
                insert into lead (tenant_id, id, kind, status, rep_key, document, issues, words, arrived_at, updated_at)
                select '%1$s', lpad(to_hex(i), 32, '0')::uuid, 'lead', case when i <= %2$d then 'ASSIGNED' else 'NEW' end,
                       case when i <= %2$d then 'mia' end, '{}', '[]', '', now() - interval '1 hour', now()
                  from generate_series(1, 2 * %2$d) i;
                insert into routing_run (tenant_id, id, lead_id, kind, policy_version, cause, decided_at, result, trace)
                select '%1$s', l.id, l.id, 'lead', 1, 'INTAKE', now(), 'ASSIGNED', '{}' from lead l where l.tenant_id = '%1$s';
                insert into assignment (tenant_id, id, lead_id, run_id, rep_key, rule_id, priority, broadcast, state, offered_at)
                select '%1$s', l.id, l.id, l.id, 'mia', 'all', 'STANDARD', false, 'OFFERED', now() - interval '1 hour'
                  from lead l where l.tenant_id = '%1$s' and l.status = 'ASSIGNED';
                insert into task (tenant_id, id, lead_id, assignment_id, rep_key, type, due_at, state)
                select '%1$s', l.id, l.id, l.id, 'mia', 'CALL', now() + interval '1 day', 'OPEN'
                  from lead l where l.tenant_id = '%1$s' and l.status = 'ASSIGNED';
                insert into timeline (tenant_id, lead_id, id, at, type, actor, channel, detail)
                select '%1$s', l.id, id_from(now() - make_interval(secs => t.place)), now(), t.type, 'hubspot', 'crm', t.detail::jsonb
                  from lead l
                 cross join (values (9, 'HANDED_OFF', '{"type":"SUPPORT","queue":"care"}'),
                                    (6, 'CRM_OWNER_CHANGED', '{"contested":true}')) t (place, type, detail)
                 where l.tenant_id = '%1$s' and l.status = 'ASSIGNED';
                insert into sla_clock (tenant_id, id, lead_id, policy_key, target, plan, started_at, due_at, state, live, next_step, moving)
                select '%1$s', l.id, l.id, 'hot', 'ACCEPTED', '{}', now() - interval '1 hour', now(), 'BREACHED', true, 0, false
                  from lead l where l.tenant_id = '%1$s' and l.status = 'ASSIGNED';
                insert into unheard_escalation (tenant_id, clock_id, lead_id, why, whom, since)
                select '%1$s', l.id, l.id, 'NO_CHANNEL', 'manager', now() from lead l where l.tenant_id = '%1$s' and l.status = 'ASSIGNED';
                insert into delivery (tenant_id, id, lead_id, recipient, route, step, channel, document, state, attempts, tries, due_at, paced,
                                      reference)
                select '%1$s', md5(d.state || l.id)::uuid, l.id, d.recipient, '{}', 0, d.channel, d.document::jsonb, d.state, 5, 5, now(), false,
                       'r'
                  from lead l
                 cross join (values ('DEAD', 'SLACK', 'rep:mia', '{}'), ('DELIVERED', 'CRM', 'crm:crm', '{"crm":"OWNER"}'))
                            d (state, channel, recipient, document)
                 where l.tenant_id = '%1$s' and l.status = 'ASSIGNED';
                insert into connection (tenant_id, id, key, type, name, active, settings, hook_id, version)
                values ('%1$s', gen_random_uuid(), 'crm', 'HUBSPOT', 'CRM', true, '{}', '%1$s', 1);
                insert into crm_record (tenant_id, connection_key, external_id, lead_id, told_at)
                select '%1$s', 'crm', l.id::text, l.id, now() from lead l where l.tenant_id = '%1$s' and l.status = 'ASSIGNED';
                insert into policy_version (tenant_id, kind, version, document, comment, published_at, published_by)
                values ('%1$s', 'LEAD', 1, '{"tiers":[{"rules":[{"id":"all","nextAction":{"task":"CALL"}}]}]}', 'first', now(), 'system');
                """
                        .formatted(workspace, MANY));
    }

    @ParameterizedTest
    @CsvSource({
        "LEAD_WITHOUT_RUN, routing_run, 0",
        "RUN_WITHOUT_CRM_OWNER, delivery, 0",
        "ASSIGNMENT_WITHOUT_TASK, task, 0",
        "ASSIGNMENT_WITHOUT_TASK, lead, 0",
        "HANDOFF_WITHOUT_STATUS, assignment, 300",
        "ESCALATION_UNHEARD, sla_clock, 300",
    })
    void aCheckLooksUpWhatBelongsToEach(CheckKey check, String table, int found) {
        Mono<Checks.Found> asked = database.get(Checks.class).find(tenant, check, 5);

        assertThat(in(asked).count()).isEqualTo(found);
        assertThat(read(asked, table)).isLessThan(FEW);
    }

    @Test
    void homeLooksUpWhatBelongsToEach() {
        for (Sight sight : new Sight[] {new Sight.All(), new Sight.Own("mia")}) {
            Mono<OverviewView> asked =
                    database.get(Overviews.class)
                            .count(tenant, sight, Instant.parse("2020-01-01T00:00:00Z"));

            OverviewView home = in(asked);
            assertThat(home.unanswered()).isEqualTo(MANY);
            assertThat(home.deadDeliveries()).isEqualTo(MANY);
            assertThat(home.late().breached()).isEqualTo(MANY);
            assertThat(home.contested().leads()).isEqualTo(MANY);
            assertThat(read(asked, "lead")).as("leads, %s", sight).isLessThan(FEW);
            assertThat(read(asked, "timeline")).as("timeline, %s", sight).isLessThan(FEW);
        }
    }

    private static long read(Mono<?> work, String table) {
        return in(RowsRead.by(work, table, database.get(DatabaseClient.class)));
    }

    private static <T> T in(Mono<T> work) {
        return Objects.requireNonNull(database.get(UnitOfWork.class).run(tenant, work).block());
    }
}
