package io.leaddispatcher.adapter.postgres;

import io.leaddispatcher.adapter.postgres.connect.DatabaseAccess;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.lead.port.Pseudonyms;
import io.leaddispatcher.application.seal.Seals;
import io.leaddispatcher.application.secret.ReversingCipher;
import io.leaddispatcher.application.secret.SecretCipher;
import io.leaddispatcher.domain.tenant.TenantId;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * A real PostgreSQL, one server a test run, with a fresh database for each instance: migrated, and
 * entered as the application's role through the same configuration as in production.
 */
public final class TestDatabase implements AutoCloseable {

    private static final String PASSWORD = "for-tests-only";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final DatabaseAccess access;
    private final AnnotationConfigApplicationContext context;

    private TestDatabase(DatabaseAccess access, AnnotationConfigApplicationContext context) {
        this.access = access;
        this.context = context;
    }

    /**
     * A fresh database. {@code extra} are configuration classes with further beans that adapters
     * need.
     */
    public static TestDatabase open(Class<?>... extra) {
        DatabaseAccess access = createDatabase();
        var context = new AnnotationConfigApplicationContext();
        context.registerBean(DatabaseAccess.class, () -> access);
        context.registerBean(
                "ids",
                Ids.class,
                () -> UUID::randomUUID,
                definition -> definition.setFallback(true));
        context.registerBean(
                "pseudonyms",
                Pseudonyms.class,
                () -> (tenant, handle) -> Integer.toHexString(handle.hashCode()) + "-" + tenant,
                definition -> definition.setFallback(true));
        context.registerBean(
                "seals",
                Seals.class,
                () ->
                        (tenant, purpose, content) ->
                                "%s-%s-%08x".formatted(tenant, purpose, Arrays.hashCode(content)),
                definition -> definition.setFallback(true));
        context.registerBean(
                "secretCipher",
                SecretCipher.class,
                ReversingCipher::new,
                definition -> definition.setFallback(true));
        context.register(PostgresConfiguration.class, WritesInTransactions.class);
        if (extra.length > 0) {
            context.register(extra);
        }
        context.refresh();
        return new TestDatabase(access, context);
    }

    /** A fresh, empty database, not yet migrated. */
    public static DatabaseAccess createDatabase() {
        int number = COUNT.incrementAndGet();
        String database = "test" + number;
        try (Connection connection = Server.RUNNING.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (number == 1) {
                statement.execute(
                        "create role dispatcher_owner login createrole password '%s'"
                                .formatted(PASSWORD));
            }
            statement.execute("create database %s owner dispatcher_owner".formatted(database));
        } catch (SQLException e) {
            throw new IllegalStateException("no test database", e);
        }
        return DatabaseAccess.local(
                Server.RUNNING.getPort(),
                database,
                new DatabaseAccess.Login("dispatcher_owner", PASSWORD),
                new DatabaseAccess.Login(database + "_app", PASSWORD));
    }

    public DatabaseAccess access() {
        return access;
    }

    /**
     * A bean of the PostgreSQL configuration: a port's adapter, the DatabaseClient, the UnitOfWork
     * …
     */
    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    /** A new tenant, with its row in {@code tenant}. */
    public TenantId newTenant() {
        UUID id = UUID.randomUUID();
        executeAsSuperuser(
                "insert into tenant (tenant_id, slug, name, created_at) values ('%s', 't-%s', 'Test', now())"
                        .formatted(id, id));
        return new TenantId(id);
    }

    /** Runs SQL past row-level security, to arrange or to look. */
    public void executeAsSuperuser(String sql) {
        try (Connection connection =
                        Server.RUNNING.getDatabase("postgres", access.database()).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Past row-level security; to be closed. */
    public Connection superuser() throws SQLException {
        return Server.RUNNING.getDatabase("postgres", access.database()).getConnection();
    }

    /** One number past row-level security. */
    public long count(String sql) {
        try (Connection connection =
                        Server.RUNNING.getDatabase("postgres", access.database()).getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        context.close();
    }

    private static final class Server {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setPGStartupWait(Duration.ofSeconds(60))
                        .setLocaleConfig("locale-provider", "builtin")
                        .setLocaleConfig("builtin-locale", "C.UTF-8")
                        .setLocaleConfig("locale", "C")
                        .setServerConfig("max_connections", "300")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
