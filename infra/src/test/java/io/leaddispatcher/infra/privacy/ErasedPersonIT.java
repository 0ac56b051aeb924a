package io.leaddispatcher.infra.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An erased person is in no table, and nothing that comes late brings them back. */
@ExtendWith(InPrivacyProgram.class)
class ErasedPersonIT {

    /** By what a person may be asked for. */
    enum By {
        EMAIL,
        PHONE,
        EXTERNAL_ID;

        String request(Somebody somebody) {
            String asked =
                    switch (this) {
                        case EMAIL -> "\"email\":\" %s \"".formatted(somebody.email());
                        case PHONE -> "\"phone\":\"%s\"".formatted(somebody.spacedPhone());
                        case EXTERNAL_ID ->
                                "\"externalId\":\"%s\"".formatted(somebody.externalId());
                    };
            return "{%s,\"reason\":\"asked by letter\"}".formatted(asked);
        }
    }

    private final PrivacyProgram program;
    private final Somebody ana = Somebody.fresh();

    ErasedPersonIT(PrivacyProgram program) {
        this.program = program;
    }

    @ParameterizedTest
    @EnumSource(By.class)
    void theyAreInNoTable(By by) {
        // By every way in, with an event that came to nothing among them, and once more.
        assertThat(submit(ana.body(""), "first-" + ana.mark())).isEqualTo(201);
        assertThat(submit(ana.body(",\"custom\":{}"), "second")).isLessThan(300);
        program.form("contact.email=" + encoded(ana.email()) + "&lead.message=" + ana.mark());
        program.hook("signed", "generic", "hook-" + ana.mark(), ana.body(""));
        program.hook(
                "signed",
                "generic",
                "broken-" + ana.mark(),
                "{\"lead\":{\"message\":\"I am %s, call %s\"}}"
                        .formatted(ana.email(), ana.spacedPhone()));
        // Answers that are refused are kept for a day.
        assertThat(submit("{\"lead\":{\"message\":\"%s\"}}".formatted(ana.email()), "bad"))
                .isEqualTo(422);
        program.settled();
        program.delivered();
        program.disclosed(ana.mark());
        program.outcome(ana);
        program.lookedFor(ana);
        assertThat(program.mentions(ana.mark()))
                .containsKeys("disclosure", "outcome", "saved_filter")
                .containsKeys("lead", "lead_identity", "inbound_event", "delivery", "routing_run")
                .containsKey("sandbox_message");
        var colleague = Somebody.fresh();
        assertThat(submit(colleague.body(""), "colleague")).isEqualTo(201);

        erase(by);

        for (String trace : ana.traces()) {
            assertThat(program.mentions(trace)).as("what names %s", trace).isEmpty();
        }
        assertThat(program.mentions(colleague.mark())).containsKey("lead");
        assertThat(audit()).contains("asked by letter").doesNotContain(ana.mark(), ana.digits());
    }

    @ParameterizedTest
    @EnumSource(By.class)
    void aRetryDoesNotBringThemBack(By by) {
        String form = "contact.email=" + encoded(ana.email()) + "&lead.message=" + ana.mark();
        assertThat(submit(ana.body(""), "one-" + ana.mark())).isEqualTo(201);
        program.form(form);
        program.hook("signed", "generic", "two-" + ana.mark(), ana.body(",\"custom\":{}"));
        String contact = "7" + Long.parseLong(ana.mark().substring(1, 9), 16);
        program.contact(contactOf(ana, contact));
        program.hook("hs", "hubspot", "three-" + ana.mark(), created(contact, 1));
        program.settled();
        erase(by);

        assertThat(submit(ana.body(""), "one-" + ana.mark())).as("the same key").isEqualTo(422);
        assertThat(submit(ana.body(""), "other-" + ana.mark())).as("another key").isEqualTo(422);
        assertThat(submit(ana.body(later()), "third-" + ana.mark()))
                .as("the same content at another time")
                .isEqualTo(422);
        assertThat(submit("{\"externalId\":\"%s\"%s}".formatted(ana.externalId(), later()), "id"))
                .as("the same external id")
                .isEqualTo(422);
        program.form(form);
        program.hook("signed", "generic", "two-" + ana.mark(), ana.body(",\"custom\":{}"));
        program.hook("signed", "generic", "new-" + ana.mark(), ana.body(""));
        program.hook("hs", "hubspot", "three-" + ana.mark(), created(contact, 1));
        program.hook("hs", "hubspot", "four-" + ana.mark(), created(contact, millis()));
        program.settled();

        for (String trace : ana.traces()) {
            assertThat(program.mentions(trace)).as("what names %s", trace).isEmpty();
        }
    }

