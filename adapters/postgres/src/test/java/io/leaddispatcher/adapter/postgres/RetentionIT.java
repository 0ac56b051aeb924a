package io.leaddispatcher.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.audit.InMemoryAuditTrail;
import io.leaddispatcher.application.crm.port.WrittenTasks;
import io.leaddispatcher.application.retention.RemovePastData;
import io.leaddispatcher.application.retention.Retention;
import io.leaddispatcher.application.retention.port.Retentions;
import io.leaddispatcher.application.retention.port.Retentions.Kind;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** What is removed when it is over for longer than a workspace keeps it, and what never is. */
class RetentionIT {

    private static final Retention WEEK = new Retention(7, 7, null, 7, 7);

    private static TestDatabase database;
    private static Retentions retentions;

    private final InMemoryAuditTrail trail = new InMemoryAuditTrail();
    private TenantId tenant = new TenantId(new UUID(0, 0));

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
        retentions = database.get(Retentions.class);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void begin() {
        tenant = database.newTenant();
        database.executeAsSuperuser(
                "insert into routing_turn (tenant_id) values ('%s')".formatted(tenant));
        // Other tests' workspaces are none of this one's.
        database.executeAsSuperuser(
                """
                insert into retention (tenant_id, due_at)
                select tenant_id, now() + interval '1 day' from tenant where tenant_id <> '%s'
                on conflict (tenant_id) do update set due_at = excluded.due_at
                """
                        .formatted(tenant));
    }

    @Test
    void whatIsDoneGoesWhenItsDaysAreOverAndWhatIsOpenStays() {
        for (String state : new String[] {"ROUTED", "IGNORED", "FAILED", "READY", "RECEIVED"}) {
            event(null, state, 8);
            event(null, state, 6);
        }
        for (String state : new String[] {"DELIVERED", "DEAD", "PENDING", "RETRYING"}) {
            delivery(null, state, 8);
            delivery(null, state, 6);
        }
        keep(WEEK);
        assertThat(run(retentions.due(tenant, WEEK, 100)))
                .containsEntry(Kind.EVENTS, 3L)
                .containsEntry(Kind.DELIVERIES, 2L);

        remove();

        assertThat(count("inbound_event where state in ('ROUTED', 'IGNORED', 'FAILED')"))
                .isEqualTo(3);
        assertThat(count("inbound_event where state in ('READY', 'RECEIVED')")).isEqualTo(4);
        assertThat(count("delivery where state in ('DELIVERED', 'DEAD')")).isEqualTo(2);
        assertThat(count("delivery where state in ('PENDING', 'RETRYING')")).isEqualTo(4);
        assertThat(trail.entries().getLast().action().word()).isEqualTo("data.removed");
        assertThat(trail.entries().getLast().detail().toString())
                .isEqualTo("{deliveries=2, events=3}");
    }

    @Test
    void whatMadeATaskInACrmIsRememberedUntilTheTaskHasEnded() {
        UUID lead = lead("ASSIGNED", 8);
        insert(
                "connection (tenant_id, id, key, type, name, active, settings, hook_id, version)",
                "gen_random_uuid(), 'hs', 'hubspot', 'HubSpot', true, '{}', '%s', 1"
                        .formatted(lead));
        UUID open = task(lead, "OPEN");
        UUID done = task(lead, "DONE");
        for (UUID task : new UUID[] {open, done}) {
            UUID id = delivery(lead, "DELIVERED", 8);
            database.executeAsSuperuser(
                    """
                    update delivery
                       set channel = 'CRM', recipient = 'crm:hs', reference = 't1',
                           route = '[{"kind":"CRM_CONNECTION","value":"hs"}]',
                           document = '{"crm":"TASK","record":"51","task":"%s"}'
                     where id = '%s'
                    """
                            .formatted(task, id));
        }
        keep(WEEK);

        remove();

        assertThat(count("delivery where lead_id = '%s'".formatted(lead))).isEqualTo(1);
        assertThat(
                        run(
                                database.get(WrittenTasks.class)
                                        .of(tenant, List.of(new LeadId(lead)), List.of(open, done))
                                        .collectList()))
                .containsExactly(
                        new WrittenTasks.Write(
                                open,
                                new LeadId(lead),
                                new ConnectionKey("hs"),
                                "51",
                                WrittenTasks.Standing.WRITTEN,
                                "t1"));
    }

