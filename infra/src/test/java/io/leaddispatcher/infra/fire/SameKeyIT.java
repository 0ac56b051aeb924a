package io.leaddispatcher.infra.fire;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.idempotency.ForgetPastRequests;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Fifty at once with one {@code Idempotency-Key}: one effect and one answer. */
class SameKeyIT {

    private static final int TWINS = 50;
    private static final String ROLL_BACK = "{\"version\":1,\"comment\":\"back\"}";

    private static final Node NODE = SharedNode.node();
    private static final Tables TABLES = SharedNode.tables();

    @Test
    void aLead() throws Exception {
        String lead = "{\"contact\":{\"email\":\"twin@twins.example\"}}";

        List<HttpResponse<String>> answers =
                atOnce(() -> NODE.api().post("/leads", lead, "Idempotency-Key", "twins"));

        assertThat(told(answers)).hasSize(1).first().asString().startsWith("202 ");
        assertThat(
                        TABLES.count(
                                "select count(*) from inbound_event where idempotency_key = 'key:twins'"))
                .isOne();
        assertThat(TABLES.count("select count(*) from lead where email = 'twin@twins.example'"))
                .isOne();
        assertThat(
                        NODE.api()
                                .post(
                                        "/leads",
                                        lead.replace("twin@", "other@"),
                                        "Idempotency-Key",
                                        "twins")
                                .statusCode())
                .isEqualTo(409);
        assertThat(TABLES.count("select count(*) from lead where email = 'other@twins.example'"))
                .as("leads of what was refused")
                .isZero();
    }

    @Test
    void aLeadThatIsRefusedIsRefusedAgainAndItsKeyStaysTaken() throws Exception {
        String wrong = "{\"contact\":{\"firstName\":\"Nobody\"}}";
        String right = "{\"contact\":{\"email\":\"wrong@twins.example\"}}";

        List<HttpResponse<String>> answers =
                List.of(
                        NODE.api().post("/leads", wrong, "Idempotency-Key", "wrong"),
                        NODE.api().post("/leads", wrong, "Idempotency-Key", "wrong"));

        assertThat(told(answers)).hasSize(1).first().asString().startsWith("422 ");
        assertThat(NODE.api().post("/leads", right, "Idempotency-Key", "wrong").statusCode())
                .isEqualTo(409);
        assertThat(TABLES.count("select count(*) from lead where email = 'wrong@twins.example'"))
                .isZero();
    }

    @Test
    void aForm() throws Exception {
        NODE.api().put("/connections/keyed", "{\"type\":\"form\"}");
        String form = "/hooks/forms/" + hookId();
        String lead = "{\"contact\":{\"email\":\"form@twins.example\"}}";
        String other = lead.replace("form@", "lost@");

        List<HttpResponse<String>> answers =
                atOnce(() -> NODE.api().hook(form, lead, "Idempotency-Key", "filled-in"));

        assertThat(told(answers)).hasSize(1).first().asString().startsWith("202 ");
        assertThat(NODE.api().hook(form, other, "Idempotency-Key", "filled-in").statusCode())
                .isEqualTo(409);
        assertThat(
                        TABLES.count(
                                "select count(*) from inbound_event where idempotency_key = 'key:filled-in'"))
                .isOne();
    }

    /** Its bytes are others each time; what counts is what was filled in. */
    @Test
    void aMultipartForm() throws Exception {
        NODE.api().put("/connections/keyed", "{\"type\":\"form\"}");

        HttpResponse<String> first = multipart("Ana", "one");

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(multipart("Ana", "two").body()).isEqualTo(first.body());
        assertThat(multipart("Eva", "one").statusCode()).isEqualTo(409);
        assertThat(
                        TABLES.count(
                                "select count(*) from inbound_event where idempotency_key like '%in-parts'"))
                .isOne();
    }

    private static HttpResponse<String> multipart(String name, String boundary) throws Exception {
        String part = "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n";
        return NODE.api()
                .hookOf(
                        "multipart/form-data; boundary=" + boundary,
                        "/hooks/forms/" + hookId(),
                        part.formatted(boundary, "contact.email", "parts@twins.example")
                                + part.formatted(boundary, "contact.firstName", name)
                                + "--"
                                + boundary
                                + "--\r\n",
                        "Idempotency-Key",
                        "in-parts");
    }