    @Test
    void whatWasSaidBeforeIsARetryWheneverItSaysItWas() {
        String said = "{\"contact\":{\"email\":\"%s\"},\"lead\":{\"score\":%s}%s}";
        assertThat(submit(said.formatted(ana.email(), "80", ""), "one")).isEqualTo(201);
        erase(By.EMAIL);

        assertThat(submit(said.formatted(ana.email(), "80.0", later()), "two")).isEqualTo(422);
        assertThat(submit(said.formatted(ana.email(), "81", later()), "three")).isEqualTo(201);
    }

    /** It found its lead, which was erased before it was committed. */
    @Test
    void anEventThatWasUnderWayDoesNotBringThemBack() {
        assertThat(submit(ana.body(""), "one")).isEqualTo(201);
        String lead =
                program.texts(
                                "select lead_id::text from lead_identity where handle = 'x:%s'"
                                        .formatted(ana.externalId()))
                        .getFirst();
        erase(By.EMAIL);

        program.database()
                .executeAsSuperuser(
                        """
                        insert into inbound_event (tenant_id, id, origin, source, idempotency_key, content_hash,
                                                   content_type, raw, received_at, due_at, state, body, lead_id)
                        select tenant_id, gen_random_uuid(), 'api', 'api', 'late-%1$s', '', 'application/json',
                               convert_to('%2$s', 'UTF8'), now(), now(), 'READY', '%2$s', '%3$s'
                          from tenant where slug = 'acme'
                        """
                                .formatted(ana.mark(), ana.body("").strip(), lead));
        program.settled();

        for (String trace : ana.traces()) {
            assertThat(program.mentions(trace)).as("what names %s", trace).isEmpty();
        }
    }

    @Test
    void whatWaitsToBeReadIsJudgedByWhoseItIs() {
        assertThat(submit(ana.body(""), "one")).isEqualTo(201);
        var colleague = Somebody.fresh();
        waiting("own", ana.body(""));
        waiting(
                "friend",
                "{\"contact\":{\"email\":\"%s\"},\"lead\":{\"message\":\"%s knows me\"}}"
                        .formatted(colleague.email(), ana.email()));
        waiting("nothing", "{\"lead\":{\"message\":\"call %s\"}}".formatted(ana.email()));
        erase(By.EMAIL);
        assertThat(program.mentions(ana.mark()))
                .as("acknowledged, and so not lost")
                .containsEntry("inbound_event", 3L);

        program.database()
                .executeAsSuperuser(
                        "update inbound_event set due_at = now() where state = 'RECEIVED'");
        program.settled();

        assertThat(program.mentions(colleague.mark())).containsKeys("lead", "inbound_event");
        assertThat(
                        program.texts(
                                "select idempotency_key from inbound_event where encode(raw, 'escape') like '%%%s%%'"
                                        .formatted(ana.mark())))
                .containsExactly("friend-" + ana.mark());
        assertThat(
                        program.texts(
                                "select handle from lead_identity where handle = 'e:%s'"
                                        .formatted(ana.email())))
                .isEmpty();
    }

    /** An event that a door has let in and nobody has read yet. */
    private void waiting(String key, String raw) {
        program.database()
                .executeAsSuperuser(
                        """
                        insert into inbound_event (tenant_id, id, origin, source, idempotency_key, content_hash,
                                                   content_type, raw, received_at, due_at, state)
                        select tenant_id, gen_random_uuid(), 'signed', 'generic', '%s-%s', '', 'application/json',
                               convert_to('%s', 'UTF8'), now(), now() + interval '1 hour', 'RECEIVED'
                          from tenant where slug = 'acme'
                        """
                                .formatted(key, ana.mark(), raw.strip()));
    }

    @Test
    void whoseAddressHoldsTheirsIsSomebodyElse() {
        assertThat(submit(ana.body(""), "one")).isEqualTo(201);
        for (String other :
                new String[] {"z" + ana.email(), ana.email() + "x", "z." + ana.email()}) {
            program.hook(
                    "signed",
                    "generic",
                    "broken-" + other,
                    "{\"lead\":{\"message\":\"I am %s\"}}".formatted(other));
        }
        program.hook(
                "signed",
                "generic",
                "broken-" + ana.mark(),
                "{\"lead\":{\"message\":\"Hello,\\n%s.\"}}".formatted(ana.email()));
        program.settled();
        erase(By.EMAIL);

        assertThat(
                        program.texts(
                                "select idempotency_key from inbound_event where encode(raw, 'escape') like '%%%s%%'"
                                        .formatted(ana.mark())))
                .containsExactlyInAnyOrder(
                        "broken-z" + ana.email(),
                        "broken-" + ana.email() + "x",
                        "broken-z." + ana.email());
    }

