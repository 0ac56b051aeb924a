package io.leaddispatcher.infra.fire;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.adapter.postgres.connect.DatabaseAccess;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connections to the database are reset, as when it moves to another machine. */
class ResetIT {

    private static final int LEADS = 20;

    @TempDir private static Path folder;

    private static ResettingProxy proxy;
    private static Node node;
    private static Tables tables;

    @BeforeAll
    static void start() throws Exception {
        DatabaseAccess database = TestDatabase.createDatabase();
        proxy = new ResettingProxy(database.host(), database.port());
        node = Node.start(database, proxy.port(), folder);
        tables = Tables.of(database);
    }

    @AfterAll
    static void stop() throws Exception {
        node.close();
        proxy.close();
    }

    @Test
    void nothingIsAcknowledgedThatIsNotStored() throws Exception {
        assertThat(submit(-1).statusCode()).as("while all is well").isEqualTo(202);
        List<HttpResponse<String>> during = new ArrayList<>();
        List<HttpResponse<String>> written = new ArrayList<>();

        proxy.resets(true);
        try {
            for (int lead = 0; lead < LEADS; lead++) {
                during.add(submit(lead));
                written.add(rollBack(lead));
            }
        } finally {
            proxy.resets(false);
        }

        assertThat(during)
                .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(500))
                .allSatisfy(answer -> assertThat(answer.body()).contains("Reference: "));
        assertThat(written).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(500));
        for (int lead = 0; lead < LEADS; lead++) {
            HttpResponse<String> again = submit(lead);
            assertThat(again.statusCode()).as(again.body()).isEqualTo(202);
            assertThat(again.body()).contains("leadId");
        }
        assertThat(tables.count("select count(*) from lead where email like 'reset-%'"))
                .isEqualTo(LEADS + 1);
        assertThat(rollBack(0).statusCode())
                .as("a key whose request was never begun")
                .isEqualTo(200);
    }

    private static HttpResponse<String> submit(int lead) throws Exception {
        return node.api()
                .post(
                        "/leads",
                        "{\"contact\":{\"email\":\"reset-%d@twins.example\"}}".formatted(lead),
                        "Idempotency-Key",
                        "reset-" + lead);
    }

    private static HttpResponse<String> rollBack(int turn) throws Exception {
        return node.api()
                .post(
                        "/policies/lead/rollback",
                        "{\"version\":1,\"comment\":\"back\"}",
                        "Idempotency-Key",
                        "back-" + turn);
    }
}
