package io.leaddispatcher.infra.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.adapter.postgres.connect.DatabaseAccess;
import io.leaddispatcher.application.access.AuthenticateToken;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.policy.port.Policies;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.workspace.CreateWorkspace;
import io.leaddispatcher.application.workspace.WorkspaceCharter;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.infra.failure.CannotStartException;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class StartIT {

    private static final String TOKEN = "ldp_" + "t".repeat(40);
    private static final String OTHER_TOKEN = "ldp_" + "o".repeat(40);
    private static final String PASSWORD = "correct-horse-battery";
    private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    static {
        // Two programs in one JVM would set up the one log at once.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    }

    @TempDir Path folder;

    @Test
    void aSessionAndTheWorkspaceOutliveARestartOnTheEmbeddedDatabase() throws Exception {
        var browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        TenantId tenant;
        try (var first = start(bootstrap("acme"))) {
            tenant = workspace(first, "acme");
            assertThat(logIn(browser, first, "wrong").headers().firstValue("Location"))
                    .hasValue("/login?error");
            var opened = logIn(browser, first, PASSWORD);
            assertThat(opened.statusCode()).isEqualTo(303);
            assertThat(opened.headers().firstValue("Location")).hasValue("/");
            assertThat(get(browser, first, "/test/who").body()).isEqualTo("owner@acme.test acme");
        }
        try (var second = start(bootstrap("acme"))) {
            assertThat(workspace(second, "acme")).isEqualTo(tenant);
            assertThat(get(browser, second, "/test/who").body()).isEqualTo("owner@acme.test acme");
            assertManagementIsShut(second);
        }
    }

    @Test
    void twoNodesOnAnExternalDatabaseFoundOneWorkspace() {
        DatabaseAccess database = TestDatabase.createDatabase();
        List<String> settings = bootstrap("acme");
        settings.add("dispatcher.database.url=" + url(database));
        settings.add("dispatcher.encryption-key=" + KEY);
        var other = CompletableFuture.supplyAsync(() -> start(settings));
        try (var one = start(settings);
                var two = other.join()) {
            TenantId tenant = workspace(one, "acme");
            assertThat(workspace(two, "acme")).isEqualTo(tenant);
            assertThat(one.getBean(Workspaces.class).all().collectList().block())
                    .containsExactly(tenant);
            for (PolicyKind kind : PolicyKind.values()) {
                var active =
                        one.getBean(UnitOfWork.class)
                                .run(tenant, one.getBean(Policies.class).active(tenant, kind))
                                .block();
                assertThat(Objects.requireNonNull(active).version()).isEqualTo(1);
            }
            var caller = two.getBean(AuthenticateToken.class).handle(TOKEN).block();
            assertThat(Objects.requireNonNull(caller).tenant()).isEqualTo(tenant);
            for (Permission permission : Permission.values()) {
                assertThat(caller.actor().may(permission)).as(permission.name()).isTrue();
            }
        }
    }

    @Test
    void settingsThatCannotBeAreNamed() {
        DatabaseAccess database = TestDatabase.createDatabase();
        assertRefused(
                () -> start(List.of("dispatcher.database.url=" + url(database))),
                "dispatcher.encryption-key is required with an external database");
        List<String> external =
                List.of(
                        "dispatcher.database.url=" + url(database),
                        "dispatcher.encryption-key=" + KEY);
        assertRefused(
                () -> start(external, "dispatcher.bootstrap.tenant=acme"),
                "dispatcher.bootstrap.owner-email must be an e-mail address;"
                        + " dispatcher.bootstrap.owner-password must have 8 to 128 characters");
        assertRefused(
                () -> start(external, "dispatcher.bootstrap.api-token=" + TOKEN),
                "dispatcher.bootstrap.tenant must name the workspace");
        assertRefused(
                () -> start(external, "dispatcher.metrics.token=short"),
                "dispatcher.metrics.token must have at least 32 characters");
        assertRefused(
                () ->
                        start(
                                external,
                                "dispatcher.bootstrap.tenant=acme corp",
                                "dispatcher.bootstrap.owner-email=owner@acme.test",
                                "dispatcher.bootstrap.owner-password=" + PASSWORD,
                                "dispatcher.bootstrap.api-token=secret"),
                "dispatcher.bootstrap.tenant must be 1 to 63 letters",
                "dispatcher.bootstrap.api-token must be 'ldp_'");
    }

    private void assertManagementIsShut(ConfigurableApplicationContext context) throws Exception {
        var anybody = HttpClient.newHttpClient();
        for (String open :
                List.of(
                        "/actuator/health",
                        "/actuator/health/liveness",
                        "/actuator/health/readiness")) {
            assertThat(get(anybody, context, open).statusCode()).as(open).isEqualTo(200);
        }
        for (String shut :
                List.of(
                        "/actuator",
                        "/actuator/prometheus",
                        "/actuator/env",
                        "/actuator/health/db")) {
            assertThat(get(anybody, context, shut).statusCode()).as(shut).isEqualTo(401);
        }
        assertThat(get(anybody, context, "/actuator/prometheus", TOKEN).statusCode())
                .isEqualTo(200);
        found(context, "globex", OTHER_TOKEN);
        assertThat(get(anybody, context, "/actuator/prometheus", OTHER_TOKEN).statusCode())
                .as("an administrator of another workspace")
                .isEqualTo(401);
    }

    private static void found(ConfigurableApplicationContext context, String slug, String token) {
        context.getBean(CreateWorkspace.class)
                .handle(
                        new WorkspaceCharter(
                                slug,
                                slug,
                                "owner@%s.test".formatted(slug),
                                "Owner",
                                new Secret(PASSWORD),
                                new Secret(token),
                                ZoneOffset.UTC,
                                false))
                .block();
    }

    private static HttpResponse<String> logIn(
            HttpClient browser, ConfigurableApplicationContext context, String password)
            throws IOException, InterruptedException {
        String token = get(browser, context, "/robots.txt").body();
        return browser.send(
                HttpRequest.newBuilder(at(context, "/login"))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "email=Owner%40acme.test&password="
                                                + password
                                                + "&_csrf="
                                                + token))
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(
            HttpClient browser,
            ConfigurableApplicationContext context,
            String path,
            String... token)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(at(context, path)).timeout(PATIENCE);
        if (token.length > 0) {
            request.header("Authorization", "Bearer " + token[0]);
        }
        return browser.send(request.build(), BodyHandlers.ofString());
    }

    private static URI at(ConfigurableApplicationContext context, String path) {
        return URI.create(
                "http://localhost:%s%s"
                        .formatted(
                                context.getEnvironment().getProperty("local.server.port"), path));
    }

    private static TenantId workspace(ConfigurableApplicationContext context, String slug) {
        return Objects.requireNonNull(context.getBean(Workspaces.class).find(slug).block());
    }

    private static List<String> bootstrap(String tenant) {
        return new ArrayList<>(
                List.of(
                        "dispatcher.bootstrap.tenant=" + tenant,
                        "dispatcher.bootstrap.owner-email=owner@acme.test",
                        "dispatcher.bootstrap.owner-password=" + PASSWORD,
                        "dispatcher.bootstrap.api-token=" + TOKEN));
    }

    private static String url(DatabaseAccess database) {
        return "postgresql://dispatcher_owner:for-tests-only@127.0.0.1:%d/%s"
                .formatted(database.port(), database.database());
    }

    private ConfigurableApplicationContext start(List<String> properties, String... more) {
        List<String> all = new ArrayList<>(properties);
        all.addAll(List.of(more));
        all.add("server.port=0");
        all.add("dispatcher.data-dir=" + folder);
        return new SpringApplicationBuilder(AccessApplication.class)
                .run(all.stream().map(each -> "--" + each).toArray(String[]::new));
    }

    private static void assertRefused(ThrowingCallable start, String... words) {
        assertThatThrownBy(start)
                .satisfies(
                        failure -> assertThat(cannotStart(failure).getMessage()).contains(words));
    }

    private static CannotStartException cannotStart(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof CannotStartException found) {
                return found;
            }
        }
        throw new AssertionError("no sentence for the operator", failure);
    }
}
