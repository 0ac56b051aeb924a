package io.leaddispatcher.adapter.postgres.analytics;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Six leads whose story is short enough to be counted by hand, and what more a test tells of leads.
 */
final class SixLeads {

    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final TestDatabase database;
    private final TenantId tenant;

    SixLeads(TestDatabase database, TenantId tenant) {
        this.database = database;
        this.tenant = tenant;
    }

    /** All arrive at noon; times are seconds after it. */
    void come() {
        UUID won = lead("web", "ASSIGNED", "r1");
        UUID mia = assignment(won, "mia", "p1", "r1", "ACCEPTED", 1);
        told(won, "mia", 2);
        act(won, 120);
        clock(won, mia, "mia", "hot", "MET");
        clock(won, mia, "mia", "hot", "MET");
        meeting(won, "MOVED");
        meeting(won, "HELD");
        outcome(won, mia, "MEETING_HELD", 200, null, null);
        outcome(won, mia, "OPPORTUNITY", 300, null, null);
        outcome(won, mia, "WON", 400, "900", "EUR");
        outcome(won, mia, "WON", 500, "1000", "EUR");

        UUID declined = lead("web", "ASSIGNED", "r1");
        UUID first = assignment(declined, "mia", "p1", "r1", "DECLINED", 1);
        UUID ben = assignment(declined, "ben", "p1", "r1", "ACCEPTED", 30);
        told(declined, "mia", 4);
        told(declined, "ben", 60);
        clock(declined, first, "mia", "hot", "STOPPED");
        clock(declined, ben, "ben", "hot", "BREACHED");
        meeting(declined, "NO_SHOW");

        UUID offered = lead("ads", "ASSIGNED", "r2");
        UUID zoe = assignment(offered, "zoe", null, "r2", "OFFERED", 1);
        told(offered, "zoe", 10);
        clock(offered, zoe, "zoe", "calm", "RUNNING");
        clock(offered, zoe, "zoe", "calm", "MET");
        meeting(offered, "CANCELLED");

        UUID queued = lead("ads", "QUEUED", "r2");
        clock(queued, null, null, "calm", "BREACHED");

        lead(null, "REJECTED", null);

        UUID lost = lead("web", "COMPLETED", "r1");
        broadcast(assignment(lost, "mia", "p1", "r1", "EXPIRED", 1));
        UUID quicker = assignment(lost, "ben", "p1", "r1", "COMPLETED", 1);
        told(lost, "mia", 1);
        told(lost, "ben", 2);
        act(lost, 600);
        clock(lost, quicker, "ben", "hot", "MET");
        outcome(lost, quicker, "NO_SHOW", 650, null, null);
        outcome(lost, quicker, "NO_SHOW_TAKEN_BACK", 660, null, null);
        outcome(lost, quicker, "MEETING_HELD", 700, null, null);
        outcome(lost, quicker, "LOST", 800, null, null);

        UUID before = lead("web", "ASSIGNED", "r1");
        database.executeAsSuperuser(
                "update lead set arrived_at = '2026-11-20T23:59:59Z' where id = '%s'"
                        .formatted(before));
        clock(before, assignment(before, "mia", "p1", "r1", "ACCEPTED", 1), "mia", "hot", "MET");
    }

    UUID lead(@Nullable String source, String status, @Nullable String rule) {
        UUID id = UUID.randomUUID();
        database.executeAsSuperuser(
                """
                insert into lead (tenant_id, id, kind, status, source, rule_id, document, issues, words, arrived_at, updated_at)
                values ('%s', '%s', 'lead', '%s', %s, %s, '{}', '[]', '', '%s', now())
                """
                        .formatted(tenant, id, status, quoted(source), quoted(rule), at(0)));
        return id;
    }

    private UUID assignment(
            UUID lead, String rep, @Nullable String pool, String rule, String state, long seconds) {
        UUID id = UUID.randomUUID();
        boolean accepted = state.equals("ACCEPTED") || state.equals("COMPLETED");
        database.executeAsSuperuser(
                """
                insert into assignment (tenant_id, id, lead_id, run_id, rep_key, pool_key, rule_id, priority, state, offered_at,
                                        accepted_at)
                values ('%s', '%s', '%s', gen_random_uuid(), '%s', %s, '%s', 'STANDARD', '%s', '%s', %s)
                """
                        .formatted(
                                tenant,
                                id,
                                lead,
                                rep,
                                quoted(pool),
                                rule,
                                state,
                                at(seconds),
                                accepted ? quoted(at(seconds + 5)) : "null"));
        return id;
    }

    private void broadcast(UUID assignment) {
        database.executeAsSuperuser(
                "update assignment set broadcast = true where id = '%s'".formatted(assignment));
    }

