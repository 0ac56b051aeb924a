package io.leaddispatcher.infra.browser;

import io.leaddispatcher.adapter.hubspot.StandInHubSpot;
import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.adapter.postgres.connect.DatabaseAccess;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.access.port.PasswordHasher;
import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.GetConfiguration;
import io.leaddispatcher.application.configuration.Precondition;
import io.leaddispatcher.application.configuration.PutConfiguration;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.SubmitLead;
import io.leaddispatcher.application.lead.ShowLead;
import io.leaddispatcher.application.maillink.AnswerLinks;
import io.leaddispatcher.application.maillink.MailLinks;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.workspace.CreateWorkspace;
import io.leaddispatcher.application.workspace.WorkspaceCharter;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.infra.LeadDispatcher;
import io.leaddispatcher.infra.access.Phone;
import io.leaddispatcher.infra.fire.SlackTeam;
import io.leaddispatcher.infra.start.DemoLogin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** The whole program with the demo workspace, and some people to log in as. */
final class DemoProgram implements AutoCloseable {

    /**
     * For the log-in form.
     *
     * @param phone null for whoever needs no second factor
     */
    record Account(String email, String password, @Nullable Phone phone) {
        Account(String email, String password) {
            this(email, password, null);
        }
    }

    /** Of another workspace, with all rights. */
    static final String TOKEN = "ldp_" + "t".repeat(40);

    /** With which the CRM lets programs in. */
    static final String CRM_TOKEN = "pat-of-the-stand-in";

    private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static final String PASSWORD = "correct-horse-battery";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final ConfigurableApplicationContext context;
    private final DatabaseAccess database = TestDatabase.createDatabase();
    private final SlackTeam slack = SlackTeam.start();
    private final StandInHubSpot hubSpot = new StandInHubSpot();
    private final TenantId tenant;

    DemoProgram() {
        // Two programs in one JVM would set up the one log at once.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        folder = folder();
        hubSpot.takesOnly(CRM_TOKEN);
        context =
                new SpringApplicationBuilder(LeadDispatcher.class)
                        .run(
                                Stream.of(
                                                "server.port=0",
                                                "dispatcher.demo=true",
                                                "dispatcher.outbound.allow-private-addresses=true",
                                                "dispatcher.data-dir=" + folder,
                                                "dispatcher.encryption-key=" + KEY,
                                                "dispatcher.hubspot.api-base-url=" + hubSpot.url(),
                                                "dispatcher.slack.api-base-url=" + slack.baseUrl(),
                                                "dispatcher.bootstrap.tenant=acme",
                                                "dispatcher.bootstrap.owner-email=owner@acme.test",
                                                "dispatcher.bootstrap.owner-password=" + PASSWORD,
                                                "dispatcher.bootstrap.api-token=" + TOKEN,
                                                "dispatcher.database.url=" + url(database))
                                        .map(each -> "--" + each)
                                        .toArray(String[]::new));
        tenant =
                Objects.requireNonNull(
                        context.getBean(Workspaces.class).find(DemoLogin.SLUG).block(PATIENCE));
        Stream.of("mia", "omar").forEach(this::makeRoom);
    }

    /** Tests give leads to them, however many they have got from others before. */
    private void makeRoom(String rep) {
        var stored =
                context.getBean(GetConfiguration.class)
                        .handle(
                                new GetConfiguration.Query(
                                        Caller.system(tenant), ConfigurationKind.REP, rep))
                        .block(PATIENCE);
        var document = new HashMap<String, Object>(Objects.requireNonNull(stored).document());
        document.remove("capacity");
        put(ConfigurationKind.REP, rep, document);
    }

    URI at(String path) {
        return URI.create(
                "http://localhost:%s%s"
                        .formatted(
                                context.getEnvironment().getProperty("local.server.port"), path));
    }

    /** What workspaces tell that have connected Slack. */
    SlackTeam slack() {
        return slack;
    }

    /** What workspaces write to that have connected a CRM. */
    StandInHubSpot hubSpot() {
        return hubSpot;
    }

    Account owner() {
        var charter = context.getBean(DemoLogin.class).charter();
        return new Account(charter.ownerEmail(), charter.ownerPassword().reveal());
    }

    /** Somebody new in the demo workspace. */
    Account join(Role role, @Nullable String rep) {
        return join(tenant, role, rep);
    }

