package io.leaddispatcher.web.session;

import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.BodyInserters.FormInserter;

/** A client that keeps cookies and follows nothing by itself. */
final class Browser {

    private final WebTestClient client;
    private final Map<String, ResponseCookie> cookies = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();

    Browser(WebTestClient client) {
        this.client = client;
    }

    Browser header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    EntityExchangeResult<String> get(String path) {
        return kept(
                client.get()
                        .uri(URI.create(path))
                        .accept(MediaType.TEXT_HTML)
                        .headers(this::headers)
                        .cookies(this::cookies)
                        .exchange());
    }

    /** Fields are name, value, name, value …. */
    EntityExchangeResult<String> post(String path, String... fields) {
        FormInserter<String> form = BodyInserters.fromFormData("", "");
        for (int i = 0; i < fields.length; i += 2) {
            form = form.with(fields[i], fields[i + 1]);
        }
        return kept(
                client.post()
                        .uri(URI.create(path))
                        .headers(this::headers)
                        .cookies(this::cookies)
                        .body(form)
                        .exchange());
    }

    /** The token that the log-in page would carry in its form. */
    String token() {
        return Objects.requireNonNull(get("/login").getResponseBody());
    }

    EntityExchangeResult<String> logIn(String password) {
        return post("/login", "email", OneMember.EMAIL, "password", password, "_csrf", token());
    }

    ResponseCookie cookie(String name) {
        return Objects.requireNonNull(cookies.get(name), () -> "no cookie " + name);
    }

    boolean has(String name) {
        return cookies.containsKey(name);
    }

    void set(String name, String value) {
        cookies.put(name, ResponseCookie.from(name, value).build());
    }

    private void headers(HttpHeaders sent) {
        headers.forEach(sent::set);
    }

    private void cookies(MultiValueMap<String, String> sent) {
        cookies.forEach((name, cookie) -> sent.add(name, cookie.getValue()));
    }

    private EntityExchangeResult<String> kept(WebTestClient.ResponseSpec response) {
        EntityExchangeResult<String> result = response.expectBody(String.class).returnResult();
        result.getResponseCookies().values().stream()
                .flatMap(each -> Arrays.stream(each.toArray(ResponseCookie[]::new)))
                .forEach(each -> {
                    if (each.getMaxAge().isZero()) {
                        cookies.remove(each.getName());
                    } else {
                        cookies.put(each.getName(), each);
                    }
                });
        return result;
    }
}
