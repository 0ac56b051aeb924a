package io.leaddispatcher.infra.benchmark;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.leaddispatcher.infra.browser.ChromiumBinary;
import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Opens the builder with a policy of very many rules in a browser, and prints for each thing that
 * people do there the longest pause that the browser itself has seen: its longest task and its
 * longest frame. Then how long the server takes for the page, and how much travels.
 */
final class BuilderBenchmark {

    private static final String WORKSPACE = "builder";
    private static final int RULES = Integer.getInteger("benchmark.rules", 1_000);
    private static final int CALLS = Integer.getInteger("benchmark.calls", 100);
    private static final double MOST_MILLIS = 100;

    /** Notes every task of more than 50 ms, and every frame that took as long. */
    private static final String OBSERVER =
            """
            window.pauses = {task: 0, tasks: 0, frame: 0};
            new PerformanceObserver((list) => {
              for (const entry of list.getEntries()) {
                pauses.tasks++;
                pauses.task = Math.max(pauses.task, entry.duration);
              }
            }).observe({type: 'longtask', buffered: true});
            if (PerformanceObserver.supportedEntryTypes.includes('long-animation-frame')) {
              new PerformanceObserver((list) => {
                for (const entry of list.getEntries()) pauses.frame = Math.max(pauses.frame, entry.duration);
              }).observe({type: 'long-animation-frame', buffered: true});
            }
            """;

    /** Two frames and an idle moment later, so that what was begun is over and was seen. */
    private static final String SETTLED =
            """
            () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() =>
              requestIdleCallback(() => setTimeout(() => {
                const seen = {...pauses};
                pauses.task = 0; pauses.tasks = 0; pauses.frame = 0;
                done(seen);
              }, 100)))))
            """;

    private static final String TRANSFERRED =
            """
            () => performance.getEntriesByType('navigation').concat(performance.getEntriesByType('resource'))
              .reduce((sum, entry) => sum + entry.encodedBodySize, 0)
            """;

    private final Product product;
    private final PrintStream out;
    private boolean isQuick = true;

    private BuilderBenchmark(Product product, PrintStream out) {
        this.product = product;
        this.out = out;
    }

    /** Arguments: the program's jar, a folder for its data. */
    public static void main(String[] arguments) throws Exception {
        boolean isQuick;
        try (Product product =
                Product.start(
                        Path.of(arguments[0]),
                        Path.of(arguments[1]),
                        WORKSPACE,
                        "http://127.0.0.1:9/")) {
            LargePolicy.set(product, WORKSPACE, RULES);
            var benchmark = new BuilderBenchmark(product, System.out);
            benchmark.run();
            isQuick = benchmark.isQuick;
        }
        if (!isQuick) {
            System.exit(1);
        }
    }

