package io.leaddispatcher.infra.fire;

import static io.leaddispatcher.infra.fire.LeadDesk.id;
import static io.leaddispatcher.infra.fire.LeadDesk.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Leads that wait, and go to whoever is there for them. */
class QueuesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final AtomicInteger WORKSPACES = new AtomicInteger();

    private Api api;
    private LeadDesk desk;
    private String only = "";
    private String queue = "";

    /**
     * One rep with room for one lead, and a queue, in a workspace of its own: what another test
     * left waiting would take the place.
     */
    @BeforeEach
    void roomForOne() throws Exception {
        api = Workspace.found(SharedNode.node(), "queues-" + WORKSPACES.incrementAndGet()).api();
        desk = new LeadDesk(api);
        only = "rep-" + UUID.randomUUID();
        queue = "queue-" + UUID.randomUUID();
        rep("");
        api.put("/queues/" + queue, "{\"name\":\"Later\"}");
        desk.publish(
                "{\"rep\":\"%s\"},\"whenUnavailable\":{\"queue\":\"%s\"}".formatted(only, queue));
    }

    private void rep(String more) throws Exception {
        api.put(
                "/reps/" + only,
                "{\"name\":\"Only\",\"email\":\"%s@x.test\",\"capacity\":{\"open\":1}%s}"
                        .formatted(only, more));
    }

    private void waitFor(String lead, String holder) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!desk.get("/leads/" + lead).at("/assignment/repKey").asString("").equals(holder)) {
            assertThat(Instant.now()).as("%s waits for %s", lead, holder).isBefore(end);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private List<String> causes(String lead) throws Exception {
        List<String> causes = new ArrayList<>();
        desk.get("/leads/%s/runs".formatted(lead))
                .required("items")
                .forEach(run -> causes.add(run.required("cause").asString()));
        return causes;
    }

    private List<String> waiting(String cursor) throws Exception {
        JsonNode page =
                desk.get(
                        "/queues/%s/leads?limit=2%s"
                                .formatted(queue, cursor.isEmpty() ? "" : "&cursor=" + cursor));
        List<String> leads = new ArrayList<>();
        page.required("items").forEach(lead -> leads.add(lead.required("id").asString()));
        String next = page.path("nextCursor").asString("");
        if (!next.isEmpty()) {
            leads.addAll(waiting(next));
        }
        return leads;
    }

    @Test
    void pain14_aPlaceThatIsFreedIsTakenByTheOldestThatWaits() throws Exception {
        String first = id(desk.submit(10));
        String second = id(desk.submit(10));
        String third = id(desk.submit(10));
        assertThat(waiting("")).containsExactly(second, third);
        assertThat(desk.get("/queues/" + queue).required("waiting").asInt()).isEqualTo(2);

        desk.done(first, "outcomes", "{\"type\":\"WON\"}");
        waitFor(second, only);

        assertThat(causes(second)).containsExactly("INTAKE", "PULL");
        assertThat(waiting("")).containsExactly(third);
        assertThat(causes(third)).containsExactly("INTAKE");
        JsonNode listed = desk.get("/queues?limit=200");
        assertThat(listed.toString()).contains("\"waiting\":1", "oldestAt");
    }

    @Test
    void whoComesBackByTheClockFindsWhatWaits() throws Exception {
        Instant back = Instant.now().plusSeconds(4);
        rep(",\"outOfOffice\":[{\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"%s\"}]".formatted(back));
        String lead = id(desk.submit(10));
        assertThat(desk.get("/leads/" + lead).required("blocker").asString())
                .startsWith("It waits in the queue Later until Only is there on ");

        waitFor(lead, only);

        assertThat(Instant.now()).isAfter(back);
        assertThat(causes(lead)).containsExactly("INTAKE", "PULL");
    }

    @Test
    void whoTakesTheNextOneGetsTheFirstAndNoMoreThanFits() throws Exception {
        rep(",\"paused\":true");
        String first = id(desk.submit(10));
        String second = id(desk.submit(10));
        String claim = "{\"rep\":\"%s\"}".formatted(only);

        HttpResponse<String> answer = api.post("/queues/%s/claim".formatted(queue), claim);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).required("id").asString()).isEqualTo(first);
        assertThat(json(answer).at("/assignment/state").asString()).isEqualTo("ACCEPTED");

        answer = api.post("/queues/%s/claim".formatted(queue), claim);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        assertThat(answer.body()).contains("has no room for another lead");

        desk.done(first, "outcomes", "{\"type\":\"LOST\"}");
        desk.done(second, "outcomes", "{\"type\":\"LOST\"}");
        answer = api.post("/queues/%s/claim".formatted(queue), claim);
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("Nothing waits in this queue");
    }

    @Test
    void aQueueStaysUntilNothingWaitsInIt() throws Exception {
        desk.submit(10);
        String waiting = id(desk.submit(10));
        desk.publish("{\"rep\":\"%s\"},\"whenUnavailable\":\"NEXT_RULE\"".formatted(only));

        HttpResponse<String> answer = api.delete("/queues/" + queue);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        assertThat(answer.body()).contains("1 lead waits in this queue");

        desk.done(waiting, "outcomes", "{\"type\":\"LOST\"}");
        assertThat(api.delete("/queues/" + queue).statusCode()).isEqualTo(204);
    }
}