    /** Whoever has the turn commits a lead of theirs before the erasure gets it. */
    @Test
    void aLeadThatIsMadeWhileTheErasureWaitsIsErasedToo() throws Exception {
        assertThat(submit(Somebody.fresh().body(""), "first")).isEqualTo(201);
        try (var other = program.database().superuser();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select turns from routing_turn for update");
            var erasure = CompletableFuture.runAsync(() -> erase(By.EMAIL));
            await().until(() ->
                    program.database()
                                    .count(
                                            "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%routing_turn%'")
                            > 0);
            statement.execute(
                    """
                    with made as (
                        insert into lead (tenant_id, id, kind, status, email, document, issues, words, arrived_at, updated_at)
                        select tenant_id, gen_random_uuid(), 'lead', 'NEW', '%1$s', '{"contact":{"email":"%1$s"}}', '[]', '', now(), now()
                          from tenant where slug = 'acme'
                        returning tenant_id, id, email)
                    insert into lead_identity (tenant_id, handle, lead_id) select tenant_id, 'e:' || email, id from made
                    """
                            .formatted(ana.email()));
            other.commit();
            erasure.join();
        }

        assertThat(program.mentions(ana.mark())).isEmpty();
    }

    /** It has what the person is known by, and wants the turn. */
    @Test
    void anErasureLetsAnEventOfThePersonBeTakenInFirst() throws Exception {
        assertThat(submit(ana.body(""), "first-" + ana.mark())).isEqualTo(201);
        program.settled();
        try (var event = program.database().superuser();
                var statement = event.createStatement()) {
            event.setAutoCommit(false);
            statement.execute(
                    "select handle from lead_identity where handle = 'e:%s' for share"
                            .formatted(ana.email()));
            var erasure = CompletableFuture.runAsync(() -> erase(By.EMAIL));
            await().until(() ->
                    program.database()
                                    .count(
                                            "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()")
                            > 0);
            statement.execute("select turns from routing_turn for update");
            event.commit();
            erasure.join();
        }

        assertThat(program.mentions(ana.mark())).isEmpty();
    }

    @Test
    void whoComesAnewByTheirOwnWillIsTakenIn() {
        assertThat(submit(ana.body(""), "one")).isEqualTo(201);
        erase(By.EMAIL);
        String anew = "{\"contact\":{\"email\":\"%s\"},\"externalId\":\"new-%s\"%s}";
        assertThat(submit(anew.formatted(ana.email(), ana.mark(), ""), "unknown"))
                .as("nobody says when it happened")
                .isEqualTo(422);
        assertThat(
                        submit(
                                anew.formatted(
                                        ana.email(),
                                        ana.mark(),
                                        ",\"receivedAt\":\"2026-01-01T00:00:00Z\""),
                                "before"))
                .isEqualTo(422);

        assertThat(submit(anew.formatted(ana.email(), ana.mark(), later()), "after"))
                .isEqualTo(201);
        assertThat(program.mentions(ana.mark())).containsKey("lead");
        assertThat(submit("{\"contact\":{\"email\":\"%s\"}}".formatted(ana.email()), "known"))
                .as("they are known again")
                .isLessThan(300);
    }

    @Test
    void aNewFormIsOneOfTheirOwnWill() {
        program.form("contact.email=" + encoded(ana.email()) + "&lead.message=first");
        program.settled();
        erase(By.EMAIL);

        program.form("contact.email=" + encoded(ana.email()) + "&lead.message=second");
        program.settled();

        assertThat(program.mentions(ana.mark())).containsKey("lead");
    }

    @Test
    void afterTheDaysThatTheWorkspaceHasSetNothingIsRemembered() {
        assertThat(submit(ana.body(""), "one")).isEqualTo(201);
        erase(By.EXTERNAL_ID);
        assertThat(submit(ana.body(""), "two")).isEqualTo(422);

        program.database().executeAsSuperuser("delete from erased_identity");

        assertThat(submit(ana.body(""), "three")).isEqualTo(201);
    }

    private void erase(By by) {
        var answer = program.api("POST", "/privacy/erasures", by.request(ana), Map.of());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"leads\":1");
    }

    private int submit(String body, String key) {
        return program.api(
                        "POST",
                        "/leads",
                        body,
                        Map.of(
                                "Idempotency-Key",
                                key
                                        + "-"
                                        + UUID.nameUUIDFromBytes(
                                                ana.mark().getBytes(StandardCharsets.UTF_8))))
                .statusCode();
    }

    private String audit() {
        return program.api("GET", "/audit-log?limit=200", null, Map.of()).body();
    }

    private static String later() {
        return ",\"receivedAt\":\"%s\"".formatted(Instant.now().plusSeconds(60));
    }

    private static long millis() {
        return Instant.now().plusSeconds(60).toEpochMilli();
    }

    private static String created(String contact, long at) {
        return """
        {"eventId":1,"subscriptionId":2,"portalId":1,"occurredAt":%d,"subscriptionType":"contact.creation",
         "objectId":%s,"changeSource":"CRM_UI"}
        """
                .formatted(at, contact);
    }

    private static String contactOf(Somebody somebody, String id) {
        return """
        {"id":"%s","properties":{"email":"%s","firstname":"%s"}}
        """
                .formatted(id, somebody.email(), somebody.firstName());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
