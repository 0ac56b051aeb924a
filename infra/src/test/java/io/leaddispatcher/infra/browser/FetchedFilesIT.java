package io.leaddispatcher.infra.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A page comes small, and what it is made of comes once. */
@ExtendWith(InBrowser.class)
class FetchedFilesIT {

    private static final Pattern FILE =
            Pattern.compile("(?:href|src)=\"(/(?:css|js|img|vendor)/[^\"#]+)");
    private static final String KEPT = "public, max-age=31536000, immutable";

    private final DemoProgram program;

    FetchedFilesIT(DemoProgram program) {
        this.program = program;
    }

    @Test
    void whatAPageNamesIsCompressedWhereThatHelpsAndKeptForEver() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var page = get(client, "/login");
            assertThat(header(page, "Content-Encoding")).isEqualTo("gzip");
            assertThat(header(page, "Cache-Control")).isEqualTo("no-store");
            var html =
                    new String(
                            new GZIPInputStream(new ByteArrayInputStream(page.body()))
                                    .readAllBytes(),
                            StandardCharsets.UTF_8);
            var files = new TreeSet<String>();
            FILE.matcher(html)
                    .results()
                    .forEach(file -> files.add(file.group(1).replace("&amp;", "&")));
            assertThat(files)
                    .anyMatch(file -> file.startsWith("/css/"))
                    .anyMatch(file -> file.startsWith("/vendor/"));
            for (var file : files) {
                var answer = get(client, file);
                assertThat(answer.statusCode()).as(file).isEqualTo(200);
                assertThat(header(answer, "Cache-Control")).as(file).isEqualTo(KEPT);
                // A font is compressed already, and what is short gains nothing.
                if (file.contains(".woff2") || file.contains(".png")) {
                    assertThat(header(answer, "Content-Encoding")).as(file).isEmpty();
                } else if (answer.body().length > 1_024) {
                    assertThat(header(answer, "Content-Encoding")).as(file).isEqualTo("gzip");
                }
            }
            assertThat(header(get(client, "/css/base.css?v=of-yesterday"), "Cache-Control"))
                    .isEqualTo("public, max-age=300");
        }
    }

    private HttpResponse<byte[]> get(HttpClient client, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(program.at(path)).header("Accept-Encoding", "gzip").build(),
                BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
