package io.leaddispatcher.adapter.rest;

import static org.springframework.http.HttpHeaders.AUTHORIZATION;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The API as a client with all rights calls it, over ports in memory. */
abstract class ApiInMemory {

    static final String LIST = "{\"name\":\"Strategic\",\"values\":[\"acme.de\"]}";

    final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    WebTestClient client = WebTestClient.bindToServer().build();

    @BeforeEach
    void start() {
        client =
                serve(context)
                        .mutate()
                        .defaultHeader(AUTHORIZATION, "Bearer " + ApiTestConfiguration.ADMIN)
                        .build();
    }

    /** Starts it for somebody who has yet to say who they are. */
    static WebTestClient serve(AnnotationConfigApplicationContext context) {
        context.getEnvironment()
                .getPropertySources()
                .addFirst(
                        new MapPropertySource(
                                "test",
                                Map.of(
                                        "dispatcher.limits.api-per-second", 20,
                                        "dispatcher.limits.workspace-per-second", 25)));
        context.register(ApiTestConfiguration.class);
        context.refresh();
        return WebTestClient.bindToApplicationContext(context).build();
    }

    @AfterEach
    void stop() {
        context.close();
    }

    WebTestClient.ResponseSpec put(String path, String body) {
        return client.put()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    WebTestClient.ResponseSpec post(String path, String body) {
        return client.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }
}
