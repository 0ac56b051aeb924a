package io.leaddispatcher.infra.fire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/**
 * People who come several times at once, in more groups than one: each is one lead, whichever group
 * knows them first.
 */
class SamePersonIT {

    private static final int PEOPLE = 120;
    private static final int TIMES = 5;

    private static final Node NODE = SharedNode.node();
    private static final Tables TABLES = SharedNode.tables();

    @Test
    void whoeverGivesTheSameAddressIsOneLead() throws Exception {
        assertThat(
                        atOnce(
                                """
                                {"contact":{"email":"person%1$d@same.example","lastName":"Same"},"lead":{"message":"%2$d"}}
                                """))
                .containsOnly(202);

        TABLES.awaitNone(
                "select id from inbound_event where state = 'READY'", Duration.ofSeconds(30));
        assertThat(
                        TABLES.count(
                                "select count(*) from lead where email like 'person%@same.example'"))
                .isEqualTo(PEOPLE);
        assertThat(
                        TABLES.texts(
                                """
                                select count(e.id) from lead l join inbound_event e on e.tenant_id = l.tenant_id and e.lead_id = l.id
                                 where l.email like 'person%@same.example' group by l.id
                                """))
                .as("events of each")
                .containsOnly(String.valueOf(TIMES));
    }

    /** Whoever changes an address in one group may be somebody new by it in the next. */
    @Test
    void whoeverGivesTheSameIdAndAnotherAddressIsOneLead() throws Exception {
        atOnce("{\"externalId\":\"moves-%1$d\",\"contact\":{\"email\":\"old%1$d@moves.example\"}}");

        assertThat(
                        atOnce(
                                """
                                {"externalId":"moves-%1$d","contact":{"email":"new%1$d@moves.example"},"lead":{"message":"%2$d"}}
                                """))
                .containsOnly(202);

        TABLES.awaitNone(
                "select id from inbound_event where state = 'READY'", Duration.ofSeconds(30));
        assertThat(
                        TABLES.texts(
                                """
                                select l.email from lead l
                                 where l.email like '%@moves.example' or l.external_id like 'moves-%'
                                """))
                .hasSize(PEOPLE)
                .allMatch(address -> address.startsWith("new"));
        assertThat(
                        TABLES.texts(
                                """
                                select handle from lead_identity where handle like '%@moves.example'
                                 group by handle having count(distinct lead_id) > 1
                                """))
                .isEmpty();
    }

    /** How each was answered. */
    private static List<Integer> atOnce(String lead) throws Exception {
        IntFunction<String> body = nth -> lead.formatted(nth % PEOPLE, nth);
        List<Future<Integer>> sent = new ArrayList<>();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int nth = 0; nth < PEOPLE * TIMES; nth++) {
                String one = body.apply(nth);
                sent.add(senders.submit(() -> NODE.api().post("/leads", one).statusCode()));
            }
        }
        List<Integer> answers = new ArrayList<>();
        for (Future<Integer> one : sent) {
            answers.add(one.get());
        }
        return answers;
    }
}
