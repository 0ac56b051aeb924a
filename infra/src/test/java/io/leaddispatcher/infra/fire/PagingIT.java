package io.leaddispatcher.infra.fire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Reading a long list to its end while it grows. */
class PagingIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Node NODE = SharedNode.node();
    private static final Tables TABLES = SharedNode.tables();
    private static final int LEADS = 10_000;
    private static final int ARRIVING = 1_000;
    private static final int SENDERS = 4;

    /** A hundred of each moment, so that the moment alone does not tell where a page ended. */
    private static final String FILL =
            """
            insert into lead (tenant_id, id, kind, status, document, issues, words, arrived_at, updated_at)
            select t.tenant_id, gen_random_uuid(), 'paged', 'NEW', '{"kind":"paged","receivedAt":"2026-01-01T00:00:00Z"}', '{"items":[]}', '',
                   now() - interval '30 days' + (n / 100) * interval '1 hour', now()
              from tenant t, generate_series(1, %d) n
             where t.slug = '%s'
            """;

    @Test
    void eachOfTenThousandLeadsComesOnceWhileAThousandMoreArrive() throws Exception {
        TABLES.execute(FILL.formatted(LEADS, Node.SLUG));
        Map<String, Integer> seen = new HashMap<>();
        TABLES.texts("select id from lead where kind = 'paged'").forEach(id -> seen.put(id, 0));

        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> arriving = new ArrayList<>();
            for (int sender = 0; sender < SENDERS; sender++) {
                int first = sender * ARRIVING / SENDERS;
                arriving.add(senders.submit(() -> submit(first, ARRIVING / SENDERS)));
            }
            String cursor = "";
            do {
                JsonNode page = page(NODE.api(), "/leads?limit=200" + cursor);
                page.path("items")
                        .forEach(lead ->
                                seen.computeIfPresent(
                                        lead.path("id").asString(), (_, times) -> times + 1));
                cursor = next(page).isEmpty() ? "" : "&cursor=" + next(page);
                // Some come in late, between those that were there.
                TABLES.execute(
                        FILL.formatted(2, Node.SLUG)
                                .replace("'paged'", "'late'")
                                .replace("30 days'", "20 days' + random() * interval '9 days'"));
            } while (!cursor.isEmpty());
            for (Future<Integer> each : arriving) {
                assertThat(each.get()).isEqualTo(ARRIVING / SENDERS);
            }
        }

        assertThat(seen).hasSize(LEADS);
        assertThat(seen.values()).containsOnly(1);
    }

    @Test
    void aCursorIsGoodForItsListAndItsWorkspaceOnly() throws Exception {
        Api globex = Workspace.found(NODE, "paging").api();
        for (String rep : List.of("a", "b", "c")) {
            String body = "{\"name\":\"%1$s\",\"email\":\"%1$s@paging.test\"}".formatted(rep);
            NODE.api().put("/reps/" + rep, body);
            globex.put("/reps/" + rep, body);
        }
        String cursor = next(page(NODE.api(), "/reps?limit=1"));

        assertThat(page(NODE.api(), "/reps?cursor=" + cursor).path("items")).isNotEmpty();
        assertRefused(globex.get("/reps?cursor=" + cursor));
        assertRefused(NODE.api().get("/teams?cursor=" + cursor));
        for (String wrong :
                List.of(
                        "nonsense",
                        "%00",
                        "Yg",
                        cursor.substring(1),
                        cursor.substring(0, cursor.length() - 1),
                        cursor + cursor,
                        "a".repeat(3_000))) {
            assertRefused(NODE.api().get("/reps?cursor=" + wrong));
            assertRefused(NODE.api().get("/leads?cursor=" + wrong));
        }
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.at("/errors/0/pointer").asString()).isEqualTo("/cursor");
        assertThat(problem.at("/errors/0/code").asString()).isEqualTo("MALFORMED");
    }

    private static JsonNode page(Api api, String path) throws Exception {
        HttpResponse<String> answer = api.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    /** Empty on the last page. */
    private static String next(JsonNode page) {
        return page.path("nextCursor").asString("");
    }

    /** How many were taken. */
    private static int submit(int first, int count) throws Exception {
        int taken = 0;
        for (int lead = first; lead < first + count; lead++) {
            String body = "{\"contact\":{\"email\":\"new%1$d@new%1$d.example\"}}".formatted(lead);
            taken += NODE.api().submit(body, "arriving-" + lead) == 202 ? 1 : 0;
        }
        return taken;
    }
}
