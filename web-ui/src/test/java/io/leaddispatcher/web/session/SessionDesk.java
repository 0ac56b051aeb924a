package io.leaddispatcher.web.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Browsers of people who log in and out, over ports in memory. */
abstract class SessionDesk {

    static final AtomicReference<Instant> NOW = new AtomicReference<>();

    private @Nullable AnnotationConfigApplicationContext context;

    @BeforeEach
    void start() {
        NOW.set(Instant.parse("2026-11-23T10:00:00Z"));
        context = context("https://leads.acme.test");
    }

    @AfterEach
    void stop() {
        app().close();
    }

    static void assertSeeOther(EntityExchangeResult<String> answer, String path) {
        assertThat(answer.getStatus()).isEqualTo(HttpStatus.SEE_OTHER);
        assertThat(answer.getResponseHeaders().getLocation()).isEqualTo(URI.create(path));
    }

    AnnotationConfigApplicationContext app() {
        return Objects.requireNonNull(context);
    }

    OneMember people() {
        return app().getBean(OneMember.class);
    }

    Browser browser() {
        return new Browser(client(app()));
    }

    static WebTestClient client(AnnotationConfigApplicationContext context) {
        return WebTestClient.bindToApplicationContext(context).build();
    }

    static AnnotationConfigApplicationContext context(String publicUrl) {
        var context = new AnnotationConfigApplicationContext();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(
                        new MapPropertySource("test", Map.of("dispatcher.public-url", publicUrl)));
        context.register(
                SessionApplication.class,
                SessionConfiguration.class,
                SessionApplication.Pages.class);
        context.refresh();
        return context;
    }
}
