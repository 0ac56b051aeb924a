package io.leaddispatcher.infra.fire;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.infra.fire.SlackRecorder.Message;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program is killed again and again while leads come in and Slack is unwell. */
class KilledIT {

    private static final int KILLS = Integer.getInteger("fire.kills", 2);
    private static final int LEADS_BETWEEN = 40;
    private static final int REPS = 40;
    private static final int SENDERS = 8;

    /** Less than a hold lasts: what a killed program held is let go of by the next one. */
    private static final Duration PATIENCE = Duration.ofSeconds(50);

    private static final Pattern LEAD_ID = Pattern.compile("\"leadId\":\"([0-9a-f-]{36})\"");

    @TempDir private Path folder;

    /** The lead that was named in the acknowledgement of each key. */
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

    @Test
    void pain34_whatWasAcknowledgedIsAssignedOnceAndItsMessageArrives() throws Exception {
        try (SlackRecorder slack = SlackRecorder.start()) {
            List<String> settings =
                    List.of(
                            "--dispatcher.slack.api-base-url=" + slack.baseUrl(),
                            "--dispatcher.outbound.allow-private-addresses=true");
            Program program = Program.start(folder, settings);
            try {
                configure(program.api());
                for (int kill = 1; kill <= KILLS; kill++) {
                    killWhileLeadsComeIn(program, kill);
                    program = Program.start(folder, settings);
                }
                sendAgain(program.api(), keys(KILLS));
                Tables tables = Program.tables(folder);
                tables.awaitNone("select id from inbound_event where state <> 'ROUTED'", PATIENCE);
                tables.awaitNone("select id from delivery where state <> 'DELIVERED'", PATIENCE);

                assertNothingIsMissingOrDouble(tables);
                assertEachMessageArrived(tables, slack.taken());
            } finally {
                program.stop();
            }
        }
    }

    private static void configure(Api api) throws IOException, InterruptedException {
        api.put(
                "/connections/slack",
                """
                {"type":"slack","settings":{"teamId":"T1"},
                 "secrets":{"botToken":"xoxb-test","signingSecret":"test"}}
                """);
        for (int rep = 0; rep < REPS; rep++) {
            api.put(
                    "/reps/r" + rep,
                    "{\"name\":\"R%1$d\",\"email\":\"r%1$d@x.test\",\"slackUserId\":\"U%1$d\"}"
                            .formatted(rep));
        }
        api.put(
                "/pools/all",
                "{\"name\":\"All\",\"strategy\":\"ROUND_ROBIN\",\"members\":[%s]}"
                        .formatted(
                                IntStream.range(0, REPS)
                                        .mapToObj("{\"rep\":\"r%d\"}"::formatted)
                                        .collect(Collectors.joining(","))));
        api.publish(
                """
                {"tiers":[{"name":"All","rules":[{"id":"all","assign":{"pool":"all"}}]}],
                 "fallback":{"queue":"fallback"}}
                """);
    }

    /** Kills when half of the new leads are acknowledged; old ones are sent again beside them. */
    private void killWhileLeadsComeIn(Program program, int kill) throws Exception {
        CountDownLatch half = new CountDownLatch(LEADS_BETWEEN / 2);
        Api api = program.api();
        try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            for (String key : keys(kill)) {
                senders.execute(() -> {
                    boolean known = acknowledged.containsKey(key);
                    if (submit(api, key) && !known) {
                        half.countDown();
                    }
                });
            }
            assertThat(half.await(1, TimeUnit.MINUTES)).isTrue();
            program.kill();
        }
    }

    /** All that are to be sent up to this kill, the new ones among the old. */
    private static List<String> keys(int kill) {
        return IntStream.range(0, LEADS_BETWEEN)
                .boxed()
                .flatMap(lead -> IntStream.rangeClosed(1, kill).mapToObj(each -> each + "-" + lead))
                .toList();
    }

    private void sendAgain(Api api, List<String> keys) throws Exception {
        try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            List<Callable<Boolean>> posts = new ArrayList<>();
            keys.forEach(key -> posts.add(() -> submit(api, key)));
            for (Future<Boolean> post : senders.invokeAll(posts)) {
                assertThat(post.get()).isTrue();
            }
        }
    }

    /** Whether it was acknowledged, as the lead that was named before. */
    private boolean submit(Api api, String key) {
        try {
            HttpResponse<String> answer =
                    api.post(
                            "/leads",
                            "{\"contact\":{\"email\":\"p%s@killed.example\"}}".formatted(key),
                            "Idempotency-Key",
                            key);
            Matcher lead = LEAD_ID.matcher(answer.body());
            assertThat(answer.statusCode() == 202 && lead.find()).as(answer.body()).isTrue();
            String before = acknowledged.putIfAbsent(key, lead.group(1));
            assertThat(before).as("the lead of %s", key).isIn(null, lead.group(1));
            return true;
        } catch (IOException _) {
            // It was killed; whether it kept the lead is not known.
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void assertNothingIsMissingOrDouble(Tables tables) throws SQLException {
        assertThat(acknowledged).hasSize(KILLS * LEADS_BETWEEN);
        assertThat(tables.texts("select id from lead"))
                .containsExactlyInAnyOrderElementsOf(acknowledged.values());
        assertThat(tables.texts("select lead_id from routing_run"))
                .containsExactlyInAnyOrderElementsOf(acknowledged.values());
        assertThat(
                        tables.texts(
                                "select lead_id from assignment where state in ('OFFERED', 'ACCEPTED')"))
                .containsExactlyInAnyOrderElementsOf(acknowledged.values());
    }

    private static void assertEachMessageArrived(Tables tables, List<Message> taken)
            throws SQLException {
        Set<String> arrived =
                taken.stream()
                        .map(message ->
                                String.join(" ", message.lead(), message.channel(), message.id()))
                        .collect(Collectors.toCollection(HashSet::new));

        assertThat(arrived)
                .as("messages, repeats by one id counted once")
                .containsExactlyInAnyOrderElementsOf(
                        tables.texts(
                                """
                                select d.lead_id || ' U' || substring(a.rep_key from 2) || ' ' || d.id
                                  from delivery d join assignment a on a.tenant_id = d.tenant_id and a.lead_id = d.lead_id
                                """));
    }
}
