package io.leaddispatcher.infra.database;

import com.sun.management.OperatingSystemMXBean;
import io.leaddispatcher.adapter.postgres.connect.DatabaseAccess;
import io.leaddispatcher.infra.failure.CannotStartException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server that this program starts and stops, with its data in a folder that lasts. It
 * listens on loopback only, asks for passwords, and writes through to disk before it acknowledges.
 */
final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String DATABASE = "dispatcher";
    private static final String OWNER = "dispatcher_owner";
    private static final String APPLICATION = "dispatcher_app";
    private static final long MIB = 1_048_576;

    /** After it was killed under load it has a gigabyte of its log to go through. */
    private static final Duration STARTUP = Duration.ofMinutes(3);

    private final EmbeddedPostgres server;
    private final DatabaseAccess access;
    private final DataFolderLock lock;

    private EmbeddedDatabase(EmbeddedPostgres server, DatabaseAccess access, DataFolderLock lock) {
        this.server = server;
        this.access = access;
        this.lock = lock;
    }

    /**
     * Starts the server.
     *
     * @param passwords gives the password of a role; the same at every start
     */
    static EmbeddedDatabase start(Path dataDir, UnaryOperator<String> passwords) {
        Path data = dataDir.resolve("postgres");
        try {
            Files.createDirectories(dataDir);
            DataFolderLock lock = DataFolderLock.take(dataDir);
            try {
                return start(dataDir, data, passwords, lock);
            } catch (IOException | RuntimeException e) {
                closeToo(lock, e);
                throw e;
            }
        } catch (CannotStartException e) {
            throw e;
        } catch (IOException | IllegalStateException e) {
            throw new CannotStartException(
                    "the embedded PostgreSQL does not start on %s: %s (--logging.level.io.zonky=info shows what it says)"
                            .formatted(data, e.getMessage()),
                    e);
        }
    }

    private static EmbeddedDatabase start(
            Path dataDir, Path data, UnaryOperator<String> passwords, DataFolderLock lock)
            throws IOException {
        OrphanedServer.endOn(data);
        Path passwordFile = Files.createTempFile(dataDir, "init", ".tmp");
        try {
            Files.writeString(passwordFile, passwords.apply("postgres"));
            EmbeddedPostgres server = builder(dataDir, data, passwordFile, passwords).start();
            try {
                return prepared(server, data, passwords, lock);
            } catch (RuntimeException e) {
                closeToo(server, e);
                throw e;
            }
        } finally {
            Files.delete(passwordFile);
        }
    }

    /** What was started so far: nobody is given it who could close it. */
    private static void closeToo(Closeable started, Exception because) {
        try {
            started.close();
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    private static EmbeddedPostgres.Builder builder(
            Path dataDir, Path data, Path passwordFile, UnaryOperator<String> passwords)
            throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(dataDir.resolve("postgres-binaries").toFile())
                .setPort(freePort())
                .setPGStartupWait(STARTUP)
                // Each becomes an option of initdb; these two win over the library's trust
                // authentication.
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", passwordFile.toString())
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("locale", "C")
                .setConnectConfig("password", passwords.apply("postgres"))
                // The library switches these off for tests.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "''")
                .setServerConfig("max_connections", "100")
                .setServerConfig("shared_buffers", sharedBuffersMb() + "MB")
                // After a checkpoint each page is written whole once: under load that is more than
                // all the rest, so it is to happen rarely.
                .setServerConfig("max_wal_size", "2GB")
                .setServerConfig("checkpoint_timeout", "15min")
                // Whoever comes to the end of a file of the log would fill the next one with zeros,
                // and every commit would wait for that.
                .setServerConfig("wal_init_zero", "off")
                // How full tables are is looked at once a minute otherwise: till then the plans
                // of a new workspace under load are those of empty tables.
                .setServerConfig("autovacuum_naptime", "5s")
                // Three of them at once would leave leads no processor on a small machine, and
                // one goes easy by resting more often.
                .setServerConfig("autovacuum_max_workers", "1")
                .setServerConfig("autovacuum_vacuum_cost_limit", "60")
                .setServerConfig("log_min_messages", "fatal")
                .setServerConfig("log_min_error_statement", "fatal")
                // The context closes it, after the pool and the web server.
                .setRegisterShutdownHook(false);
    }

    /** A small part of the machine's memory: the system keeps pages of files as well. */
    private static long sharedBuffersMb() {
        long memory =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                        .getTotalMemorySize();
        return Math.clamp(memory / MIB / 16, 128, 512);
    }

    private static EmbeddedDatabase prepared(
            EmbeddedPostgres server,
            Path data,
            UnaryOperator<String> passwords,
            DataFolderLock lock) {
        String superuser = passwords.apply("postgres");
        try (Connection connection = connect(server.getPort(), "postgres", superuser);
                Statement statement = connection.createStatement()) {
            // Whatever answers on the port is taken for ours by the library: look.
            String folder = text(statement, "show data_directory");
            if (!Path.of(folder).toRealPath().equals(data.toRealPath())) {
                throw new IllegalStateException(
                        "another PostgreSQL answers on port %d: its data is in %s"
                                .formatted(server.getPort(), folder));
            }
            if (!"on".equals(text(statement, "show fsync"))
                    || !"on".equals(text(statement, "show synchronous_commit"))) {
                throw new IllegalStateException(
                        "the embedded PostgreSQL does not write through to disk");
            }
            if (!has(statement, "select from pg_roles where rolname = '%s'".formatted(OWNER))) {
                statement.execute(
                        "create role %s login createrole password '%s'"
                                .formatted(OWNER, passwords.apply(OWNER)));
            }
            if (!has(
                    statement,
                    "select from pg_database where datname = '%s'".formatted(DATABASE))) {
                statement.execute("create database %s owner %s".formatted(DATABASE, OWNER));
            } else {
                letGo(server.getPort(), superuser);
            }
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("the embedded PostgreSQL cannot be prepared", e);
        }
        LOG.info("embedded PostgreSQL runs on port {}, data in {}", server.getPort(), data);
        return new EmbeddedDatabase(server, access(server.getPort(), passwords), lock);
    }

    /**
     * Nobody else works on this folder: whatever a program held that was killed, messages and
     * events that it was reading, is due at once, and not in some minutes, when its hold lapses.
     */
    private static void letGo(int port, String superuser) throws SQLException {
        try (Connection connection = connect(port, DATABASE, superuser);
                Statement statement = connection.createStatement()) {
            if (has(statement, "select where to_regclass('public.delivery') is not null")) {
                statement.execute("update delivery set due_at = now() where state = 'SENDING'");
                statement.execute(
                        "update inbound_event set due_at = now() where state = 'RECEIVED' and due_at > now()");
            }
        }
    }

    private static Connection connect(int port, String database, String superuser)
            throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database),
                "postgres",
                superuser);
    }

    private static DatabaseAccess access(int port, UnaryOperator<String> passwords) {
        return DatabaseAccess.local(
                port,
                DATABASE,
                new DatabaseAccess.Login(OWNER, passwords.apply(OWNER)),
                new DatabaseAccess.Login(APPLICATION, passwords.apply(APPLICATION)));
    }

    /** The way to the server of another program that runs on this folder; empty when none does. */
    static Optional<DatabaseAccess> running(Path dataDir, UnaryOperator<String> passwords) {
        try {
            return DataFolderLock.isHeld(dataDir)
                    ? Optional.of(access(portOf(dataDir.resolve("postgres")), passwords))
                    : Optional.empty();
        } catch (IOException e) {
            throw new CannotStartException(
                    "the PostgreSQL that runs on %s cannot be found: %s"
                            .formatted(dataDir, e.getMessage()),
                    e);
        }
    }

    private static int portOf(Path data) throws IOException {
        // PostgreSQL writes the port into the fourth line.
        return Integer.parseInt(Files.readAllLines(data.resolve("postmaster.pid")).get(3).strip());
    }

    DatabaseAccess access() {
        return access;
    }

    @Override
    public void close() throws IOException {
        server.close();
        lock.close();
    }

    private static String text(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static boolean has(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            return rows.next();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
