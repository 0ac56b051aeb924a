package io.leaddispatcher.infra.fire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A lead is routed as it is taken in, but nothing that hinders the routing keeps it out. */
class TurnTakenIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Node NODE = SharedNode.node();
    private static final Tables TABLES = SharedNode.tables();

    @Test
    void aLeadIsTakenInWhileSomebodyElseHasTheTurnAndRoutedAfterwards() throws Exception {
        assertThat(post("first@turns.example").statusCode()).isEqualTo(202);
        assertThat(statusOf("first@turns.example"))
                .as("routed in the same commit")
                .isNotEqualTo("NEW");

        try (Connection turn = TABLES.hold("select turns from routing_turn for update")) {
            assertThat(post("second@turns.example").statusCode()).isEqualTo(202);
            assertThat(statusOf("second@turns.example")).isEqualTo("NEW");
            turn.rollback();
        }

        TABLES.awaitNone(
                "select id from lead where email = 'second@turns.example' and status = 'NEW'",
                PATIENCE);
        assertThat(
                        TABLES.count(
                                "select count(*) from routing_run r join lead l on l.id = r.lead_id where l.email like '%@turns.example'"))
                .isEqualTo(2);
    }

    private static HttpResponse<String> post(String email) throws Exception {
        return NODE.api().post("/leads", "{\"contact\":{\"email\":\"%s\"}}".formatted(email));
    }

    private static String statusOf(String email) throws Exception {
        return TABLES.texts("select status from lead where email = '%s'".formatted(email))
                .getFirst();
    }
}
