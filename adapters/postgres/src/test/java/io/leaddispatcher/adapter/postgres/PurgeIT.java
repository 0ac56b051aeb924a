package io.leaddispatcher.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

/** What is removed of every workspace when it is over, whatever it has set. */
class PurgeIT {

    private static TestDatabase database;

    private PastData past;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
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
    void withNothingSetLeadsAndStoriesAreKeptForEver() {
        past.story(past.lead("COMPLETED", 3000));
        past.event(null, "ROUTED", 31);
        past.event(null, "ROUTED", 29);

        past.remove();

        assertThat(past.count("lead")).isEqualTo(1);
        assertThat(past.count("timeline")).isEqualTo(1);
        assertThat(past.count("inbound_event")).isEqualTo(1);
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
                        .formatted(past.tenant()));

        past.remove();

        assertThat(past.count("session")).isEqualTo(1);
        assertThat(past.count("erased_identity")).isEqualTo(1);
        assertThat(
                        database.count(
                                "select count(*) from login_failure where subject = 'old-%s'"
                                        .formatted(past.tenant())))
                .isZero();
    }

    @Test
    void invitationsThatLapsedBouncesOfNobodyAndEndsOfUnknownMeetingsGo() {
        for (String[] each : new String[][] {{"lapsed", "2"}, {"late", "0"}, {"open", "-3"}}) {
            past.insert(
                    "invitation (tenant_id, id, token_hash, email, name, role, mailed, quiet, created_at, expires_at)",
                    "gen_random_uuid(), convert_to(gen_random_uuid()::text, 'UTF8'), '%s@x.test', 'V', 'VIEWER', true, false, now(), now() - interval '%s days'"
                            .formatted(each[0], each[1]));
        }
        for (String[] each : new String[][] {{"gone", "2"}, {"mia", "2"}, {"just", "0"}}) {
            past.insert(
                    "mail_bounce (tenant_id, address, reason, at)",
                    "'%s@x.test', 'full', now() - interval '%s days'".formatted(each[0], each[1]));
        }
        past.insert(
                "configuration_document (tenant_id, kind, key, document, version)",
                "'REP', 'mia', '{\"name\":\"Mia\",\"email\":\"Mia@x.test\"}', 1");
        meeting(null, "'cannot, my father died'", 31);
        meeting(null, "'young'", 29);
        meeting(past.lead("ASSIGNED", 40), "'known'", 40);

        past.remove();

        assertThat(texts("email", "invitation")).containsExactly("late@x.test", "open@x.test");
        assertThat(texts("address", "mail_bounce")).containsExactly("just@x.test", "mia@x.test");
        assertThat(texts("reason", "meeting")).containsExactly("known", "young");
        assertThat(past.trail().entries().getLast().detail().toString())
                .isEqualTo("{bounces=1, invitations=1, meetings=1}");
    }

    @Test
    void filtersThatWereRemovedGoADayLater() {
        for (String[] each : new String[][] {{"old", "2"}, {"just", "0"}}) {
            filter("'%s'".formatted(each[0]), "now() - interval '%s days'".formatted(each[1]));
        }
        filter("'kept'", "null");

        past.remove();

        assertThat(texts("name", "saved_filter")).containsExactly("just", "kept");
        assertThat(past.trail().entries().getLast().detail().toString()).isEqualTo("{filters=1}");
    }

    private void filter(String name, String droppedAt) {
        database.executeAsSuperuser(
                """
                set session_replication_role = replica;
                insert into saved_filter (tenant_id, id, member_id, name, query, saved_at, dropped_at)
                values ('%s', gen_random_uuid(), gen_random_uuid(), %s, '{}', now(), %s)
                """
                        .formatted(past.tenant(), name, droppedAt));
    }

    private void meeting(@Nullable UUID lead, String reason, int daysAgo) {
        past.insert(
                "meeting (tenant_id, id, connection_key, booking, lead_id, provider, state, since, reason, told_at)",
                "gen_random_uuid(), 'c', gen_random_uuid()::text, %s, 'calendly', 'CANCELLED', now(), %s, %s"
                        .formatted(PastData.quoted(lead), reason, PastData.ago(daysAgo)));
    }

    private List<String> texts(String column, String table) {
        return List.of(
                Objects.requireNonNull(
                        past.run(
                                database.get(DatabaseClient.class)
                                        .sql(
                                                "select array_agg(%1$s order by %1$s) from %2$s"
                                                        .formatted(column, table))
                                        .mapValue(String[].class)
                                        .one())));
    }
}
