package io.leaddispatcher.infra.benchmark;

import io.leaddispatcher.adapter.hubspot.StandInHooks;
import io.leaddispatcher.adapter.hubspot.StandInHubSpot;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A CRM and the product, both ways: mirrors its companies, takes its contacts in by webhooks that
 * come several times and in no order, once while it is well and once while it is down, busy and
 * refuses the token, and follows people who take contacts over there. Prints what it took, what was
 * called, and each fault.
 */
final class CrmBenchmark {

    private static final String WORKSPACE = "crm";
    private static final int ACCOUNTS = Integer.getInteger("benchmark.accounts", 20_000);
    private static final int CONTACTS = Integer.getInteger("benchmark.contacts", 1_000);
    private static final int OWNERS = Integer.getInteger("benchmark.owners", 20);
    private static final int CALLS_PER_SECOND = Integer.getInteger("benchmark.pace", 100);
    private static final Duration OUTAGE =
            Duration.ofSeconds(Integer.getInteger("benchmark.outage", 60));
    private static final int TAKEN_OVER = Math.max(1, CONTACTS / 5);
    private static final int MOVED = Math.max(1, CONTACTS / 10);
    private static final Duration PATIENCE = Duration.ofMinutes(30).plus(OUTAGE);

    private final StandInHubSpot hubSpot;
    private final Product product;
    private final CrmSide crm;
    private final CrmProof proof;
    private final PrintStream out;

    private CrmBenchmark(StandInHubSpot hubSpot, Product product, CrmSide crm, PrintStream out) {
        this.hubSpot = hubSpot;
        this.product = product;
        this.crm = crm;
        this.proof = new CrmProof(product, crm);
        this.out = out;
    }

    /** Arguments: the program's jar, a folder for its data. */
    public static void main(String[] arguments) throws Exception {
        try (StandInHubSpot hubSpot = new StandInHubSpot();
                Product product =
                        Product.start(
                                Path.of(arguments[0]),
                                Path.of(arguments[1]),
                                WORKSPACE,
                                "http://127.0.0.1:1",
                                List.of("--dispatcher.hubspot.api-base-url=" + hubSpot.url()))) {
            CrmSide.fill(hubSpot, ACCOUNTS, OWNERS);
            hubSpot.takesOnly("token-1");
            long start = System.nanoTime();
            URI hook = connect(product, "token-1");
            configure(product);
            StandInHooks hooks =
                    new StandInHooks(
                            product.uri(hook.getPath()),
                            hook,
                            CrmSide.SECRET,
                            CrmSide.PORTAL,
                            CrmSide.APP);
            try (CrmSide crm = new CrmSide(hubSpot, ACCOUNTS, OWNERS, hooks)) {
                var benchmark = new CrmBenchmark(hubSpot, product, crm, System.out);
                benchmark.say("connected and described in %.1f s", seconds(start));
                benchmark.run();
            }
        }
    }

    private static URI connect(Product product, String token)
            throws IOException, InterruptedException {
        String answer =
                product.call(
                        WORKSPACE,
                        "PUT",
                        "/connections/hubspot",
                        """
                        {"type":"hubspot","name":"HubSpot",
                         "settings":{"portalId":"%s","appId":"%s","callsPerSecond":%d,
                          "writeFields":{"rule":"ld_rule","run":"ld_run"}},
                         "secrets":{"clientSecret":"%s","accessToken":"%s"}}
                        """
                                .formatted(
                                        CrmSide.PORTAL,
                                        CrmSide.APP,
                                        CALLS_PER_SECOND,
                                        CrmSide.SECRET,
                                        token));
        return URI.create(json(answer).required("hookUrl").asString());
    }

    private static void configure(Product product) throws IOException, InterruptedException {
        for (int owner = 0; owner < OWNERS; owner++) {
            product.call(
                    WORKSPACE,
                    "PUT",
                    "/reps/" + CrmSide.rep(owner),
                    "{\"name\":\"Rep %d\",\"email\":\"%s\"}"
                            .formatted(owner, CrmSide.email(owner)));
        }
        product.call(
                WORKSPACE,
                "PUT",
                "/policies/lead/draft",
                """
                {"tiers":[{"name":"Accounts","rules":[
                  {"id":"owner","assign":{"accountOwner":{}},"nextAction":{"task":"CALL","dueIn":"PT15M"}}]}],
                 "fallback":{"queue":"fallback"}}
                """);
        product.call(
                WORKSPACE,
                "POST",
                "/policies/lead/draft/publish",
                "{\"comment\":\"benchmark\",\"expectedVersion\":1}");
    }

    private void run() throws Exception {
        backfill();
        calm();
        rough();
        people();
        say("memory of the program: %d MiB", product.residentMib());
    }

    private void backfill() throws Exception {
        long start = System.nanoTime();
        product.call(WORKSPACE, "POST", "/connections/hubspot/backfill", "");
        await("the backfill", () -> "FOLLOWING".equals(progress().required("state").asString()));
        say(
                "backfill of %d companies in %.1f s: %d accounts",
                ACCOUNTS, seconds(start), progress().required("added").asInt());
        Map<String, Integer> least = new HashMap<>();
        // The last page says that it is the last one.
        least.put("GET /crm/v3/objects/companies", (ACCOUNTS + 99) / 100);
        least.put("POST /crm/v3/objects/companies/search", 1);
        least.put("GET /crm/v3/owners/{id}", OWNERS);
        calls(least);
    }

    private JsonNode progress() throws IOException, InterruptedException {
        return json(product.call(WORKSPACE, "GET", "/connections/hubspot/backfill", ""));
    }

