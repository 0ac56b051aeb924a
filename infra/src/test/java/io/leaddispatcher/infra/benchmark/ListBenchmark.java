package io.leaddispatcher.infra.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
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
    private static final int LEADS_OF_SMALL = 200;
    private static final int CALLS = Integer.getInteger("benchmark.calls", 200);

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Pattern CURSOR = Pattern.compile("\"nextCursor\"\\s*:\\s*\"([^\"]+)\"");

    private static final String WORKSPACES =
            """
            insert into tenant (tenant_id, slug, name, created_at)
            select uuidv7(), 'small-' || n, 'Small ' || n, now() from generate_series(1, {count}) n
            """;

    // Words that many leads have, and one that a single lead has.
    private static final String LEADS_OF =
            """
            insert into lead (tenant_id, id, kind, status, name, email, phone, company, source, priority, rep_key,
                              queue_key, rule_id, tier, document, issues, words, arrived_at, updated_at)
            select t.tenant_id, uuidv7(), 'lead', case when n %% 10 < 7 then 'ASSIGNED' when n %% 10 < 9 then 'QUEUED' else 'COMPLETED' end,
                   'Ana Ruiz' || n, 'visitor.' || n || '@company' || n %% 50000 || '.example', '+49301' || lpad(n::text, 7, '0'),
                   'Company ' || n %% 50000, 'web-form', 'STANDARD',
                   case when n %% 10 < 7 then 'rep-' || n %% 100 end, case when n %% 10 in (7, 8) then 'fallback' end,
                   'rule-' || n %% 10, 'Country',
                   m.document || jsonb_build_object('contact', m.document -> 'contact' || jsonb_build_object(
                     'email', 'visitor.' || n || '@company' || n %% 50000 || '.example', 'lastName', 'Ruiz' || n)),
                   '[]', ('''ana'':1A ''ruiz' || n || ''':1A ''company'':4 ''visitor.' || n || ''':2B')::tsvector,
                   now() - (n * interval '30 seconds'), now()
              from generate_series(1, %d) n, tenant t, lead m
             where t.slug %s and m.external_id = 'model-0'
            """;

    private static final String TIMELINE =
            """
            insert into timeline (tenant_id, lead_id, id, at, type, actor, channel, detail)
            select l.tenant_id, l.id, uuidv7(), l.arrived_at + step * interval '1 minute',
                   (array['LEAD_RECEIVED','LEAD_ROUTED','ASSIGNMENT_OFFERED','DISPATCHED','ASSIGNMENT_ACCEPTED',
                          'ACTIVITY_RECORDED','LEAD_UPDATED','ACTIVITY_RECORDED','ACTIVITY_RECORDED','ASSIGNMENT_COMPLETED'])[step],
                   'system', 'api', '{"source": "web-form"}'
              from lead l, generate_series(1, 10) step
            """;

    private static final String ASSIGNMENTS =
            """
            insert into assignment (tenant_id, id, lead_id, run_id, rep_key, rule_id, tier, priority, state, offered_at,
                                    accepted_at)
            select l.tenant_id, uuidv7(), l.id, uuidv7(), l.rep_key, l.rule_id, l.tier, l.priority, 'ACCEPTED',
                   l.arrived_at, l.arrived_at
              from lead l
             where l.status = 'ASSIGNED' and l.external_id is null
            """;

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
            statement.execute(WORKSPACES.replace("{count}", Integer.toString(SMALL)));
            statement.execute(LEADS_OF.formatted(LEADS, "= '" + WORKSPACE + "'"));
            statement.execute(LEADS_OF.formatted(LEADS_OF_SMALL, "like 'small-%'"));
            statement.execute(TIMELINE);
            statement.execute(ASSIGNMENTS);
            statement.execute("vacuum analyze");
            out.printf(
                    Locale.ROOT,
                    "%s leads and %s timeline rows made in %.0f s%n",
                    only(statement, "select count(*) from lead"),
                    only(statement, "select count(*) from timeline"),
                    (System.nanoTime() - start) / 1e9);
            logIn();
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

    private void logIn() throws IOException, InterruptedException {
        HttpResponse<String> form =
                product.client()
                        .send(
                                HttpRequest.newBuilder(product.uri("/login")).build(),
                                BodyHandlers.ofString());
        Matcher csrf = CSRF.matcher(form.body());
        if (!csrf.find()) {
            throw new IOException("no form to log in by");
        }
        HttpResponse<String> answer =
                product.client()
                        .send(
                                HttpRequest.newBuilder(product.uri("/login"))
                                        .header("Cookie", cookies(form))
                                        .header("Content-Type", "application/x-www-form-urlencoded")
                                        .POST(
                                                BodyPublishers.ofString(
                                                        "email=%s&password=%s&_csrf=%s"
                                                                .formatted(
                                                                        "owner%40"
                                                                                + WORKSPACE
                                                                                + ".test",
                                                                        Product.PASSWORD,
                                                                        URLEncoder.encode(
                                                                                csrf.group(1),
                                                                                UTF_8))))
                                        .build(),
                                BodyHandlers.ofString());
        session = cookies(answer);
    }

    private static String cookies(HttpResponse<?> answer) {
        return String.join(
                "; ",
                answer.headers().allValues("Set-Cookie").stream()
                        .map(cookie -> cookie.split(";", 2)[0])
                        .toList());
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
