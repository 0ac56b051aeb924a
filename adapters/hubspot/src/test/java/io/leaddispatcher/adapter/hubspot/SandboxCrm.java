package io.leaddispatcher.adapter.hubspot;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import io.leaddispatcher.http.PeerJson;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A HubSpot for whoever tries the product without an account there: the stand-in of the tests with
 * a page, on which contacts can be made and given to somebody else. It tells the product of that by
 * signed webhooks, and shows what the product writes. What it knows is gone when it ends.
 */
public final class SandboxCrm implements AutoCloseable {

    static final String PORTAL = "1001";
    static final String APP = "88001";
    static final String OWNER = HubSpotRecords.OWNER;

    /** Those who own something, and who are reps of the demo. */
    public static final List<String> OWNERS =
            List.of(
                    "mia.brandt@northwind.example",
                    "omar.aziz@northwind.example",
                    "noor.haddad@northwind.example",
                    "ava.thompson@northwind.example",
                    "sofia.ramirez@northwind.example",
                    "yuki.tanaka@northwind.example");

    private static final List<String> FIRMS =
            List.of(
                    "Anchor Analytics",
                    "Beacon Biotech",
                    "Copper Couriers",
                    "Dune Data",
                    "Everest Engines",
                    "Flint Foundry",
                    "Glacier Games",
                    "Hazel Hospitals",
                    "Indigo Imaging",
                    "Jade Journeys",
                    "Krypton Cranes",
                    "Lagoon Lighting");
    private static final List<String> COUNTRIES =
            List.of("Germany", "United Kingdom", "United States");

    private static final int FIRST_OWNER = 501;
    private static final int FIRST_COMPANY = 9_001;
    private static final int LONGEST = 200;

    private final StandInHubSpot hubSpot;
    private final String secret;
    private final AtomicReference<@Nullable Line> line = new AtomicReference<>();

    /** Ids of contacts go on from start to start, as the product remembers those of before. */
    private final AtomicLong lastContact = new AtomicLong(Instant.now().getEpochSecond());

    private record Line(StandInHooks hooks, StandInSubscriptions subscriptions, URI hook) {}

    /**
     * @param secret of the app; its access token begins with {@code pat-} and is the same besides
     */
    public SandboxCrm(int port, String secret) {
        this.hubSpot = new StandInHubSpot(port);
        this.secret = secret;
        hubSpot.takesOnly("pat-" + secret);
        fill();
        hubSpot.serve("/webhooks/v3/" + APP + "/settings", this::subscribe);
        SandboxPage page = new SandboxPage(this);
        hubSpot.serve("/sandbox", page::handle);
    }

    /**
     * Runs until the process ends that is named, or somebody ends this one.
     *
     * @param arguments the port, and the number of that process; the secret is in the environment
     */
    public static void main(String[] arguments) throws Exception {
        String secret = Objects.requireNonNull(System.getenv("SANDBOX_CRM_SECRET"));
        try (SandboxCrm _ = new SandboxCrm(Integer.parseInt(arguments[0]), secret)) {
            ProcessHandle.of(Long.parseLong(arguments[1]))
                    .orElseThrow()
                    .onExit()
                    .get(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        }
    }

    private void fill() {
        // As an admin of HubSpot makes them who wants to see there what was decided here.
        hubSpot.records().property("ld_rule", "Rule that decided", "string");
        hubSpot.records().property("ld_assigned_at", "Assigned at", "datetime");
        hubSpot.records().property("firstname", "First name", "string");
        hubSpot.records().property("lastname", "Last name", "string");
        hubSpot.records()
                .picklist(
                        "hs_lead_status",
                        "Lead status",
                        new TreeMap<>(Map.of("New", "NEW", "In progress", "IN_PROGRESS")));
        for (int i = 0; i < OWNERS.size(); i++) {
            hubSpot.records().owner(String.valueOf(FIRST_OWNER + i), OWNERS.get(i));
        }
        for (int i = 0; i < FIRMS.size(); i++) {
            String domain = FIRMS.get(i).replace(" ", "-").toLowerCase(Locale.ROOT);
            hubSpot.records()
                    .company(
                            FIRST_COMPANY + i,
                            Instant.now(),
                            Map.of(
                                    "name",
                                    FIRMS.get(i),
                                    "domain",
                                    domain + ".example",
                                    "country",
                                    COUNTRIES.get(i % COUNTRIES.size()),
                                    OWNER,
                                    String.valueOf(FIRST_OWNER + i % OWNERS.size())));
        }
    }

    public String url() {
        return hubSpot.url();
    }

    StandInRecords records() {
        return hubSpot.records();
    }

    /** Where it tells of what happens; null until somebody has subscribed. */
    @Nullable URI hook() {
        Line subscribed = line.get();
        return subscribed == null ? null : subscribed.hook();
    }

    /** Somebody comes; the id of the contact. */
    long contact(String firstName, String lastName, String email, @Nullable Long company) {
        long id = lastContact.incrementAndGet();
        records()
                .contact(
                        id,
                        company,
                        Map.of(
                                "firstname",
                                cut(firstName),
                                "lastname",
                                cut(lastName),
                                "email",
                                cut(email)));
        tell(id, "contact.creation");
        return id;
    }

    /** Somebody who works there gives a contact to an owner, or to nobody. */
    void give(long contact, String owner) {
        if (!records().contacts().containsKey(contact)
                || (!owner.isEmpty() && !records().owners().containsKey(owner))) {
            return;
        }
        records().contact(contact, null, Map.of(OWNER, owner));
        tell(contact, "contact.propertyChange", "propertyName", OWNER, "propertyValue", owner);
    }

    private void tell(long contact, String type, Object... more) {
        Line subscribed = line.get();
        if (subscribed != null) {
            subscribed.subscriptions().tell(subscribed.hooks().event(type, contact, more));
        }
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(LONGEST, text.length()));
    }

    /** As HubSpot is told by an app where its webhooks are to go. */
    private void subscribe(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean known =
                    ("Bearer pat-" + secret)
                            .equals(exchange.getRequestHeaders().getFirst("Authorization"));
            if (known && exchange.getRequestMethod().equals("PUT")) {
                listen(URI.create(PeerJson.USUAL.read(body).path("targetUrl").asString()));
            }
            byte[] answer = "{}".getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(known ? 200 : 401, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private void listen(URI target) {
        StandInHooks hooks = new StandInHooks(target, target, secret, PORTAL, APP);
        Line before =
                line.getAndSet(new Line(hooks, new StandInSubscriptions(records(), hooks), target));
        if (before != null) {
            before.subscriptions().close();
        }
    }

    @Override
    public void close() {
        Line subscribed = line.getAndSet(null);
        if (subscribed != null) {
            subscribed.subscriptions().close();
        }
        hubSpot.close();
    }
}