    /** Programs send numbers of customers as numbers. */
    @Test
    void aLeadWhoseIdIsANumber() throws Exception {
        String lead = "{\"externalId\":4711,\"contact\":{\"email\":\"number@twins.example\"}}";

        HttpResponse<String> first = NODE.api().post("/leads", lead);
        HttpResponse<String> again = NODE.api().post("/leads", lead);
        HttpResponse<String> other = NODE.api().post("/leads", lead.replace("4711", "4712"));

        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(eventOf(again)).isEqualTo(eventOf(first));
        assertThat(eventOf(other)).isNotEqualTo(eventOf(first));
    }

    private static String eventOf(HttpResponse<String> answer) {
        Matcher event = Pattern.compile("\"eventId\":\"([^\"]+)\"").matcher(answer.body());
        assertThat(event.find()).as(answer.body()).isTrue();
        return event.group(1);
    }

    @Test
    void aWaitMayBeSpelledInEveryWayThatThereIs() throws Exception {
        int lead = 0;
        for (String wait : List.of("wait=10", "wait=\"10\"", "wait = 10", "foo, Wait=\"010\"")) {
            HttpResponse<String> answer =
                    NODE.api()
                            .post(
                                    "/leads",
                                    "{\"contact\":{\"email\":\"wait-%d@twins.example\"}}"
                                            .formatted(lead++),
                                    "Prefer",
                                    wait);

            assertThat(answer.statusCode()).as(wait).isEqualTo(201);
            assertThat(answer.headers().firstValue("Preference-Applied")).hasValue("wait=10");
        }
    }

    private static String hookId() throws Exception {
        return TABLES.texts("select hook_id from connection where key = 'keyed'").getFirst();
    }

    @Test
    void afterADayAKeyIsNew() throws Exception {
        String lead = "{\"contact\":{\"email\":\"old@twins.example\"}}";
        String other = lead.replace("old@", "new@");
        NODE.api().post("/leads", lead, "Idempotency-Key", "old");
        assertThat(NODE.api().post("/leads", other, "Idempotency-Key", "old").statusCode())
                .isEqualTo(409);
        assertThat(rollBack("old", ROLL_BACK).statusCode()).isEqualTo(200);
        TABLES.execute(
                """
                update inbound_event set received_at = now() - interval '25 hours' where idempotency_key = 'key:old';
                update idempotent_request set began_at = now() - interval '25 hours'
                """);

        assertThat(NODE.api().post("/leads", other, "Idempotency-Key", "old").statusCode())
                .isEqualTo(202);
        NODE.get(ForgetPastRequests.class).handle().block();
        assertThat(TABLES.count("select count(*) from idempotent_request")).isZero();
        long before = versions();
        assertThat(rollBack("old", ROLL_BACK.replace("back", "anew")).statusCode()).isEqualTo(200);
        assertThat(versions()).isEqualTo(before + 1);
    }

