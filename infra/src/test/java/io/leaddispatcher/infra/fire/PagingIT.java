package io.leaddispatcher.infra.fire;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.client.api.ConfigurationApi;
import io.leaddispatcher.client.api.LeadsApi;
import io.leaddispatcher.client.model.LeadPage;
import io.leaddispatcher.client.model.Problem;
import io.leaddispatcher.client.model.Rep;
import io.leaddispatcher.client.model.Violation;
import io.leaddispatcher.infra.client.Client;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Reading a long list to its end while it grows. */
class PagingIT {

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
            LeadsApi leads = NODE.client().leads();
            String cursor = null;
            do {
                LeadPage page =
                        leads.findLeads(
                                null, null, null, null, null, null, null, 200, cursor, null, null,
                                null, null, null, null);
                page.getItems()
                        .forEach(lead ->
                                seen.computeIfPresent(
                                        lead.getId().toString(), (_, times) -> times + 1));
                cursor = page.getNextCursor();
                // Some come in late, between those that were there.
                TABLES.execute(
                        FILL.formatted(2, Node.SLUG)
                                .replace("'paged'", "'late'")
                                .replace("30 days'", "20 days' + random() * interval '9 days'"));
            } while (cursor != null);
            for (Future<Integer> each : arriving) {
                assertThat(each.get()).isEqualTo(ARRIVING / SENDERS);
            }
        }

        assertThat(seen).hasSize(LEADS);
        assertThat(seen.values()).containsOnly(1);
    }

    @Test
    void signsAloneAreFoundInNoLead() throws Exception {
        assertThat(NODE.api().submit("{\"contact\":{\"email\":\"any@any.test\"}}", "any"))
                .isEqualTo(202);

        for (String signs : List.of("%", "'", "\\")) {
            LeadPage page =
                    NODE.client()
                            .leads()
                            .findLeads(
                                    null, null, null, signs, null, null, null, null, null, null,
                                    null, null, null, null, null);
            assertThat(page.getItems()).as(signs).isEmpty();
        }
    }

    @Test
    void aCursorIsGoodForItsListAndItsWorkspaceOnly() throws Exception {
        Api api = Workspace.found(NODE, "paging").api();
        ConfigurationApi acme = NODE.client().configuration();
        ConfigurationApi globex = new Client(api.port(), api.token()).configuration();
        for (String key : List.of("a", "b", "c")) {
            Rep rep = new Rep().name(key).email(key + "@paging.test");
            acme.putRep(key, rep, null, null, null);
            globex.putRep(key, rep, null, null, null);
        }
        String cursor = Objects.requireNonNull(acme.listReps(1, null).getNextCursor());

        assertThat(acme.listReps(null, cursor).getItems()).isNotEmpty();
        assertRefused(() -> globex.listReps(null, cursor));
        assertRefused(() -> acme.listTeams(null, cursor));
        for (String wrong :
                List.of(
                        "nonsense",
                        "\0",
                        "Yg",
                        cursor.substring(1),
                        cursor.substring(0, cursor.length() - 1),
                        cursor + cursor,
                        "a".repeat(3_000))) {
            assertRefused(() -> acme.listReps(null, wrong));
            assertRefused(() ->
                    NODE.client()
                            .leads()
                            .findLeads(
                                    null, null, null, null, null, null, null, null, wrong, null,
                                    null, null, null, null, null));
        }
    }

    private static void assertRefused(ThrowingCallable call) {
        Problem problem = NODE.client().problem(call);
        assertThat(problem.getStatus()).as(problem.toString()).isEqualTo(400);
        assertThat(problem.getErrors())
                .singleElement()
                .extracting(Violation::getPointer, Violation::getCode)
                .containsExactly("/cursor", Violation.CodeEnum.MALFORMED);
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
