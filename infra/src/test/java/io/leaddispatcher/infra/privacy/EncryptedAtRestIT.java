package io.leaddispatcher.infra.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leaddispatcher.application.encryption.EncryptStoredLeads;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What leads say stands nowhere in clear where a workspace has sensitive fields. */
@ExtendWith(InPrivacyProgram.class)
class EncryptedAtRestIT {

    private final PrivacyProgram program;
    private final Somebody ana = Somebody.fresh();

    /** What nobody may read who reads the database. */
    private final String secret = "s" + UUID.randomUUID().toString().replace("-", "");

    EncryptedAtRestIT(PrivacyProgram program) {
        this.program = program;
    }

    @AfterEach
    void asBefore() {
        program.made("PUT", "/fields/condition", "{\"name\":\"Condition\"}");
        if (program.api("GET", "/fields/contact.lastName", null, Map.of()).statusCode() == 200) {
            program.made("DELETE", "/fields/contact.lastName", null);
        }
        awaitThatEventsAreKept("not encrypted");
        program.settled();
    }

    @Test
    void whatWasStoredBeforeIsEncryptedToo() {
        String lead = submit();
        program.form(form());
        program.hook("signed", "generic", "hook-" + ana.mark(), body());
        program.hook("signed", "generic", "broken-" + ana.mark(), broken());
        program.settled();
        program.delivered();
        assertThat(program.mentions(secret)).containsKeys("lead", "inbound_event", "routing_run");
        markSensitive();

        program.database()
                .executeAsSuperuser(
                        "update encryption_at_rest set due_at = now() where stage <> 'DONE'");
        program.get(EncryptStoredLeads.class).handle().block(PrivacyProgram.PATIENCE);

        assertThat(
                        program.database()
                                .count(
                                        "select count(*) from encryption_at_rest where stage <> 'DONE'"))
                .isZero();
        assertThat(program.mentions(secret)).isEmpty();
        assertThatItIsReadBy(lead);
    }

    @Test
    void whatComesIsEncryptedAndWhoMayReadsIt() {
        markSensitive();
        awaitThatEventsAreKept("encrypted");

        String lead = submit();
        program.form(form());
        program.hook("signed", "generic", "hook-" + ana.mark(), body());
        program.settled();
        program.delivered();

        assertThat(program.mentions(secret)).isEmpty();
        assertThat(program.mentions(ana.email())).containsKey("lead");
        assertThatItIsReadBy(lead);
        assertThat(found(ana.email())).contains(secret);
        // The index of words would give away what it finds.
        assertThat(found(ana.lastName())).doesNotContain(ana.mark());
    }

    @Test
    void whoIsErasedIsGoneFromWhatCannotBeSearched() {
        markSensitive();
        awaitThatEventsAreKept("encrypted");
        submit();
        program.hook("signed", "generic", "broken-" + ana.mark(), broken());
        program.settled();
        var broken =
                "select count(*) from inbound_event where idempotency_key = 'broken-%s'"
                        .formatted(ana.mark());
        assertThat(program.database().count(broken)).isEqualTo(1);
        assertThat(export()).contains("I am " + ana.email(), secret);

        var erased =
                program.api(
                        "POST",
                        "/privacy/erasures",
                        "{\"email\":\"%s\",\"reason\":\"asked\"}".formatted(ana.email()),
                        Map.of());

        assertThat(erased.statusCode()).as(erased.body()).isLessThan(300);
        assertThat(program.database().count(broken)).isZero();
        assertThat(program.mentions(ana.mark())).isEmpty();
    }

    private void markSensitive() {
        program.made("PUT", "/fields/condition", "{\"name\":\"Condition\",\"sensitive\":true}");
        program.made(
                "PUT", "/fields/contact.lastName", "{\"name\":\"Last name\",\"sensitive\":true}");
    }

    /** Nodes remember for some seconds which fields are sensitive. */
    private void awaitThatEventsAreKept(String how) {
        await().atMost(PrivacyProgram.PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    String key = "probe-" + UUID.randomUUID();
                    program.hook("signed", "generic", key, "{}");
                    return program.database()
                                    .count(
                                            "select count(*) from inbound_event where idempotency_key = '%s' and %s"
                                                    .formatted(key, how))
                            == 1;
                });
    }

    private void assertThatItIsReadBy(String lead) {
        assertThat(program.api("GET", "/leads/" + lead, null, Map.of()).body())
                .contains("\"condition\":\"%s\"".formatted(secret))
                .contains(ana.lastName());
        assertThat(program.api("GET", "/leads/" + lead + "/runs", null, Map.of()).body())
                .contains("\"actual\":\"%s\"".formatted(secret));
    }

    private String found(String words) {
        return program.api("GET", "/leads?q=" + encoded(words), null, Map.of()).body();
    }

    private String export() {
        return program.api("GET", "/privacy/exports?email=" + encoded(ana.email()), null, Map.of())
                .body();
    }

    /** Answers the lead's id. */
    private String submit() {
        var answer = program.api("POST", "/leads", body(), Map.of("Idempotency-Key", ana.mark()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer.body().replaceAll("(?s).*?\"leadId\"\\s*:\\s*\"([^\"]+)\".*", "$1");
    }

    private String body() {
        return "{\"contact\":{\"email\":\"%s\",\"firstName\":\"Ana\",\"lastName\":\"%s\"},\"custom\":{\"condition\":\"%s\"}}"
                .formatted(ana.email(), ana.lastName(), secret);
    }

    private String form() {
        return "contact.email=%s&custom.condition=%s".formatted(encoded(ana.email()), secret);
    }

    /** It comes to nothing. */
    private String broken() {
        return "{\"lead\":{\"message\":\"I am %s: %s\"}}".formatted(ana.email(), secret);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
