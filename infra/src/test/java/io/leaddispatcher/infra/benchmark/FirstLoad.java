package io.leaddispatcher.infra.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * What a browser fetches that has never been here: a page and all files that it names, and they
 * name, as they come over the wire. Fonts count whole, also the part for letters that the page may
 * not have, so that it is an upper bound.
 */
final class FirstLoad {

    /** In pages. */
    private static final Pattern NAMED =
            Pattern.compile(
                    "(?:href|src)=\"(/(?:css|js|img|vendor|webjars)/[^\"#]+|/manifest\\.webmanifest)");

    /** In styles and scripts. */
    private static final Pattern IMPORTED =
            Pattern.compile(
                    "url\\(\"([^\"]+)\"\\)|(?:import|from)\\s*\\(?\\s*['`\"](\\.[^'`\"$]+)");

    private record Sent(long bytes, String text) {}

    private final Product product;
    private final String session;
    private final Map<URI, Sent> files = new HashMap<>();

    FirstLoad(Product product, String session) {
        this.product = product;
        this.session = session;
    }

    /** In bytes. */
    long bytes(String page) {
        Sent html = get(product.uri(page));
        Set<URI> seen = new HashSet<>();
        named(NAMED, product.uri(page), html.text()).forEach(file -> follow(file, seen));
        return html.bytes() + seen.stream().mapToLong(file -> file(file).bytes()).sum();
    }

    private void follow(URI file, Set<URI> seen) {
        String path = file.getPath();
        // Charts come after the page; what draws them is not what it waits for.
        if (!path.contains("echarts")
                && seen.add(file)
                && (path.endsWith(".css") || path.endsWith(".js"))) {
            named(IMPORTED, file, file(file).text()).forEach(next -> follow(next, seen));
        }
    }

    private static Stream<URI> named(Pattern pattern, URI from, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .filter(found -> !found.startsWith("data:") && !found.endsWith("/"))
                .map(found -> from.resolve(found.replace("&amp;", "&")));
    }

    private Sent file(URI file) {
        return files.computeIfAbsent(file, this::get);
    }

    private Sent get(URI uri) {
        HttpRequest request =
                HttpRequest.newBuilder(uri)
                        .header("Cookie", session)
                        .header("Accept-Encoding", "gzip")
                        .build();
        try {
            HttpResponse<byte[]> answer =
                    product.client().send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() != HttpURLConnection.HTTP_OK) {
                throw new IOException(uri + ": " + answer.statusCode());
            }
            boolean zipped =
                    answer.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
            byte[] text =
                    zipped
                            ? new GZIPInputStream(new ByteArrayInputStream(answer.body()))
                                    .readAllBytes()
                            : answer.body();
            return new Sent(answer.body().length, new String(text, UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
