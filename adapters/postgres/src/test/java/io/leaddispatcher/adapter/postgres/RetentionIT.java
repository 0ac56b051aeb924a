package io.leaddispatcher.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.crm.port.WrittenTasks;
import io.leaddispatcher.application.retention.Retention;
import io.leaddispatcher.application.retention.port.Retentions;
import io.leaddispatcher.application.retention.port.Retentions.Kind;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.lead.LeadId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is removed when it is over for longer than a workspace keeps it, and what never is. */
class RetentionIT {

    private static final Retention WEEK = new Retention(7, 7, null, 7, 7);

    private static TestDatabase database;
    private static Retentions retentions;

    private PastData past;

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
        past = PastData.of(database);
    }

    @Test
    void whatIsDoneGoesWhenItsDaysAreOverAndWhatIsOpenStays() {
        for (String state : new String[] {"ROUTED", "IGNORED", "FAILED", "READY", "RECEIVED"}) {
            past.event(null, state, 8);
            past.event(null, state, 6);
        }
        for (String state : new String[] {"DELIVERED", "DEAD", "PENDING", "RETRYING"}) {
            past.delivery(null, state, 8);
            past.delivery(null, state, 6);
        }
        keep(WEEK);
        assertThat(past.run(retentions.due(past.tenant(), WEEK, 100)))
                .containsEntry(Kind.EVENTS, 3L)
                .containsEntry(Kind.DELIVERIES, 2L);

        past.remove();

        assertThat(past.count("inbound_event where state in ('ROUTED', 'IGNORED', 'FAILED')"))
                .isEqualTo(3);
        assertThat(past.count("inbound_event where state in ('READY', 'RECEIVED')")).isEqualTo(4);
        assertThat(past.count("delivery where state in ('DELIVERED', 'DEAD')")).isEqualTo(2);
        assertThat(past.count("delivery where state in ('PENDING', 'RETRYING')")).isEqualTo(4);
        assertThat(past.trail().entries().getLast().action().word()).isEqualTo("data.removed");
        assertThat(past.trail().entries().getLast().detail().toString())
                .isEqualTo("{deliveries=2, events=3}");
    }

    @Test
    void whatMadeATaskInACrmIsRememberedUntilTheTaskHasEnded() {
        UUID lead = past.lead("ASSIGNED", 8);
        past.insert(
                "connection (tenant_id, id, key, type, name, active, settings, hook_id, version)",
                "gen_random_uuid(), 'hs', 'hubspot', 'HubSpot', true, '{}', '%s', 1"
                        .formatted(lead));
        UUID open = past.task(lead, "OPEN");
        UUID done = past.task(lead, "DONE");
        for (UUID task : new UUID[] {open, done}) {
            UUID id = past.delivery(lead, "DELIVERED", 8);
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

        past.remove();

        assertThat(past.count("delivery where lead_id = '%s'".formatted(lead))).isEqualTo(1);
        assertThat(
                        past.run(
                                database.get(WrittenTasks.class)
                                        .of(
                                                past.tenant(),
                                                List.of(new LeadId(lead)),
                                                List.of(open, done))
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
        UUID old = past.lead("COMPLETED", 8);
        past.event(old, "ROUTED", 8);
        past.story(old);
        past.disclosure(old);
        UUID young = past.lead("COMPLETED", 6);
        UUID held = past.lead("COMPLETED", 8);
        past.assignment(held, "ACCEPTED");
        UUID awaited = past.lead("REJECTED", 8);
        past.event(awaited, "READY", 0);
        UUID untold = past.lead("REJECTED", 8);
        past.delivery(untold, "RETRYING", 0);
        UUID open = past.lead("ASSIGNED", 100);
        UUID queued = past.lead("QUEUED", 100);
        keep(WEEK);
        assertThat(past.run(retentions.due(past.tenant(), WEEK, 100)))
                .containsEntry(Kind.LEADS, 1L);

        past.remove();

        assertThat(past.count("lead where id = '%s'".formatted(old))).isZero();
        for (UUID stays : new UUID[] {young, held, awaited, untold, open, queued}) {
            assertThat(past.count("lead where id = '%s'".formatted(stays))).isEqualTo(1);
        }
        for (String table :
                new String[] {
                    "timeline", "routing_run", "inbound_event", "lead_identity", "disclosure"
                }) {
            assertThat(past.count("%s where lead_id = '%s'".formatted(table, old)))
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void aLeadStaysWhileASenderMayRepeatWhatItToldOfIt() {
        UUID told = past.lead("COMPLETED", 2);
        past.event(told, "ROUTED", 6);
        UUID old = past.lead("REJECTED", 2);
        past.event(old, "ROUTED", 8);
        var day = new Retention(7, 7, null, 1, 7);
        keep(day);
        assertThat(past.run(retentions.due(past.tenant(), day, 100))).containsEntry(Kind.LEADS, 1L);

        past.remove();

        assertThat(past.count("lead where id = '%s'".formatted(told))).isEqualTo(1);
        assertThat(past.count("inbound_event where lead_id = '%s'".formatted(told))).isEqualTo(1);
        assertThat(past.count("lead where id = '%s'".formatted(old))).isZero();
    }

    /** It came in after its lead was found to be without work. */
    @Test
    void anEventThatWaitsIsNeverTakenAlongWithItsLead() {
        UUID lead = past.lead("COMPLETED", 8);
        past.event(lead, "ROUTED", 8);
        past.event(lead, "READY", 0);
        past.event(lead, "RECEIVED", 0);

        database.executeAsSuperuser(
                "select set_config('app.tenant_id', '%s', true), delete_leads(array['%s']::uuid[])"
                        .formatted(past.tenant(), lead));

        assertThat(past.count("lead where id = '%s'".formatted(lead))).isZero();
        assertThat(past.count("inbound_event where state = 'ROUTED'")).isZero();
        assertThat(past.count("inbound_event where state in ('READY', 'RECEIVED')")).isEqualTo(2);
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
        UUID lead = past.lead("COMPLETED", 8);
        past.story(lead);
        var stories = new Retention(7, 7, 7, null, 7);
        keep(stories);

        past.remove();

        assertThat(past.count("timeline")).isZero();
        assertThat(past.count("routing_run")).isZero();
        assertThat(past.count("lead")).isEqualTo(1);
        assertThat(past.run(retentions.due(past.tenant(), stories, 100)))
                .containsEntry(Kind.STORIES, 0L);
        database.executeAsSuperuser(
                "update lead set updated_at = now() + interval '1 s' - interval '8 days', story_gone_at = now() - interval '9 days'");
        assertThat(past.run(retentions.due(past.tenant(), stories, 100)))
                .as("it came up again")
                .containsEntry(Kind.STORIES, 1L);
    }

    @Test
    void anotherNodeGoesOnAndNothingIsCountedTwice() {
        for (int i = 0; i < 5; i++) {
            past.event(null, "ROUTED", 8);
        }
        keep(WEEK);
        assertThat(retentions.claim(Duration.ofMinutes(2)).block()).isEqualTo(past.tenant());
        assertThat(
                        past.run(
                                retentions.removeSome(
                                        past.tenant(), Kind.EVENTS, 2, Duration.ofMinutes(2))))
                .isEqualTo(2);
        assertThat(retentions.claim(Duration.ofMinutes(2)).blockOptional()).isEmpty();
        database.executeAsSuperuser(
                "update retention set due_at = now() where tenant_id = '%s'"
                        .formatted(past.tenant()));

        past.remove();

        assertThat(past.trail().entries()).hasSize(1);
        assertThat(past.trail().entries().getLast().detail().toString()).isEqualTo("{events=5}");
        past.remove();
        assertThat(past.trail().entries()).as("once a day").hasSize(1);
    }

    /** Who has what a lead is known by is about to keep an event of it, and may want the turn. */
    @Test
    void aLeadOfWhichAnEventIsBeingTakenInStaysAndHoldsUpNoOther() throws SQLException {
        UUID told = past.lead("COMPLETED", 9);
        UUID old = past.lead("COMPLETED", 8);
        keep(WEEK);
        try (Connection event = database.superuser();
                Statement statement = event.createStatement()) {
            event.setAutoCommit(false);
            statement.execute(
                    "select handle from lead_identity where lead_id = '%s' for share"
                            .formatted(told));

            past.remove();

            statement.execute(
                    "select turns from routing_turn where tenant_id = '%s' for update"
                            .formatted(past.tenant()));
            event.rollback();
        }

        assertThat(past.count("lead where id = '%s'".formatted(told))).isEqualTo(1);
        assertThat(past.count("lead where id = '%s'".formatted(old))).isZero();
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
        past.run(retentions.save(past.tenant(), retention).thenReturn(true));
    }
}