    private void calm() throws Exception {
        var events = crm.arrive(0, CONTACTS, 6);
        long start = System.nanoTime();
        crm.send(events);
        say("%d webhooks of %d contacts taken in %.1f s", events.size(), CONTACTS, seconds(start));
        await("the contacts", () -> proof.isSettled(CONTACTS));
        say(
                "all owners and tasks written after %.1f s: %s",
                seconds(start), CrmProof.words(proof.faults(0, CONTACTS)));
        calls(leastFor(CONTACTS));
    }

    /** What cannot be done without: HubSpot knows no writes with a key of ours. */
    private static Map<String, Integer> leastFor(int contacts) {
        Map<String, Integer> least = new HashMap<>();
        // To read it, and to see whether its task was made.
        least.put("GET /crm/v3/objects/contacts/{id}", 2 * contacts);
        least.put("GET /crm/v3/objects/companies/{id}", contacts);
        least.put("PATCH /crm/v3/objects/contacts/{id}", contacts);
        least.put("POST /crm/v3/objects/tasks", contacts);
        least.put("GET /crm/v3/owners", Math.min(OWNERS, contacts));
        return least;
    }

    private void rough() throws Exception {
        var events = crm.arrive(CONTACTS, 2 * CONTACTS, 7);
        long start = System.nanoTime();
        crm.send(events.subList(0, events.size() / 2));
        LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
        hubSpot.down(503);
        say("down, for %s", OUTAGE);
        crm.send(events.subList(events.size() / 2, events.size()));
        moveToAndFro(start);
        hubSpot.limit(CALLS_PER_SECOND / 5);
        hubSpot.down(0);
        say("back after %.1f s, and takes a fifth of the calls", seconds(start));
        LockSupport.parkNanos(Duration.ofSeconds(10).toNanos());
        hubSpot.limit(Integer.MAX_VALUE);
        hubSpot.takesOnly("token-2");
        say("takes all calls again, and refuses the token");
        LockSupport.parkNanos(Duration.ofSeconds(10).toNanos());
        connect(product, "token-2");
        long mended = System.nanoTime();
        say("has the new token after %.1f s", seconds(start));
        await("the contacts", () -> proof.isSettled(2 * CONTACTS));
        say(
                "all owners and tasks written %.1f s after that: %s",
                seconds(mended), CrmProof.words(proof.faults(0, 2 * CONTACTS)));
        calls(leastFor(CONTACTS));
    }

    /** Leads change hands here while HubSpot is down: to the next rep, the one after, and back. */
    private void moveToAndFro(long start) throws Exception {
        Map<String, String> leads = leads();
        for (int round = 1; round <= 3; round++) {
            for (int number = 0; number < MOVED; number++) {
                String right = crm.owner(number);
                int owner = Integer.parseInt(right.substring("rep-".length()));
                product.call(
                        WORKSPACE,
                        "POST",
                        "/leads/%s/reassign"
                                .formatted(leads.get(String.valueOf(CrmSide.contact(number)))),
                        "{\"to\":{\"rep\":\"%s\"},\"reason\":\"benchmark\"}"
                                .formatted(CrmSide.rep((owner + round % 3) % OWNERS)));
            }
        }
        say("%d leads changed hands three times by %.1f s", MOVED, seconds(start));
        long left = OUTAGE.toNanos() - (System.nanoTime() - start);
        LockSupport.parkNanos(Math.max(0, left));
    }

    private Map<String, String> leads() throws Exception {
        Map<String, String> leads = new HashMap<>();
        try (var connection = product.database();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select external_id, id::text from lead")) {
            while (rows.next()) {
                leads.put(rows.getString(1), rows.getString(2));
            }
        }
        return leads;
    }

    private void people() throws Exception {
        LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
        long runs = proof.runs();
        long[] delays = new long[TAKEN_OVER];
        long start = System.nanoTime();
        Map<String, String> wanted = new HashMap<>();
        for (int number = 0; number < TAKEN_OVER; number++) {
            wanted.put(String.valueOf(CrmSide.contact(number)), crm.takeOver(number));
        }
        Map<String, Long> moved = new TreeMap<>();
        await(
                "the people",
                () -> {
                    Map<String, String> holders = proof.holders();
                    wanted.forEach((contact, rep) -> {
                        if (rep.equals(holders.get(contact))) {
                            moved.putIfAbsent(contact, System.nanoTime() - start);
                        }
                    });
                    return moved.size() == TAKEN_OVER;
                });
        int next = 0;
        for (long delay : moved.values()) {
            delays[next++] = delay;
        }
        await("the writes", () -> proof.isSettled(2 * CONTACTS));
        LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
        say("%d changes of owner followed: %s", TAKEN_OVER, Latencies.of(delays));
        say(
                "runs: %d more, %d expected; echoes of our writes: %d told, %d runs; %s",
                proof.runs() - runs,
                TAKEN_OVER,
                hubSpot.records().written().size(),
                proof.runs() - runs - TAKEN_OVER,
                CrmProof.words(proof.faults(TAKEN_OVER, 2 * CONTACTS)));
        calls(Map.of("GET /crm/v3/objects/contacts/{id}", TAKEN_OVER));
    }

    private void calls(Map<String, Integer> least) {
        SortedMap<String, Integer> calls = hubSpot.calls();
        least.keySet().forEach(kind -> calls.putIfAbsent(kind, 0));
        calls.forEach((kind, count) ->
                say("  %-50s %6d calls, at least %d", kind, count, least.getOrDefault(kind, 0)));
    }

    private static void await(String what, Callable<Boolean> done) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!done.call()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(what + " did not settle");
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private void say(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
    }
}