    @Test
    void aClosedLeadGoesWithAllThatHangsOnItUnlessThereIsWorkLeft() {
        UUID old = lead("COMPLETED", 8);
        event(old, "ROUTED", 8);
        story(old);
        disclosure(old);
        UUID young = lead("COMPLETED", 6);
        UUID held = lead("COMPLETED", 8);
        assignment(held, "ACCEPTED");
        UUID awaited = lead("REJECTED", 8);
        event(awaited, "READY", 0);
        UUID untold = lead("REJECTED", 8);
        delivery(untold, "RETRYING", 0);
        UUID open = lead("ASSIGNED", 100);
        UUID queued = lead("QUEUED", 100);
        keep(WEEK);
        assertThat(run(retentions.due(tenant, WEEK, 100))).containsEntry(Kind.LEADS, 1L);

        remove();

        assertThat(count("lead where id = '%s'".formatted(old))).isZero();
        for (UUID stays : new UUID[] {young, held, awaited, untold, open, queued}) {
            assertThat(count("lead where id = '%s'".formatted(stays))).isEqualTo(1);
        }
        for (String table :
                new String[] {
                    "timeline", "routing_run", "inbound_event", "lead_identity", "disclosure"
                }) {
            assertThat(count("%s where lead_id = '%s'".formatted(table, old))).as(table).isZero();
        }
    }

    @Test
    void aLeadStaysWhileASenderMayRepeatWhatItToldOfIt() {
        UUID told = lead("COMPLETED", 2);
        event(told, "ROUTED", 6);
        UUID old = lead("REJECTED", 2);
        event(old, "ROUTED", 8);
        var day = new Retention(7, 7, null, 1, 7);
        keep(day);
        assertThat(run(retentions.due(tenant, day, 100))).containsEntry(Kind.LEADS, 1L);

        remove();

        assertThat(count("lead where id = '%s'".formatted(told))).isEqualTo(1);
        assertThat(count("inbound_event where lead_id = '%s'".formatted(told))).isEqualTo(1);
        assertThat(count("lead where id = '%s'".formatted(old))).isZero();
    }

    /** It came in after its lead was found to be without work. */
    @Test
    void anEventThatWaitsIsNeverTakenAlongWithItsLead() {
        UUID lead = lead("COMPLETED", 8);
        event(lead, "ROUTED", 8);
        event(lead, "READY", 0);
        event(lead, "RECEIVED", 0);

        database.executeAsSuperuser(
                "select set_config('app.tenant_id', '%s', true), delete_leads(array['%s']::uuid[])"
                        .formatted(tenant, lead));

        assertThat(count("lead where id = '%s'".formatted(lead))).isZero();
        assertThat(count("inbound_event where state = 'ROUTED'")).isZero();
        assertThat(count("inbound_event where state in ('READY', 'RECEIVED')")).isEqualTo(2);
    }

    @Test
    void noTableThatHangsOnALeadIsForgotten() {
        assertThat(
                        database.count(
                                """
                                select count(*) from pg_attribute a join pg_class c on c.oid = a.attrelid
                                 where a.attname = 'lead_id' and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
                                   -- Turns of a pool, of whichever lead: they count for ever.
                                   and c.relname <> 'pool_ledger_row'
                                   and not exists (select from pg_proc p
                                                    where p.proname = 'delete_leads'
                                                      and p.prosrc like '%delete from ' || c.relname || ' %')
                                   -- It goes with its lead by itself.
                                   and not exists (select from pg_constraint k
                                                    where k.conrelid = c.oid and k.confrelid = 'lead'::regclass
                                                      and k.confdeltype = 'c')
                                """))
                .isZero();
    }

