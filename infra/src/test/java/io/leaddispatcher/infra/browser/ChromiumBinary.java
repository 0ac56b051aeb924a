package io.leaddispatcher.infra.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where the Chromium of the system is. */
public final class ChromiumBinary {

    /** The headless shell first: it is the same without what surrounds a window. */
    private static final List<String> NAMES =
            List.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome");

    private ChromiumBinary() {}

    public static Path path() {
        var folders =
                System.getenv()
                        .getOrDefault("PATH", "")
                        .split(Pattern.quote(File.pathSeparator), -1);
        return NAMES.stream()
                .flatMap(name -> Stream.of(folders).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException(
                                "The browser tests need Chromium: none of %s is on the PATH."
                                        .formatted(NAMES)));
    }
}
