package io.leaddispatcher.adapter.oidc.provider;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@link AuthorizationServer} as a process of its own: its libraries would make another program of
 * the one that is tested.
 */
public final class RunningProvider implements AutoCloseable {

    /** Of everybody. */
    public static final String PASSWORD = "at-the-provider";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final Process process;
    private final URI issuer;

    private RunningProvider(Process process, URI issuer) {
        this.process = process;
        this.issuer = issuer;
    }

    /** Answers when it answers. */
    public static RunningProvider start() {
        try {
            Path classes =
                    Path.of(
                            AuthorizationServer.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            String libraries = Files.readString(classes.resolveSibling("test-libraries.txt"));
            Process process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-XX:TieredStopAtLevel=1",
                                    "-XX:+UseSerialGC",
                                    "-Xmx256m",
                                    "-cp",
                                    classes + File.pathSeparator + libraries.strip(),
                                    AuthorizationServer.class.getName())
                            .redirectErrorStream(true)
                            .start();
            return new RunningProvider(process, URI.create("http://127.0.0.1:" + port(process)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    // The stream stays open: the process writes on, and what it waits for is the end of its input.
    @SuppressWarnings("resource")
    private static String port(Process process) throws IOException {
        var said = new StringBuilder();
        var lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(AuthorizationServer.LISTENING)) {
                // Whatever else it says must not fill the pipe.
                Thread.ofPlatform().daemon().start(() -> lines.lines().forEach(_ -> {}));
                return line.substring(AuthorizationServer.LISTENING.length());
            }
            said.append(line).append('\n');
        }
        throw new IllegalStateException("the provider did not start:\n" + said);
    }

    public URI issuer() {
        return issuer;
    }

    /** A program that people may log in to. */
    public void register(String id, String secret, String redirect) {
        office("clients", Map.of("id", id, "secret", secret, "redirect", redirect));
    }

    /** Somebody with an account, or what is told of them from now on. */
    public void hire(String name, String email, boolean verified, String... groups) {
        office(
                "people",
                Map.of(
                        "name",
                        name,
                        "email",
                        email,
                        "verified",
                        Boolean.toString(verified),
                        "groups",
                        String.join(",", groups)));
    }

    private void office(String what, Map<String, String> fields) {
        try (var client = client()) {
            var answer = send(client, post(issuer.resolve("/office/" + what), fields));
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(what + ": " + answer.statusCode());
            }
        }
    }

    /** Goes where a browser was sent, logs in, and answers where it is sent then. */
    public URI logIn(URI request, String name) {
        try (var client = client()) {
            URI form = location(request, send(client, get(request)));
            var csrf = CSRF.matcher(send(client, get(form)).body());
            if (!csrf.find()) {
                throw new IllegalStateException("no form at " + form);
            }
            var answer =
                    send(
                            client,
                            post(
                                    form,
                                    Map.of(
                                            "username", name,
                                            "password", PASSWORD,
                                            "_csrf", csrf.group(1))));
            URI back = location(form, answer);
            return location(back, send(client, get(back)));
        }
    }

    /** Without the offer of another version, which the server would have to turn down each time. */
    private static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(new CookieManager())
                .build();
    }

    private static URI location(URI from, HttpResponse<String> answer) {
        return from.resolve(
                answer.headers()
                        .firstValue("location")
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "%s: %d %s"
                                                .formatted(
                                                        from,
                                                        answer.statusCode(),
                                                        answer.body()))));
    }

    private static HttpRequest get(URI address) {
        return HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Accept", "text/html")
                .build();
    }

    private static HttpRequest post(URI address, Map<String, String> fields) {
        return HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                        BodyPublishers.ofString(
                                fields.entrySet().stream()
                                        .map(each ->
                                                each.getKey()
                                                        + "="
                                                        + URLEncoder.encode(
                                                                each.getValue(),
                                                                StandardCharsets.UTF_8))
                                        .collect(Collectors.joining("&"))))
                .build();
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