    /** Another workspace, with its token. */
    TenantId workspace(String slug, String token) {
        return Objects.requireNonNull(
                        context.getBean(CreateWorkspace.class)
                                .handle(
                                        new WorkspaceCharter(
                                                slug,
                                                slug,
                                                "owner@%s.example".formatted(slug),
                                                "Olga Owner",
                                                new Secret(PASSWORD),
                                                new Secret(token),
                                                ZoneOffset.UTC,
                                                false))
                                .block(PATIENCE))
                .tenant();
    }

    /** Whoever logs in from now on needs the phone, too. */
    Account withPhone(Account account) {
        return new Account(
                account.email(), account.password(), Phone.givenTo(account.email(), context));
    }

    /** Past row-level security. */
    void inDatabase(String sql) {
        try (var connection =
                        DriverManager.getConnection(
                                "jdbc:postgresql://127.0.0.1:%d/%s"
                                        .formatted(database.port(), database.database()),
                                "postgres",
                                "");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Somebody new in a workspace. */
    Account join(TenantId tenant, Role role, @Nullable String rep) {
        var people = context.getBean(People.class);
        var now = Instant.now();
        var email =
                "%s.%s@demo.example"
                        .formatted(role.name().toLowerCase(Locale.ROOT), UUID.randomUUID());
        var hash = context.getBean(PasswordHasher.class).hash(PASSWORD).block(PATIENCE);
        var person =
                people.register(UUID.randomUUID(), email, "Vic Tester", hash, now, true)
                        .block(PATIENCE);
        context.getBean(UnitOfWork.class)
                .run(
                        tenant,
                        people.join(
                                tenant,
                                UUID.randomUUID(),
                                Objects.requireNonNull(person),
                                role,
                                rep,
                                now))
                .block(PATIENCE);
        return new Account(email, PASSWORD);
    }

    /** Puts a lead in and waits until it is routed. Answers its id. */
    String submit(Map<String, ?> body) {
        var event = UUID.randomUUID();
        var outcome =
                context.getBean(SubmitLead.class)
                        .handle(
                                new SubmitLead.Command(
                                        Caller.system(tenant),
                                        new InboundEvent(
                                                tenant,
                                                null,
                                                "api",
                                                "test:" + event,
                                                "application/json",
                                                event.toString().getBytes(StandardCharsets.UTF_8),
                                                Instant.now()),
                                        body,
                                        PATIENCE))
                        .block(PATIENCE);
        return switch (Objects.requireNonNull(outcome)) {
            case SubmitLead.Outcome.Routed(var result) -> String.valueOf(result.get("leadId"));
            case SubmitLead.Outcome.Accepted _, SubmitLead.Outcome.KeyUsedBefore _ ->
                    throw new AssertionError("not routed: " + outcome);
        };
    }

    /** Sets up something of the demo workspace. */
    void put(ConfigurationKind kind, String key, Map<String, ?> document) {
        context.getBean(PutConfiguration.class)
                .handle(
                        new PutConfiguration.Command(
                                Caller.system(tenant), kind, key, document, Precondition.NONE))
                .block(PATIENCE);
    }

    /** The key of the rep who has the lead. */
    String holder(String lead) {
        return ofAssignment(lead, "repKey");
    }

    /** What has become of its offer. */
    String state(String lead) {
        return ofAssignment(lead, "state");
    }

    private String ofAssignment(String lead, String name) {
        var found =
                context.getBean(ShowLead.class)
                        .handle(
                                new ShowLead.Query(
                                        Caller.system(tenant), new LeadId(UUID.fromString(lead))))
                        .block(PATIENCE);
        var assignment = Objects.requireNonNull(found).document().get("assignment");
        return String.valueOf(((Map<?, ?>) Objects.requireNonNull(assignment)).get(name));
    }

    /** The links of the mail that tells the rep of a lead who has it. */
    AnswerLinks mailedAbout(String lead) {
        return context.getBean(MailLinks.class)
                .links(
                        tenant,
                        new LeadId(UUID.fromString(lead)),
                        UUID.fromString(ofAssignment(lead, "id")),
                        new RepKey(holder(lead)),
                        null,
                        Instant.now());
    }

    @Override
    public void close() {
        context.close();
        hubSpot.close();
        FileSystemUtils.deleteRecursively(folder.toFile());
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("demo");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String url(DatabaseAccess database) {
        return "postgresql://dispatcher_owner:for-tests-only@127.0.0.1:%d/%s"
                .formatted(database.port(), database.database());
    }
}
