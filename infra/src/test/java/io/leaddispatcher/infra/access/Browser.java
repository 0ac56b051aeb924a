package io.leaddispatcher.infra.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.infra.access.AccessProgram.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A browser without eyes: cookies, forms, and no following of redirects. */
final class Browser {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final AccessProgram program;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private String location = "";
    private String target = "";

    Browser(AccessProgram program) {
        this.program = program;
    }

    Answer get(String path) {
        return send("GET", path, null);
    }

    /** Opens the page that has the form, then sends it. */
    Answer submit(String page, String action, Map<String, String> fields) {
        return submit(get(page), action, fields);
    }

    /** Sends a form of a page that is open. */
    Answer submit(Answer page, String action, Map<String, String> fields) {
        return submit(page, "POST", action, fields);
    }

    /** Likewise, by a method that forms do not know. */
    Answer submit(Answer page, String method, String action, Map<String, String> fields) {
        var found = CSRF.matcher(page.text());
        assertThat(found.find()).as("a form before %s: %s", action, page.status()).isTrue();
        var all = new LinkedHashMap<>(fields);
        all.put("_csrf", found.group(1));
        return submitAsIs(method, action, all);
    }

    /** Sends a form that is on no page. */
    Answer submitAsIs(String method, String action, Map<String, String> fields) {
        return send(
                method,
                action,
                fields.entrySet().stream()
                        .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                        .collect(Collectors.joining("&")));
    }

    Answer logIn(String email, String password) {
        return submit("/login", "/login", Map.of("email", email, "password", password));
    }

    /** Likewise, with the code that is asked for. */
    Answer logIn(String email, String password, Phone phone) {
        logIn(email, password);
        return submit("/login/code", "/login/code", Map.of("code", phone.code()));
    }

    /** Where the last answer sends the browser. */
    String location() {
        return location;
    }

    /** Likewise, with the host. */
    URI target() {
        return URI.create(target);
    }

    boolean isIn() {
        return get("/me/security").status() == 200;
    }

    String cookie(String name) {
        return cookies.getOrDefault(name, "");
    }

    void setCookie(String name, String value) {
        cookies.put(name, value);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Answer send(String method, String path, @Nullable String form) {
        var request =
                HttpRequest.newBuilder(program.at(path))
                        .header("Accept", "text/html")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .method(
                                method,
                                form == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(form));
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(each -> each.getKey() + "=" + each.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            answer.headers().allValues("set-cookie").forEach(this::keep);
            target = answer.headers().firstValue("location").orElse("");
            location = answer.headers().firstValue("location").map(Browser::local).orElse("");
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void keep(String set) {
        String pair = set.substring(0, set.indexOf(';') < 0 ? set.length() : set.indexOf(';'));
        int equals = pair.indexOf('=');
        String value = pair.substring(equals + 1);
        if (value.isEmpty() || set.contains("Max-Age=0")) {
            cookies.remove(pair.substring(0, equals));
        } else {
            cookies.put(pair.substring(0, equals), value);
        }
    }

    private static String local(String location) {
        URI uri = URI.create(location);
        return uri.getRawQuery() == null ? uri.getPath() : uri.getPath() + "?" + uri.getRawQuery();
    }
}
