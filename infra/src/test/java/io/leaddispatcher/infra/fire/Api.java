package io.leaddispatcher.infra.fire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The API of a node as one workspace calls it. */
record Api(int port, String token) {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    void put(String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                send(request(path).PUT(BodyPublishers.ofString(body)).build());
        assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isBetween(200, 201);
    }

    /** Publishes the draft as the version after the workspace's first one. */
    void publish(String policy) throws IOException, InterruptedException {
        put("/policies/lead/draft", policy);
        HttpResponse<String> answer =
                post(
                        "/policies/lead/draft/publish",
                        "{\"comment\":\"test\",\"expectedVersion\":1}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    HttpResponse<String> post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    HttpResponse<String> postYaml(String path, String body)
            throws IOException, InterruptedException {
        return postFile("application/yaml", path, body);
    }

    HttpResponse<String> postFile(String type, String path, String body)
            throws IOException, InterruptedException {
        return send(
                request(path)
                        .setHeader("Content-Type", type)
                        .POST(BodyPublishers.ofString(body))
                        .build());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET().build());
    }

    HttpResponse<String> getAs(String type, String path) throws IOException, InterruptedException {
        return send(request(path).setHeader("Accept", type).GET().build());
    }

    HttpResponse<String> delete(String path) throws IOException, InterruptedException {
        return send(request(path).DELETE().build());
    }

    /** Hands in a lead; the status. */
    int submit(String lead, String key) throws IOException, InterruptedException {
        return post("/leads", lead, "Idempotency-Key", key).statusCode();
    }

    /**
     * A page, as a program that has neither session nor token asks for it or sends a form there.
     */
    HttpResponse<String> page(String method, String path, @Nullable String form)
            throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .method(
                                method,
                                form == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(form))
                        .build());
    }

    /** As a program outside, which has no token, sends to a hook. */
    HttpResponse<String> hook(String path, String body, String... headers)
            throws IOException, InterruptedException {
        return hookOf("application/json", path, body, headers);
    }

    HttpResponse<String> hookOf(String type, String path, String body, String... headers)
            throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                        .timeout(PATIENCE)
                        .header("Content-Type", type)
                        .headers(headers)
                        .POST(BodyPublishers.ofString(body))
                        .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d/api/v1%s".formatted(port, path)))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private static HttpResponse<String> send(HttpRequest request)
            throws IOException, InterruptedException {
        return CLIENT.send(request, BodyHandlers.ofString());
    }
}
