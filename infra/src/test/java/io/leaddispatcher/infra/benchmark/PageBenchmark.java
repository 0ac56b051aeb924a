package io.leaddispatcher.infra.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Prints how long the server takes for each page, and what a browser fetches for it the first time,
 * in a workspace with very many leads and rules. The pages are those of {@code docs/access.md}, so
 * that a new one is measured as well, and some of them again with what people ask of them.
 */
final class PageBenchmark {

    private static final String WORKSPACE = "large";
    private static final int LEADS = Integer.getInteger("benchmark.leads", 100_000);
    private static final int RULES = Integer.getInteger("benchmark.rules", 1_000);
    private static final int TIERS = 20;
    private static final int SMALL = Integer.getInteger("benchmark.small-workspaces", 50);
    private static final int CALLS = Integer.getInteger("benchmark.calls", 100);
    private static final int REPS = 100;

    /** What the pages are to keep, at the median. */
    private static final double MOST_MILLIS = 50;

    /** What the first load is to keep, without charts. */
    private static final long MOST_BYTES = 300_000;

    /** No pages, or not without something that only another party gives. */
    private static final Pattern NO_PAGE =
            Pattern.compile(
                    ".*(/stream|/presence|/export|/manifest|/callback|\\.webmanifest)|/sandbox|/digest.*");

    /** Only these, when any is named, separated by blanks. */
    private static final List<String> ONLY =
            Stream.of(System.getProperty("benchmark.pages", "").split(" "))
                    .filter(page -> !page.isBlank())
                    .toList();

    private static final Pattern ROUTE = Pattern.compile("\\| `GET (/[^`]*)` \\| (\\S+) \\|");

    private final Product product;
    private final Path access;
    private final PrintStream out;

    private PageBenchmark(Product product, Path access, PrintStream out) {
        this.product = product;
        this.access = access;
        this.out = out;
    }

    /** Arguments: the program's jar, a folder for its data. */
    public static void main(String[] arguments) throws Exception {
        try (Product product =
                Product.start(
                        Path.of(arguments[0]),
                        Path.of(arguments[1]),
                        WORKSPACE,
                        "http://127.0.0.1:9/")) {
            Path access = Path.of(System.getProperty("benchmark.docs", "docs"), "access.md");
            new PageBenchmark(product, access, System.out).run();
        }
    }

    private void run() throws IOException, InterruptedException, SQLException {
        Workspace.set(product, WORKSPACE, REPS);
        publishManyRules();
        product.call(WORKSPACE, "POST", "/leads", new String(LeadBody.of(0, "model"), UTF_8));
        String lead;
        try (Connection database = product.database();
                Statement statement = database.createStatement()) {
            ManyLeads.make(statement, WORKSPACE, LEADS, SMALL);
            ManyDeeds.make(statement);
            lead =
                    only(
                            statement,
                            "select id from lead join tenant using (tenant_id) where slug = '%s' and external_id = 'model-0'"
                                    .formatted(WORKSPACE));
        }
        String session = Sessions.logIn(product, WORKSPACE);
        FirstLoad load = new FirstLoad(product, session);
        List<String> above = new ArrayList<>();
        out.printf(Locale.ROOT, "%d leads, %d rules, %d calls of each page%n", LEADS, RULES, CALLS);
        for (String page : pages(lead)) {
            String name = page.replace(lead, "{id}");
            int status = status(page, session);
            if (status != HttpURLConnection.HTTP_OK) {
                out.printf(Locale.ROOT, "%-44s answers %d%n", name, status);
                continue;
            }
            Latencies latencies = measure(page, session);
            long bytes = load.bytes(page);
            out.printf(
                    Locale.ROOT,
                    "%-44s p50 %7.1f ms  p95 %7.1f ms  first load %4d KB%n",
                    name,
                    latencies.millis(50),
                    latencies.millis(95),
                    bytes / 1_000);
            if (latencies.millis(50) > MOST_MILLIS || bytes > MOST_BYTES) {
                above.add(name);
            }
        }
        out.printf(
                Locale.ROOT,
                "above %.0f ms at the median or %d KB: %s%n",
                MOST_MILLIS,
                MOST_BYTES / 1_000,
                above.isEmpty() ? "none" : String.join(" ", above));
    }