    @Test
    void aStoryGoesOnceAndTheLeadStays() {
        UUID lead = lead("COMPLETED", 8);
        story(lead);
        var stories = new Retention(7, 7, 7, null, 7);
        keep(stories);

        remove();

        assertThat(count("timeline")).isZero();
        assertThat(count("routing_run")).isZero();
        assertThat(count("lead")).isEqualTo(1);
        assertThat(run(retentions.due(tenant, stories, 100))).containsEntry(Kind.STORIES, 0L);
        database.executeAsSuperuser(
                "update lead set updated_at = now() + interval '1 s' - interval '8 days', story_gone_at = now() - interval '9 days'");
        assertThat(run(retentions.due(tenant, stories, 100)))
                .as("it came up again")
                .containsEntry(Kind.STORIES, 1L);
    }

    @Test
    void withNothingSetLeadsAndStoriesAreKeptForEver() {
        story(lead("COMPLETED", 3000));
        event(null, "ROUTED", 31);
        event(null, "ROUTED", 29);

        remove();

        assertThat(count("lead")).isEqualTo(1);
        assertThat(count("timeline")).isEqualTo(1);
        assertThat(count("inbound_event")).isEqualTo(1);
    }

    @Test
    void anotherNodeGoesOnAndNothingIsCountedTwice() {
        for (int i = 0; i < 5; i++) {
            event(null, "ROUTED", 8);
        }
        keep(WEEK);
        assertThat(retentions.claim(Duration.ofMinutes(2)).block()).isEqualTo(tenant);
        assertThat(run(retentions.removeSome(tenant, Kind.EVENTS, 2, Duration.ofMinutes(2))))
                .isEqualTo(2);
        assertThat(retentions.claim(Duration.ofMinutes(2)).blockOptional()).isEmpty();
        database.executeAsSuperuser(
                "update retention set due_at = now() where tenant_id = '%s'".formatted(tenant));

        remove();

        assertThat(trail.entries()).hasSize(1);
        assertThat(trail.entries().getLast().detail().toString()).isEqualTo("{events=5}");
        remove();
        assertThat(trail.entries()).as("once a day").hasSize(1);
    }

    @Test
    void sessionsThatAreOverAndOldHashesOfErasedPersonsGo() {
        database.executeAsSuperuser(
                """
                set session_replication_role = replica;
                insert into session (tenant_id, token_hash, member_id, created_at, last_seen_at)
                values ('%1$s', '\\x01', gen_random_uuid(), now() - interval '2 days', now() - interval '2 days'),
                       ('%1$s', '\\x02', gen_random_uuid(), now(), now());
                insert into erased_identity (tenant_id, handle_hash, erased_at)
                values ('%1$s', 'old', now() - interval '31 days'), ('%1$s', 'new', now());
                insert into login_failure values ('old-%1$s', 1, now() - interval '2 days')
                """
                        .formatted(tenant));

        remove();

        assertThat(count("session")).isEqualTo(1);
        assertThat(count("erased_identity")).isEqualTo(1);
        assertThat(
                        database.count(
                                "select count(*) from login_failure where subject = 'old-%s'"
                                        .formatted(tenant)))
                .isZero();
    }

