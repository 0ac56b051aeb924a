package io.leaddispatcher.infra.fire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Leads that come in one after the other at some nodes, while policies are published. */
final class SteadyLeads implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration BETWEEN = Duration.ofMillis(20);

    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<Void>> sending = new ArrayList<>();
    private final Map<String, Integer> knownByRun = new ConcurrentHashMap<>();
    private final AtomicInteger known = new AtomicInteger();
    private volatile boolean over;

    /**
     * Begins to send, one sender to each.
     *
     * @param version that is active
     */
    SteadyLeads(int version, List<Api> nodes) {
        known.set(version);
        for (int node = 0; node < nodes.size(); node++) {
            sending.add(senders.submit(sender(nodes.get(node), node)));
        }
    }

    private Callable<Void> sender(Api api, int node) {
        return () -> {
            for (int lead = 0; !over; lead++) {
                int version = known.get();
                HttpResponse<String> answer =
                        api.post(
                                "/leads",
                                "{\"externalId\":\"steady-%d-%d\"}".formatted(node, lead),
                                "Prefer",
                                "wait=20");
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
                JsonNode routed = JSON.readTree(answer.body());
                knownByRun.put(routed.path("runId").asString(), version);
                LockSupport.parkNanos(BETWEEN.toNanos());
            }
            return null;
        };
    }

    /** From now on whoever sends knows that this version is active. */
    void published(int version) {
        known.set(version);
        int more = knownByRun.size() + 20;
        while (knownByRun.size() < more && sending.stream().noneMatch(Future::isDone)) {
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }

    /** Stops; the version that the sender knew to be active, by each run. */
    Map<String, Integer> stop() throws Exception {
        over = true;
        for (Future<Void> each : sending) {
            each.get();
        }
        return new TreeMap<>(knownByRun);
    }

    @Override
    public void close() {
        over = true;
        senders.close();
    }
}
