package io.leaddispatcher.adapter.postgres;

import io.leaddispatcher.application.audit.InMemoryAuditTrail;
import io.leaddispatcher.application.retention.RemovePastData;
import io.leaddispatcher.application.retention.port.Retentions;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The data of a workspace that is some days old, and the daily removal of what is over. */
record PastData(TestDatabase database, TenantId tenant, InMemoryAuditTrail trail) {

    /** Of a workspace of its own; other tests' workspaces are none of the removal's. */
    static PastData of(TestDatabase database) {
        TenantId tenant = database.newTenant();
        database.executeAsSuperuser(
                "insert into routing_turn (tenant_id) values ('%s')".formatted(tenant));
        database.executeAsSuperuser(
                """
                insert into retention (tenant_id, due_at)
                select tenant_id, now() + interval '1 day' from tenant where tenant_id <> '%s'
                on conflict (tenant_id) do update set due_at = excluded.due_at
                """
                        .formatted(tenant));
        return new PastData(database, tenant, new InMemoryAuditTrail());
    }

    void remove() {
        new RemovePastData(database.get(Retentions.class), trail, database.get(UnitOfWork.class))
                .handle()
                .block();
    }

    void event(@Nullable UUID lead, String state, int daysAgo) {
        UUID id = timeOrdered(daysAgo);
        insert(
                "inbound_event (tenant_id, id, origin, source, idempotency_key, content_hash, content_type, raw, received_at, state, due_at, lead_id)",
                "'%s', 'api', 'api', '%s', '', 'text/plain', 'old', %s, '%s', now() + interval '1 day', %s"
                        .formatted(id, id, ago(daysAgo), state, quoted(lead)));
    }

    UUID task(UUID lead, String state) {
        UUID id = UUID.randomUUID();
        insert(
                "task (tenant_id, id, lead_id, assignment_id, rep_key, type, due_at, state)",
                "'%s', '%s', gen_random_uuid(), 'mia', 'CALL', now(), '%s'"
                        .formatted(id, lead, state));
        return id;
    }

    UUID delivery(@Nullable UUID lead, String state, int daysAgo) {
        UUID id = timeOrdered(daysAgo);
        insert(
                "delivery (tenant_id, id, lead_id, recipient, route, step, channel, document, state, attempts, tries, due_at, paced, updated_at)",
                "'%s', %s, 'mia', '[]', 0, 'SLACK', '{}', '%s', 1, 1, now() + interval '1 day', false, %s"
                        .formatted(id, quoted(lead), state, ago(daysAgo)));
        return id;
    }

    UUID lead(String status, int daysAgo) {
        UUID id = UUID.randomUUID();
        insert(
                "lead (tenant_id, id, kind, status, document, issues, words, arrived_at, updated_at)",
                "'%s', 'lead', '%s', '{}', '[]', '', now(), %s"
                        .formatted(id, status, ago(daysAgo)));
        insert("lead_identity (tenant_id, handle, lead_id)", "'x:%1$s', '%1$s'".formatted(id));
        return id;
    }

    void assignment(UUID lead, String state) {
        insert(
                "assignment (tenant_id, id, lead_id, run_id, rep_key, priority, state, offered_at)",
                "gen_random_uuid(), '%s', gen_random_uuid(), 'mia', 'HIGH', '%s', now()"
                        .formatted(lead, state));
    }

    void story(UUID lead) {
        insert(
                "timeline (tenant_id, lead_id, id, at, type, actor, channel, detail)",
                "'%s', gen_random_uuid(), now(), 'A', 'b', 'c', '{}'".formatted(lead));
        insert(
                "routing_run (tenant_id, id, lead_id, kind, policy_version, cause, decided_at, result, trace)",
                "gen_random_uuid(), '%s', 'lead', 1, 'INTAKE', now(), 'ASSIGNED', '{}'"
                        .formatted(lead));
    }

    void disclosure(UUID lead) {
        insert(
                "disclosure (tenant_id, id, member_id, lead_id, reason, opened_at, ends_at)",
                "gen_random_uuid(), gen_random_uuid(), '%s', 'called back', now(), now() + interval '15 minutes'"
                        .formatted(lead));
    }

    void insert(String table, String values) {
        database.executeAsSuperuser(
                "insert into %s values ('%s', %s)".formatted(table, tenant, values));
    }

    static String quoted(@Nullable UUID id) {
        return id == null ? "null" : "'" + id + "'";
    }

    static String ago(int days) {
        return "now() - interval '%d days'".formatted(days);
    }

    /** As ids are made: the moment first. */
    private static UUID timeOrdered(int daysAgo) {
        long millis = Instant.now().minus(daysAgo, ChronoUnit.DAYS).toEpochMilli();
        return new UUID(
                millis << 16 | 0x7000 | (UUID.randomUUID().getMostSignificantBits() & 0xfff),
                UUID.randomUUID().getLeastSignificantBits());
    }

    long count(String from) {
        String where = from.contains(" where ") ? from + " and " : from + " where ";
        return database.count("select count(*) from %s tenant_id = '%s'".formatted(where, tenant));
    }

    <T> T run(Mono<T> work) {
        return Objects.requireNonNull(database.get(UnitOfWork.class).run(tenant, work).block());
    }
}