    @Test
    void invitationsThatLapsedBouncesOfNobodyAndEndsOfUnknownMeetingsGo() {
        for (String[] each : new String[][] {{"lapsed", "2"}, {"late", "0"}, {"open", "-3"}}) {
            insert(
                    "invitation (tenant_id, id, token_hash, email, name, role, mailed, quiet, created_at, expires_at)",
                    "gen_random_uuid(), convert_to(gen_random_uuid()::text, 'UTF8'), '%s@x.test', 'V', 'VIEWER', true, false, now(), now() - interval '%s days'"
                            .formatted(each[0], each[1]));
        }
        for (String[] each : new String[][] {{"gone", "2"}, {"mia", "2"}, {"just", "0"}}) {
            insert(
                    "mail_bounce (tenant_id, address, reason, at)",
                    "'%s@x.test', 'full', now() - interval '%s days'".formatted(each[0], each[1]));
        }
        insert(
                "configuration_document (tenant_id, kind, key, document, version)",
                "'REP', 'mia', '{\"name\":\"Mia\",\"email\":\"Mia@x.test\"}', 1");
        meeting(null, "'cannot, my father died'", 31);
        meeting(null, "'young'", 29);
        meeting(lead("ASSIGNED", 40), "'known'", 40);

        remove();

        assertThat(texts("email", "invitation")).containsExactly("late@x.test", "open@x.test");
        assertThat(texts("address", "mail_bounce")).containsExactly("just@x.test", "mia@x.test");
        assertThat(texts("reason", "meeting")).containsExactly("known", "young");
        assertThat(trail.entries().getLast().detail().toString())
                .isEqualTo("{bounces=1, invitations=1, meetings=1}");
    }

    private void meeting(@Nullable UUID lead, String reason, int daysAgo) {
        insert(
                "meeting (tenant_id, id, connection_key, booking, lead_id, provider, state, since, reason, told_at)",
                "gen_random_uuid(), 'c', gen_random_uuid()::text, %s, 'calendly', 'CANCELLED', now(), %s, %s"
                        .formatted(quoted(lead), reason, ago(daysAgo)));
    }

    private List<String> texts(String column, String table) {
        return List.of(
                Objects.requireNonNull(
                        run(
                                database.get(DatabaseClient.class)
                                        .sql(
                                                "select array_agg(%1$s order by %1$s) from %2$s"
                                                        .formatted(column, table))
                                        .mapValue(String[].class)
                                        .one())));
    }

    /** Who has what a lead is known by is about to keep an event of it, and may want the turn. */
    @Test
    void aLeadOfWhichAnEventIsBeingTakenInStaysAndHoldsUpNoOther() throws SQLException {
        UUID told = lead("COMPLETED", 9);
        UUID old = lead("COMPLETED", 8);
        keep(WEEK);
        try (Connection event = database.superuser();
                Statement statement = event.createStatement()) {
            event.setAutoCommit(false);
            statement.execute(
                    "select handle from lead_identity where lead_id = '%s' for share"
                            .formatted(told));

            remove();

            statement.execute(
                    "select turns from routing_turn where tenant_id = '%s' for update"
                            .formatted(tenant));
            event.rollback();
        }

        assertThat(count("lead where id = '%s'".formatted(told))).isEqualTo(1);
        assertThat(count("lead where id = '%s'".formatted(old))).isZero();
    }

    @Test
    void whatIsOldIsFoundByAnIndex() {
        database.executeAsSuperuser(
                """
                create or replace function plan_of(query text) returns text language plpgsql
                set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off as $$
                declare line text; plan text := '';
                begin
                    for line in execute 'explain ' || query loop plan := plan || line; end loop;
                    return plan;
                end $$
                """);

        assertThat(
                        usesIndex(
                                "inbound_event_pkey",
                                "select id from inbound_event where tenant_id = current_tenant() and id < id_from(now())"
                                        + " and received_at < now() and state in ('ROUTED', 'IGNORED', 'FAILED')"
                                        + " order by id limit 100"))
                .isTrue();
        assertThat(
                        usesIndex(
                                "lead_closed",
                                "select id from lead where tenant_id = current_tenant() and updated_at < now()"
                                        + " and status in ('REJECTED', 'COMPLETED') order by updated_at limit 100"))
                .isTrue();
    }

    private static boolean usesIndex(String index, String query) {
        return database.count(
                        "select (plan_of('%s') ~ 'Index.* using %s')::int"
                                .formatted(query.replace("'", "''"), index))
                == 1;
    }

    private void keep(Retention retention) {
        run(retentions.save(tenant, retention).thenReturn(true));
    }

    private void remove() {
        new RemovePastData(retentions, trail, database.get(UnitOfWork.class)).handle().block();
    }

