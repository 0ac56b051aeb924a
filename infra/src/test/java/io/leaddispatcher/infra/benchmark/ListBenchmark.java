package io.leaddispatcher.infra.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prints how long pages and calls of the API take in a workspace with very many leads that lives
 * beside many small ones, and how often a table of theirs was read from end to end for it.
 */
final class ListBenchmark {

    private static final String WORKSPACE = "large";
    private static final int LEADS = Integer.getInteger("benchmark.leads", 1_000_000);
    private static final int SMALL = Integer.getInteger("benchmark.small-workspaces", 200);
    private static final int CALLS = Integer.getInteger("benchmark.calls", 200);

    private static final Pattern CURSOR = Pattern.compile("\"nextCursor\"\\s*:\\s*\"([^\"]+)\"");

    private final Product product;
    private final PrintStream out;
    private String session = "";

    private ListBenchmark(Product product, PrintStream out) {
        this.product = product;
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
            new ListBenchmark(product, System.out).run();
        }
    }

    private void run() throws IOException, InterruptedException, SQLException {
        Workspace.set(product, WORKSPACE, 100);
        // The others are made after this one.
        product.call(WORKSPACE, "POST", "/leads", new String(LeadBody.of(0, "model"), UTF_8));
        long start = System.nanoTime();
        try (Connection database = product.database();
                Statement statement = database.createStatement()) {
            ManyLeads.make(statement, WORKSPACE, LEADS, SMALL);
            out.printf(
                    Locale.ROOT,
                    "%s leads and %s timeline rows made in %.0f s%n",
                    only(statement, "select count(*) from lead"),
                    only(statement, "select count(*) from timeline"),
                    (System.nanoTime() - start) / 1e9);
            // Else what was just counted here would be noted a moment later, as read for the first
            // page.
            statement.execute("select pg_stat_force_next_flush()");
            session = Sessions.logIn(product, WORKSPACE);
            String lead =
                    only(
                            statement,
                            "select l.id from lead l join tenant t using (tenant_id) where t.slug = '%s' and l.name = 'Ana Ruiz%d'"
                                    .formatted(WORKSPACE, LEADS / 2));
            for (Map.Entry<String, String> route : routes(lead).entrySet()) {
                long before = scans(statement);
                Latencies latencies = measure(route.getValue());
                out.printf(
                        Locale.ROOT,
                        "%-28s p50 %7.1f ms  p95 %7.1f ms  whole-table reads %d%n",
                        route.getKey(),
                        latencies.millis(50),
                        latencies.millis(95),
                        scans(statement) - before);
            }
        }
    }

    private Map<String, String> routes(String lead) throws IOException, InterruptedException {
        Map<String, String> routes = new LinkedHashMap<>();
        routes.put("API newest", "/api/v1/leads");
        routes.put("API 20 pages on", "/api/v1/leads?limit=200&cursor=" + cursor(20));
        routes.put("API by status", "/api/v1/leads?status=QUEUED");
        routes.put("API by rep", "/api/v1/leads?rep=rep-42");
        routes.put("API by queue", "/api/v1/leads?queue=fallback");
        routes.put("API search, many have it", "/api/v1/leads?q=ana");
        routes.put("API search, one has it", "/api/v1/leads?q=ruiz" + LEADS / 2);
        routes.put("API search, none has it", "/api/v1/leads?q=nobodyhasit");
        routes.put("API one lead", "/api/v1/leads/" + lead);
        routes.put("API its timeline", "/api/v1/leads/" + lead + "/timeline");
        routes.put("page home", "/");
        routes.put("page leads", "/leads");
        routes.put("page leads by status", "/leads?status=QUEUED");
        routes.put("page leads, search", "/leads?q=ruiz" + LEADS / 2);
        routes.put("page of one lead", "/leads/" + lead);
        return routes;
    }

    private String cursor(int pages) throws IOException, InterruptedException {
        String cursor = "";
        for (int page = 0; page < pages; page++) {
            Matcher next =
                    CURSOR.matcher(product.call(WORKSPACE, "GET", "/leads?limit=200" + cursor, ""));
            if (!next.find()) {
                throw new IOException("too few leads for " + pages + " pages");
            }
            cursor = "&cursor=" + URLEncoder.encode(next.group(1), UTF_8);
        }
        return cursor.substring("&cursor=".length());
    }

    private Latencies measure(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(product.uri(path))
                        .header(
                                path.startsWith("/api/") ? "Authorization" : "Cookie",
                                path.startsWith("/api/")
                                        ? "Bearer " + Product.token(WORKSPACE)
                                        : session)
                        .build();
        long[] nanos = new long[CALLS];
        for (int call = -CALLS / 4; call < CALLS; call++) {
            long start = System.nanoTime();
            HttpResponse<String> answer = product.client().send(request, BodyHandlers.ofString());
            if (answer.statusCode() != HttpURLConnection.HTTP_OK) {
                throw new IOException(path + ": " + answer.statusCode());
            }
            if (call >= 0) {
                nanos[call] = System.nanoTime() - start;
            }
        }
        return Latencies.of(nanos);
    }

    /** How often the large tables were read from end to end so far. */
    private static long scans(Statement statement) throws SQLException {
        return Long.parseLong(
                only(
                        statement,
                        "select sum(seq_scan) from pg_stat_user_tables where relname in ('lead', 'timeline', 'assignment')"));
    }

    private static String only(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