    /** All that need no more than a log-in, and one of each kind that shows a single thing. */
    private Stream<String> routes() throws IOException {
        return Files.readString(access)
                .lines()
                .map(ROUTE::matcher)
                .filter(row -> row.matches() && !row.group(2).equals("anyone"))
                .map(row -> row.group(1))
                .filter(route -> !route.startsWith("/api/") && !NO_PAGE.matcher(route).matches())
                .flatMap(route ->
                        route.startsWith("/{page}")
                                ? Stream.of(
                                                "reps",
                                                "teams",
                                                "pools",
                                                "territories",
                                                "segments",
                                                "fields",
                                                "lists",
                                                "sla",
                                                "templates")
                                        .map(page -> route.replace("{page}", page))
                                : Stream.of(route));
    }

    private List<String> pages(String lead) throws IOException {
        if (!ONLY.isEmpty()) {
            return ONLY.stream().map(page -> page.replace("{id}", lead)).toList();
        }
        List<String> pages =
                new ArrayList<>(routes().filter(route -> !route.contains("{")).toList());
        pages.addAll(
                List.of(
                        "/leads?status=QUEUED",
                        "/leads?q=ruiz" + LEADS / 2,
                        "/leads?need=BREACHED",
                        "/leads?need=UNDELIVERED",
                        "/leads?need=CONTESTED",
                        "/search?part=options&q=ru",
                        "/search?part=options&q=ruiz" + LEADS / 2,
                        "/search?part=options&q=rule%2049",
                        "/search?q=company",
                        "/queues?queue=fallback",
                        "/meetings?when=past",
                        "/meetings?rep=rep-1",
                        "/analytics",
                        "/analytics?report=leakage&days=90",
                        "/monitoring/deliveries?status=DEAD",
                        "/monitoring/deliveries?channel=CRM",
                        "/tasks?state=done",
                        "/policy/takers?pool=pool-0",
                        "/policy/trial/leads?q=ruiz" + LEADS / 2,
                        "/leads/" + lead,
                        "/reps/rep-1",
                        "/pools/pool-0",
                        "/connections/slack",
                        "/connections/add/form"));
        return pages;
    }

    private void publishManyRules() throws IOException, InterruptedException {
        String tiers =
                IntStream.range(0, TIERS)
                        .mapToObj(tier ->
                                "{\"name\":\"Tier %d\",\"rules\":[%s]}"
                                        .formatted(
                                                tier,
                                                IntStream.range(0, RULES / TIERS)
                                                        .mapToObj(rule -> rule(tier, rule))
                                                        .collect(Collectors.joining(","))))
                        .collect(Collectors.joining(","));
        product.call(
                WORKSPACE,
                "PUT",
                "/policies/lead/draft",
                "{\"schema\":\"lead-dispatcher/policy/v1\",\"tiers\":[%s],\"fallback\":{\"queue\":\"fallback\"}}"
                        .formatted(tiers));
        product.call(
                WORKSPACE,
                "POST",
                "/policies/lead/draft/publish",
                "{\"comment\":\"benchmark\",\"expectedVersion\":2}");
    }

    private static String rule(int tier, int rule) {
        return """
        {"id":"rule-%1$d-%2$d","name":"Tier %1$d, rule %2$d","when":{"all":[
        {"field":"company.country","op":"eq","value":"%3$s"},
        {"field":"lead.intent","op":"in","value":["demo","pricing"]},
        {"field":"company.employees","op":"gte","value":%4$d}]},"assign":{"pool":"pool-%5$d"}}
        """
                .formatted(
                        tier,
                        rule,
                        LeadBody.country(rule % LeadBody.countries()),
                        10 + tier * 50 + rule,
                        rule % LeadBody.countries());
    }

    private int status(String path, String session) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(product.uri(path)).header("Cookie", session).build();
        return product.client().send(request, BodyHandlers.discarding()).statusCode();
    }

    private Latencies measure(String path, String session)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(product.uri(path)).header("Cookie", session).build();
        long[] nanos = new long[CALLS];
        for (int call = -CALLS / 4; call < CALLS; call++) {
            long start = System.nanoTime();
            product.client().send(request, BodyHandlers.ofByteArray());
            if (call >= 0) {
                nanos[call] = System.nanoTime() - start;
            }
        }
        return Latencies.of(nanos);
    }

    private static String only(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
