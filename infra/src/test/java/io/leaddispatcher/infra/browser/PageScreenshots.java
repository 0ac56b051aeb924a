package io.leaddispatcher.infra.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import io.leaddispatcher.domain.access.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Takes the pictures of {@code docs/pages.md}: every page that {@link EveryPageIT} looks at, in a
 * demo of its own. No test of the product, and in no test run: {@code bin/screenshots} calls it.
 */
@ExtendWith(InBrowser.class)
class PageScreenshots {

    private static final Path DOCS = Path.of("..", "docs");

    /** Others than those of the docs, to look at. */
    private static final @Nullable String WANTED = System.getProperty("screenshots.screens");

    private static final List<Screen> SCREENS =
            WANTED == null
                    ? List.of(Screen.DESK_LIGHT, Screen.PHONE_DARK)
                    : Arrays.stream(WANTED.split(",")).map(Screen::valueOf).toList();
    private static final Path PICTURES =
            WANTED == null ? DOCS.resolve("images/pages") : Path.of("target", "pages");

    /** Of somebody who has not logged in. */
    private static final List<String> DOORS =
            List.of("/login", "/signup", "/reset", "/invitation/some-link", "/offline");

    private static final int QUALITY = 55;

    /** A page may be as long as it likes; its picture says enough here. */
    private static final int LONGEST = 2_400;

    private final DemoProgram program;
    private final Chromium chromium;

    PageScreenshots(DemoProgram program, Chromium chromium) {
        this.program = program;
        this.chromium = chromium;
    }

    @Test
    void ofEveryPageOnEveryScreen() throws IOException {
        Files.createDirectories(PICTURES);
        var taken = new TreeSet<String>();
        // One list for all screens: a lead that comes meanwhile must not change what is shown.
        List<String> paths;
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            paths =
                    Stream.concat(
                                    EveryPageIT.pages(owner, Screen.DESK_LIGHT).stream(),
                                    Stream.of("/docs", "/no/such/page"))
                            .toList();
        }
        var rep = program.join(Role.REP, "mia");
        for (var screen : SCREENS) {
            try (var stranger = chromium.stranger(program, screen)) {
                named(DOORS).forEach((name, path) -> taken.add(take(stranger, name, path, screen)));
            }
            try (var member = chromium.visitor(program, rep, screen)) {
                taken.add(take(member, "me", "/me", screen));
                taken.add(take(member, "refused", "/audit", screen));
            }
            try (var owner = chromium.visitor(program, program.owner(), screen)) {
                named(paths).forEach((name, path) -> taken.add(take(owner, name, path, screen)));
            }
        }
        tidy(taken);
        if (WANTED == null) {
            assertThat(shown()).as("pictures that docs/pages.md shows").isEqualTo(taken);
        }
    }

    /** In their order, by the name of their picture. */
    private static Map<String, String> named(List<String> paths) {
        Map<String, String> named = new LinkedHashMap<>();
        for (String path : paths) {
            String words =
                    path.equals("/")
                            ? "home"
                            : path.substring(1)
                                    .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "one")
                                    .replaceAll("[^a-zA-Z0-9]+", "-")
                                    .replaceAll("^-|-$", "")
                                    .toLowerCase(Locale.ROOT);
            String name = words;
            for (int next = 2; named.containsKey(name); next++) {
                name = words + "-" + next;
            }
            named.put(name, path);
        }
        return named;
    }

    /** Answers the name of the file. */
    private static String take(Visitor visitor, String name, String path, Screen screen) {
        var file = "%s-%s.webp".formatted(name, screen.name().toLowerCase(Locale.ROOT));
        visitor.page().setViewportSize(screen.width, screen.height);
        visitor.open(path);
        awaitReady(visitor.page());
        try {
            Files.write(PICTURES.resolve(file), picture(visitor.page(), screen));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private static void awaitReady(Page page) {
        if (page.locator("[data-policy]").count() > 0) {
            page.locator("[data-ready]").waitFor();
        }
        awaitDrawn(page);
    }

    private static void awaitDrawn(Page page) {
        page.evaluate(
                """
                async () => {
                  await document.fonts.ready;
                  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
                }
                """);
    }

    /** As WebP, which Playwright does not know: a third of a PNG. */
    private static byte[] picture(Page page, Screen screen) {
        var height = ((Number) page.evaluate("document.documentElement.scrollHeight")).intValue();
        // In a window as tall as the page, bars that stick to its edges do not hide what is
        // between.
        page.setViewportSize(screen.width, Math.clamp(height, screen.height, LONGEST));
        var wanted = new JsonObject();
        wanted.addProperty("format", "webp");
        wanted.addProperty("quality", QUALITY);
        awaitDrawn(page);
        var session = page.context().newCDPSession(page);
        try {
            return Base64.getDecoder()
                    .decode(
                            session.send("Page.captureScreenshot", wanted)
                                    .get("data")
                                    .getAsString());
        } finally {
            session.detach();
        }
    }

    /** Takes pictures away of pages that are no more. */
    private static void tidy(Set<String> taken) throws IOException {
        try (var files = Files.list(PICTURES)) {
            for (Path file : files.toList()) {
                if (!taken.contains(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
        }
    }

    private static Set<String> shown() throws IOException {
        var shown = new TreeSet<String>();
        var link =
                Pattern.compile("images/pages/([a-z0-9_-]+\\.webp)")
                        .matcher(Files.readString(DOCS.resolve("pages.md")));
        while (link.find()) {
            shown.add(link.group(1));
        }
        return shown;
    }
}