    private void run() throws IOException, InterruptedException {
        try (Playwright playwright =
                        Playwright.create(
                                new Playwright.CreateOptions()
                                        .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser =
                        playwright
                                .chromium()
                                .launch(
                                        new BrowserType.LaunchOptions()
                                                .setExecutablePath(ChromiumBinary.path())
                                                .setArgs(
                                                        List.of(
                                                                "--no-sandbox",
                                                                "--disable-gpu",
                                                                "--disable-background-networking")));
                BrowserContext context =
                        browser.newContext(
                                new Browser.NewContextOptions().setViewportSize(1_440, 900))) {
            context.addInitScript(OBSERVER);
            Page page = context.newPage();
            logIn(page);
            out.printf(Locale.ROOT, "%,d rules%n", RULES);
            // Warms the server and the browser's caches; the second time is what people see daily.
            open(page);
            page.evaluate(SETTLED);
            open(page);
            tell("open", page);
            out.printf(
                    Locale.ROOT,
                    "%-28s %6.0f KB%n",
                    "transferred, compressed",
                    ((Number) page.evaluate(TRANSFERRED)).doubleValue() / 1_000);
            walk(page);
            String cookies =
                    context.cookies().stream()
                            .map(cookie -> cookie.name + "=" + cookie.value)
                            .collect(Collectors.joining("; "));
            for (String path : List.of("/policy", "/policy/model", "/policy/history")) {
                Latencies latencies = measure(path, cookies);
                out.printf(
                        Locale.ROOT,
                        "%-28s p50 %6.1f ms  p95 %6.1f ms%n",
                        path,
                        latencies.millis(50),
                        latencies.millis(95));
            }
        }
    }

    /** What people do with a long policy. */
    private void walk(Page page) {
        page.mouse().move(700, 500);
        for (int turn = 0; turn < 80; turn++) {
            page.mouse().wheel(0, 1_500);
            page.evaluate("() => new Promise(requestAnimationFrame)");
        }
        tell("scroll by the wheel", page);
        page.keyboard().press("Home");
        page.keyboard().press("End");
        page.keyboard().press("Home");
        tell("scroll from end to end", page);

        Locator filter = page.getByTestId("policy-filter");
        filter.pressSequentially("number 77", new Locator.PressSequentiallyOptions().setDelay(40));
        tell("filter, letter by letter", page);
        filter.fill("");
        tell("clear the filter", page);

        Locator middle = card(page, RULES / 2 + 10);
        middle.scrollIntoViewIfNeeded();
        middle.focus();
        for (int step = 0; step < 10; step++) {
            middle.press("Alt+ArrowUp");
        }
        saved(page);
        tell("reorder by the keyboard, save", page);

        card(page, RULES / 2 + 3)
                .getByTestId("grip")
                .dragTo(
                        card(page, RULES / 2 + 1),
                        new Locator.DragToOptions().setTargetPosition(200, 4));
        saved(page);
        tell("reorder by the mouse, save", page);

        Locator tier = page.getByTestId("tier").nth(1).locator(".policy-tier-head button").first();
        tier.click();
        saved(page);
        tell("move a tier of many, save", page);

        card(page, RULES / 2 + 20).getByTestId("rule-edit").click();
        page.getByTestId("rule-name").fill("Another name");
        page.getByTestId("rule-name").press("Tab");
        saved(page);
        tell("edit a rule, save", page);
        page.getByTestId("close-panel").click();
        page.getByTestId("undo").click();
        saved(page);
        tell("undo, save", page);
    }

    private static Locator card(Page page, int number) {
        return page.locator("[data-rule='rule-%d']".formatted(number));
    }

    /** Also what the analysis has found since. */
    private static void saved(Page page) {
        page.waitForResponse(answer -> answer.url().contains("/policy/findings"), () -> {});
    }

    private void open(Page page) {
        page.navigate(product.uri("/policy").toString());
        page.waitForSelector("[data-policy][data-ready]");
        page.waitForFunction("() => !document.querySelector('.policy-rule:empty')");
        page.waitForSelector("[data-policy-check]:not([hidden])");
    }

    private void tell(String what, Page page) {
        var seen = (Map<?, ?>) page.evaluate(SETTLED);
        double task = number(seen, "task");
        double frame = number(seen, "frame");
        isQuick &= task <= MOST_MILLIS;
        out.printf(
                Locale.ROOT,
                "%-28s longest task %4.0f ms  longest frame %4.0f ms  tasks over 50 ms %2.0f%s%n",
                what,
                task,
                frame,
                number(seen, "tasks"),
                task > MOST_MILLIS ? "  TOO LONG" : "");
    }

    private static double number(Map<?, ?> seen, String name) {
        return seen.get(name) instanceof Number number ? number.doubleValue() : 0;
    }

    private void logIn(Page page) {
        page.navigate(product.uri("/login").toString());
        page.getByTestId("email").fill("owner@%s.test".formatted(WORKSPACE));
        page.getByTestId("password").fill(Product.PASSWORD);
        page.getByTestId("login-submit").click();
        page.waitForURL(product.uri("/").toString());
    }

    private Latencies measure(String path, String cookies)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(product.uri(path)).header("Cookie", cookies).build();
        long[] nanos = new long[CALLS];
        for (int call = -CALLS / 2; call < CALLS; call++) {
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
}
