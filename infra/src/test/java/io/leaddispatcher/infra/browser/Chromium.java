package io.leaddispatcher.infra.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The Chromium of the system, driven by Playwright. */
final class Chromium implements AutoCloseable {

    private static final List<String> QUIET =
            List.of(
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");

    /** What has to come true may take this long: other tests share the processors. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Playwright playwright;
    private final Browser browser;

    /** Whoever has logged in stays so: the state of the browser by the e-mail. */
    private final Map<String, String> sessions = new HashMap<>();

    Chromium() {
        PlaywrightAssertions.setDefaultAssertionTimeout((double) PATIENCE.toMillis());
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(ChromiumBinary.path())
                                        .setArgs(QUIET));
    }

    /** Somebody whom nobody knows yet. */
    Visitor stranger(DemoProgram program, Screen screen) {
        return new Visitor(program, browser.newContext(options(screen)));
    }

    Visitor visitor(DemoProgram program, DemoProgram.Account account, Screen screen) {
        var session =
                sessions.computeIfAbsent(
                        account.email(),
                        _ -> {
                            try (var first = stranger(program, screen)) {
                                first.logIn(account);
                                return first.state();
                            }
                        });
        return new Visitor(program, browser.newContext(options(screen).setStorageState(session)));
    }

    /** Somebody whose browser asks for another language than English. */
    Visitor visitor(
            DemoProgram program, DemoProgram.Account account, Screen screen, String language) {
        try (var first = visitor(program, account, screen)) {
            return new Visitor(
                    program,
                    browser.newContext(
                            options(screen).setLocale(language).setStorageState(first.state())));
        }
    }

    private static Browser.NewContextOptions options(Screen screen) {
        return new Browser.NewContextOptions()
                .setViewportSize(screen.width, screen.height)
                .setColorScheme(screen.colours)
                .setLocale("en-GB")
                .setTimezoneId("Pacific/Auckland");
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
