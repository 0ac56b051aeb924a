package io.leaddispatcher.infra.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.leaddispatcher.adapter.hubspot.StandInHubSpot;
import io.leaddispatcher.adapter.hubspot.StandInRecords;
import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.adapter.postgres.connect.DatabaseAccess;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.workspace.CreateWorkspace;
import io.leaddispatcher.application.workspace.WorkspaceCharter;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.infra.LeadDispatcher;
import io.leaddispatcher.infra.client.Client;
import io.leaddispatcher.infra.database.Contents;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.util.FileSystemUtils;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The whole program, in which each test makes a workspace of its own. */
final class AccessProgram implements AutoCloseable {

    static final String PASSWORD = "correct-horse-battery";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /**
     * A workspace with its owner and a token of all scopes.
     *
     * @param owner the owner's e-mail
     */
    record Workspace(String slug, String owner, String token) {}

    /** What was answered. */
    record Answer(int status, String text) {
        JsonNode body() {
            return JSON.readTree(text);
        }
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private final DatabaseAccess database = TestDatabase.createDatabase();
    private final Path folder;
    private final GreenMail mail = new GreenMail(ServerSetup.SMTP.dynamicPort());
    private final SlackOffice slack = new SlackOffice();
    private final StandInHubSpot hubSpot = new StandInHubSpot();
    private final ConfigurableApplicationContext context;

    AccessProgram() {
        // Two programs in one JVM would set up the one log at once.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        try {
            folder = Files.createTempDirectory("access");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        mail.start();
        context =
                new SpringApplicationBuilder(LeadDispatcher.class)
                        .run(
                                "--server.port=0",
                                "--spring.mail.host=127.0.0.1",
                                "--spring.mail.port=" + mail.getSmtp().getPort(),
                                "--dispatcher.slack.api-base-url=" + slack.baseUrl(),
                                "--dispatcher.hubspot.api-base-url=" + hubSpot.url(),
                                "--dispatcher.slack.signing-secret=for-tests-only",
                                "--dispatcher.slack.client-id=" + SlackOffice.CLIENT_ID,
                                "--dispatcher.slack.client-secret=" + SlackOffice.CLIENT_SECRET,
                                "--dispatcher.outbound.allow-private-addresses=true",
                                "--dispatcher.data-dir=" + folder,
                                "--dispatcher.encryption-key=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                                "--dispatcher.database.url=" + url(database));
    }

    private static String url(DatabaseAccess database) {
        return "postgresql://dispatcher_owner:for-tests-only@127.0.0.1:%d/%s"
                .formatted(database.port(), database.database());
    }

    URI at(String path) {
        return URI.create(
                "http://localhost:%s%s"
                        .formatted(
                                context.getEnvironment().getRequiredProperty("local.server.port"),
                                path));
    }

    Client client(String token) {
        return new Client(at("/").getPort(), token);
    }

    SlackOffice slack() {
        return slack;
    }

    /** What workspaces that are connected to HubSpot find there. */
    StandInRecords hubSpot() {
        return hubSpot.records();
    }

    <T> T get(Class<T> bean) {
        return context.getBean(bean);
    }

    /** What its tables hold, of all workspaces. */
    Contents contents() {
        return new Contents(database);
    }

    RequestMappingHandlerMapping mapping() {
        return context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    }

    Workspace workspace() {
        String slug = "w" + UUID.randomUUID().toString().replace("-", "");
        String token = "ldp_" + slug;
        String owner = "owner@%s.test".formatted(slug);
        get(CreateWorkspace.class)
                .handle(
                        new WorkspaceCharter(
                                slug,
                                slug,
                                owner,
                                "Olga Owner",
                                new Secret(PASSWORD),
                                new Secret(token),
                                ZoneOffset.UTC,
                                false))
                .block(PATIENCE);
        return new Workspace(slug, owner, token);
    }

    Answer api(String token, String method, String path, @Nullable String body) {
        var request =
                HttpRequest.newBuilder(at("/api/v1" + path))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        return answer(client, request.build());
    }

    static Answer answer(HttpClient client, HttpRequest request) {
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(request.method() + " " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Somebody's phone from now on. Their sessions are over. */
    Phone phone(String email) {
        return Phone.givenTo(email, context);
    }

    /** In the rows of a workspace, as the program itself may. */
    void change(Workspace workspace, String sql) {
        var tenant = get(Workspaces.class).find(workspace.slug()).blockOptional(PATIENCE);
        get(UnitOfWork.class)
                .run(tenant.orElseThrow(), get(DatabaseClient.class).sql(sql).then())
                .block(PATIENCE);
    }

    /** Likewise. */
    long count(Workspace workspace, String sql) {
        var tenant = get(Workspaces.class).find(workspace.slug()).blockOptional(PATIENCE);
        return get(UnitOfWork.class)
                .run(
                        tenant.orElseThrow(),
                        get(DatabaseClient.class).sql(sql).mapValue(Long.class).one())
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    /** A session that ended is over on this node soon after. */
    void awaitOut(Browser browser) {
        await().atMost(Duration.ofSeconds(5)).until(() -> browser.get("/leads").status() != 200);
    }

    /** The secret at the end of the link in the latest letter to somebody, below a path. */
    String link(String to, String path) {
        var found = new AtomicReference<String>();
        await().atMost(PATIENCE)
                .until(() -> {
                    for (MimeMessage letter : mail.getReceivedMessages()) {
                        var text = GreenMailUtil.getWholeMessage(letter).replace("=\r\n", "");
                        var link =
                                Pattern.compile(Pattern.quote(path) + "([A-Za-z0-9_-]{43})")
                                        .matcher(text);
                        if (letter.getAllRecipients()[0].toString().equals(to) && link.find()) {
                            found.set(link.group(1));
                        }
                    }
                    return found.get() != null;
                });
        return found.get();
    }

    /** Somebody's latest letter. */
    String letter(String to) throws MessagingException {
        String found = "";
        for (MimeMessage letter : mail.getReceivedMessages()) {
            found =
                    letter.getAllRecipients()[0].toString().equals(to)
                            ? GreenMailUtil.getWholeMessage(letter).replace("=\r\n", "")
                            : found;
        }
        return found;
    }

    /** How many letters somebody has. */
    int letters(String to) throws MessagingException {
        int count = 0;
        for (MimeMessage letter : mail.getReceivedMessages()) {
            count += letter.getAllRecipients()[0].toString().equals(to) ? 1 : 0;
        }
        return count;
    }

    /** From then on the letters of this workspace leave by a server of its own. */
    void connectOwnMail(String token) {
        Answer connected =
                api(
                        token,
                        "PUT",
                        "/connections/own-mail",
                        """
                        {"type":"smtp","settings":{"host":"127.0.0.1","port":%d,"from":"own@workspace.test",
                         "startTls":false}}
                        """
                                .formatted(mail.getSmtp().getPort()));
        assertThat(connected.status()).as(connected.text()).isEqualTo(201);
    }

    /** Makes something and answers it. */
    JsonNode make(String token, String path, String body) {
        Answer made = api(token, "POST", path, body);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.body();
    }

    @Override
    public void close() {
        client.close();
        context.close();
        mail.stop();
        slack.close();
        hubSpot.close();
        FileSystemUtils.deleteRecursively(folder.toFile());
    }
}