    private void told(UUID lead, String rep, long seconds) {
        entry(lead, "DISPATCHED", seconds, "{\"recipient\":\"rep:%s\"}".formatted(rep));
    }

    /** It is told of an hour later. */
    private void act(UUID lead, long seconds) {
        entry(
                lead,
                "ACTIVITY_RECORDED",
                seconds + 3600,
                "{\"type\":\"CALL\",\"at\":\"%s\"}".formatted(at(seconds)));
    }

    private void entry(UUID lead, String type, long seconds, String detail) {
        database.executeAsSuperuser(
                """
                insert into timeline (tenant_id, lead_id, id, at, type, actor, channel, detail)
                values ('%s', '%s', gen_random_uuid(), '%s', '%s', 'system', 'slack', '%s')
                """
                        .formatted(tenant, lead, at(seconds), type, detail));
    }

    private void clock(
            UUID lead,
            @Nullable UUID assignment,
            @Nullable String rep,
            String policy,
            String state) {
        database.executeAsSuperuser(
                """
                insert into sla_clock (tenant_id, id, lead_id, assignment_id, rep_key, policy_key, target, plan, started_at,
                                       due_at, state, live, next_step, moving)
                values ('%s', gen_random_uuid(), '%s', %s, %s, '%s', 'ACCEPTED', '{}', '%s', '%s', '%s', %s, 0, false)
                """
                        .formatted(
                                tenant,
                                lead,
                                quoted(assignment == null ? null : assignment.toString()),
                                quoted(rep),
                                policy,
                                at(0),
                                at(300),
                                state,
                                isLive(assignment, state)));
    }

    /** Whoever has a lead here has accepted it, late or not; one that waits is late. */
    private static boolean isLive(@Nullable UUID assignment, String state) {
        return state.equals("RUNNING") || (state.equals("BREACHED") && assignment == null);
    }

    /** A lead that is past its time and still somebody's, who has done nothing about it. */
    UUID late(String rule) {
        UUID lead = lead("web", "ASSIGNED", rule);
        clock(lead, assignment(lead, "zoe", null, rule, "ACCEPTED", 1), "zoe", "hot", "BREACHED");
        database.executeAsSuperuser(
                "update sla_clock set live = true where lead_id = '%s'".formatted(lead));
        return lead;
    }

    /** Its clock is over: it was met late, or the lead was passed on. */
    void clockEnds(UUID lead) {
        database.executeAsSuperuser(
                "update sla_clock set live = false where lead_id = '%s'".formatted(lead));
    }

    /** What was done about these leads was done without it. */
    void neverAccepted() {
        database.executeAsSuperuser(
                "update assignment set accepted_at = null where tenant_id = '%s'"
                        .formatted(tenant));
    }

    void taskDone(UUID lead, long seconds) {
        database.executeAsSuperuser(
                """
                insert into task (tenant_id, id, lead_id, assignment_id, rep_key, type, due_at, state, ended_at, ended_by)
                values ('%s', gen_random_uuid(), '%s', gen_random_uuid(), 'zoe', 'CALL', '%s', 'DONE', '%s', 'rep:zoe')
                """
                        .formatted(tenant, lead, at(seconds), at(seconds)));
    }

    void disqualified(UUID lead, String reason) {
        outcome(lead, null, "DISQUALIFIED", 30, null, null);
        database.executeAsSuperuser(
                "update outcome set reason = '%s' where lead_id = '%s'".formatted(reason, lead));
    }

    private void meeting(UUID lead, String state) {
        database.executeAsSuperuser(
                """
                insert into meeting (tenant_id, id, connection_key, booking, lead_id, provider, state, since, starts_at, ends_at,
                                     told_at)
                values ('%s', gen_random_uuid(), 'calendly', gen_random_uuid()::text, '%s', 'calendly', '%s', now(), now(),
                        now(), now())
                """
                        .formatted(tenant, lead, state));
    }

    void outcome(
            UUID lead,
            @Nullable UUID assignment,
            String type,
            long seconds,
            @Nullable String amount,
            @Nullable String currency) {
        database.executeAsSuperuser(
                """
                insert into outcome (tenant_id, id, lead_id, assignment_id, type, at, amount, currency, reported_by, reported_at)
                values ('%s', gen_random_uuid(), '%s', %s, '%s', '%s', %s, %s, 'crm', now())
                """
                        .formatted(
                                tenant,
                                lead,
                                quoted(assignment == null ? null : assignment.toString()),
                                type,
                                at(seconds),
                                amount,
                                quoted(currency)));
    }

    private static String at(long seconds) {
        return NOON.plusSeconds(seconds).toString();
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "null" : "'" + text + "'";
    }
}