    private void event(@Nullable UUID lead, String state, int daysAgo) {
        UUID id = timeOrdered(daysAgo);
        insert(
                "inbound_event (tenant_id, id, origin, source, idempotency_key, content_hash, content_type, raw, received_at, state, due_at, lead_id)",
                "'%s', 'api', 'api', '%s', '', 'text/plain', 'old', %s, '%s', now() + interval '1 day', %s"
                        .formatted(id, id, ago(daysAgo), state, quoted(lead)));
    }

    private UUID task(UUID lead, String state) {
        UUID id = UUID.randomUUID();
        insert(
                "task (tenant_id, id, lead_id, assignment_id, rep_key, type, due_at, state)",
                "'%s', '%s', gen_random_uuid(), 'mia', 'CALL', now(), '%s'"
                        .formatted(id, lead, state));
        return id;
    }

    private UUID delivery(@Nullable UUID lead, String state, int daysAgo) {
        UUID id = timeOrdered(daysAgo);
        insert(
                "delivery (tenant_id, id, lead_id, recipient, route, step, channel, document, state, attempts, tries, due_at, paced, updated_at)",
                "'%s', %s, 'mia', '[]', 0, 'SLACK', '{}', '%s', 1, 1, now() + interval '1 day', false, %s"
                        .formatted(id, quoted(lead), state, ago(daysAgo)));
        return id;
    }

    private UUID lead(String status, int daysAgo) {
        UUID id = UUID.randomUUID();
        insert(
                "lead (tenant_id, id, kind, status, document, issues, words, arrived_at, updated_at)",
                "'%s', 'lead', '%s', '{}', '[]', '', now(), %s"
                        .formatted(id, status, ago(daysAgo)));
        insert("lead_identity (tenant_id, handle, lead_id)", "'x:%1$s', '%1$s'".formatted(id));
        return id;
    }

    private void assignment(UUID lead, String state) {
        insert(
                "assignment (tenant_id, id, lead_id, run_id, rep_key, priority, state, offered_at)",
                "gen_random_uuid(), '%s', gen_random_uuid(), 'mia', 'HIGH', '%s', now()"
                        .formatted(lead, state));
    }

    private void story(UUID lead) {
        insert(
                "timeline (tenant_id, lead_id, id, at, type, actor, channel, detail)",
                "'%s', gen_random_uuid(), now(), 'A', 'b', 'c', '{}'".formatted(lead));
        insert(
                "routing_run (tenant_id, id, lead_id, kind, policy_version, cause, decided_at, result, trace)",
                "gen_random_uuid(), '%s', 'lead', 1, 'INTAKE', now(), 'ASSIGNED', '{}'"
                        .formatted(lead));
    }

    private void disclosure(UUID lead) {
        insert(
                "disclosure (tenant_id, id, member_id, lead_id, reason, opened_at, ends_at)",
                "gen_random_uuid(), gen_random_uuid(), '%s', 'called back', now(), now() + interval '15 minutes'"
                        .formatted(lead));
    }

    private void insert(String table, String values) {
        database.executeAsSuperuser(
                "insert into %s values ('%s', %s)".formatted(table, tenant, values));
    }

    private static String quoted(@Nullable UUID id) {
        return id == null ? "null" : "'" + id + "'";
    }

    private static String ago(int days) {
        return "now() - interval '%d days'".formatted(days);
    }

    /** As ids are made: the moment first. */
    private static UUID timeOrdered(int daysAgo) {
        long millis = Instant.now().minus(daysAgo, ChronoUnit.DAYS).toEpochMilli();
        return new UUID(
                millis << 16 | 0x7000 | (UUID.randomUUID().getMostSignificantBits() & 0xfff),
                UUID.randomUUID().getLeastSignificantBits());
    }

    private long count(String from) {
        String where = from.contains(" where ") ? from + " and " : from + " where ";
        return database.count("select count(*) from %s tenant_id = '%s'".formatted(where, tenant));
    }

    private <T> T run(Mono<T> work) {
        return Objects.requireNonNull(database.get(UnitOfWork.class).run(tenant, work).block());
    }
}
