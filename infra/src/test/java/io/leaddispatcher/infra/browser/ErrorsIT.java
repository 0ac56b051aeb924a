package io.leaddispatcher.infra.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People get pages, programs get problem documents. */
@ExtendWith(InBrowser.class)
class ErrorsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final DemoProgram program;
    private final Chromium chromium;

    ErrorsIT(DemoProgram program, Chromium chromium) {
        this.program = program;
        this.chromium = chromium;
    }

    @Test
    void aPageThatDoesNotExistIsAPageThatSaysSo() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            for (var path : new String[] {"/no/such/page", "/leads/no-lead", "/connections/none"}) {
                var answer = owner.open(path);
                assertThat(answer.status()).as(path).isEqualTo(404);
                assertThat(answer.headerValue("content-type")).as(path).startsWith("text/html");
                assertThat(owner.find("error-404").isVisible()).as(path).isTrue();
            }
            assertThat(owner.open("/leads?cursor=none").status()).isEqualTo(400);
            assertThat(owner.find("error-4xx").isVisible()).isTrue();
        }
    }

    @Test
    void whoOpensTheAddressOfAFormComesToItsPage() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            var pages =
                    Map.of(
                            "/settings/members", "/settings",
                            "/settings/members/7/remove", "/settings",
                            "/settings/privacy/export", "/settings/privacy",
                            "/connections/slack/install", "/connections",
                            "/lists/gone/undo", "/lists/gone",
                            "/policy/publish", "/policy",
                            "/leads/bulk", "/leads",
                            "/me/hours", "/me");
            pages.forEach((target, page) -> {
                owner.open(target);
                assertThat(owner.path()).as(target).isEqualTo(page);
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/no-such-thing, 404",
        "PATCH, /api/v1/lists/strategic, 405",
        "PUT, /api/v1/lists/strategic, 415",
        "GET, /api/v1/leads?limit=0, 422",
        "GET, /api/v1/leads?need=ATTENTION, 400",
        "GET, /api/v1/meetings?when=LATER, 400",
        "GET, /api/v1/analytics/gossip, 404",
        "GET, /api/v1/analytics/load?groupBy=policy, 400",
        "GET, /api/v1/analytics/sla?from=yesterday, 422",
        "GET, /api/v1/meetings?state=HELD&cursor=x, 400",
        "GET, /api/v2/leads, 403",
        "POST, /hooks/generic/unknown, 404",
        "POST, /hooks/no-such-door/x, 404",
        "GET, /hooks/generic/unknown, 405",
        "DELETE, /hooks/forms/unknown, 405"
    })
    void aProgramGetsAProblemDocument(String method, String path, int status) throws Exception {
        var answer = send(method, path);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(
                        type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(answer.body()).contains("\"status\":" + status);
    }

    private HttpResponse<String> send(String method, String path)
            throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(program.at(path))
                            .timeout(PATIENCE)
                            // As a browser would ask, to no avail.
                            .header("Accept", "text/html,*/*")
                            .header("Authorization", "Bearer " + DemoProgram.TOKEN)
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