    @Test
    void aWriteOfTheConfiguration() throws Exception {
        long before = versions();

        List<HttpResponse<String>> answers = atOnce(() -> rollBack("back", ROLL_BACK));

        assertThat(versions()).as("published versions").isEqualTo(before + 1);
        List<HttpResponse<String>> busy =
                answers.stream().filter(answer -> answer.statusCode() == 409).toList();
        assertThat(busy)
                .allSatisfy(answer ->
                        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1"));
        answers.removeAll(busy);
        assertThat(told(answers)).containsExactly("200 {\"version\":%d}".formatted(before + 1));
        // Afterwards all are equal.
        for (HttpResponse<String> again : atOnce(() -> rollBack("back", ROLL_BACK))) {
            assertThat(told(List.of(again))).isEqualTo(told(answers));
        }
        assertThat(versions()).isEqualTo(before + 1);
        assertThat(rollBack("back", ROLL_BACK.replace("back", "forth")).statusCode())
                .isEqualTo(409);
    }

    @Test
    void aMistakeIsAnsweredAgainAndStaysOne() throws Exception {
        HttpResponse<String> first = rollBack("mistake", "{\"version\":1}");

        assertThat(first.statusCode()).isEqualTo(422);
        assertThat(told(List.of(rollBack("mistake", "{\"version\":1}"))))
                .isEqualTo(told(List.of(first)));
        assertThat(rollBack("mistake", ROLL_BACK).statusCode()).isEqualTo(409);
    }

    /** At moments from at once to when the answer is about to come. */
    @Test
    void whoHangsUpGetsTheAnswerWhenAskingAgain() throws Exception {
        long before = versions();
        ImpatientClient client = new ImpatientClient(NODE.port());
        for (int sender = 0; sender < TWINS; sender++) {
            client.send(
                    """
                    POST /api/v1/policies/lead/rollback HTTP/1.1\r
                    Host: localhost\r
                    Authorization: Bearer %s\r
                    Content-Type: application/json\r
                    Idempotency-Key: gone-%d\r
                    Content-Length: %d\r
                    \r
                    %s\
                    """
                            .formatted(Node.TOKEN, sender, ROLL_BACK.length(), ROLL_BACK),
                    new ImpatientClient.Leaving(
                            Integer.MAX_VALUE, Duration.ofMillis(sender % 25), true));
        }

        // Whoever began also ended, though nobody listened: no key waits for its hold to lapse.
        TABLES.awaitNone(
                """
                select request from idempotent_request
                 where answer is null and held_until > now() + interval '5 seconds'
                """,
                Duration.ofSeconds(30));

        Set<String> answers = new TreeSet<>();
        for (int sender = 0; sender < TWINS; sender++) {
            HttpResponse<String> answer = rollBack("gone-" + sender, ROLL_BACK);
            long end = System.nanoTime() + Api.PATIENCE.toNanos();
            while (answer.headers().firstValue("Retry-After").isPresent()
                    && System.nanoTime() < end) {
                answer = rollBack("gone-" + sender, ROLL_BACK);
            }
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            answers.add(answer.body());
        }
        assertThat(answers).as("versions that were told").hasSize(TWINS);
        assertThat(versions()).isEqualTo(before + TWINS);
    }

    @Test
    void whatIsKeptCannotBeRead() throws Exception {
        rollBack("secret-key", ROLL_BACK);

        assertThat(
                        TABLES.count(
                                """
                                select count(*) from idempotent_request r
                                 where r::text like '%secret-key%' or r::text like '%back%'
                                    or position('version'::bytea in r.answer) > 0
                                """))
                .isZero();
    }

    @Test
    void aHolderThatDiedHoldsNobodyUp() throws Exception {
        assertThat(rollBack("dead", ROLL_BACK).statusCode()).isEqualTo(200);
        TABLES.execute(
                "update idempotent_request set answer = null, begun = false, held_until = now() + interval '1 minute'");
        assertThat(rollBack("dead", ROLL_BACK).statusCode()).isEqualTo(409);

        TABLES.execute("update idempotent_request set held_until = now()");

        assertThat(rollBack("dead", ROLL_BACK).statusCode()).isEqualTo(200);
        TABLES.execute(
                "update idempotent_request set answer = null, begun = true, held_until = now()");
        long before = versions();
        HttpResponse<String> lost = rollBack("dead", ROLL_BACK);
        assertThat(lost.statusCode()).isEqualTo(409);
        assertThat(lost.body()).contains("its answer is lost");
        assertThat(versions()).isEqualTo(before);
    }

    private static HttpResponse<String> rollBack(String key, String body) throws Exception {
        return NODE.api().post("/policies/lead/rollback", body, "Idempotency-Key", key);
    }

    private static long versions() throws Exception {
        return TABLES.count(
                """
                select max(version) from policy_version
                 where kind = 'LEAD' and tenant_id = (select tenant_id from tenant where slug = '%s')
                """
                        .formatted(Node.SLUG));
    }

    /** The different answers. */
    private static Set<String> told(List<HttpResponse<String>> answers) {
        return answers.stream()
                .map(answer -> answer.statusCode() + " " + answer.body())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<HttpResponse<String>> atOnce(Callable<HttpResponse<String>> call)
            throws Exception {
        List<HttpResponse<String>> answers = new ArrayList<>();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> sent = new ArrayList<>();
            for (int twin = 0; twin < TWINS; twin++) {
                sent.add(senders.submit(call));
            }
            for (Future<HttpResponse<String>> each : sent) {
                answers.add(each.get());
            }
        }
        return answers;
    }
}
