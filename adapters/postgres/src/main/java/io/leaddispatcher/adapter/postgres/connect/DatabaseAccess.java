package io.leaddispatcher.adapter.postgres.connect;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Where the database is and with which two roles it is entered. Not a record, so that no printed
 * form shows a password.
 */
public final class DatabaseAccess {

    private final String host;
    private final int port;
    private final String database;
    private final DatabaseTls tls;
    private final Login owner;
    private final Login application;

    private DatabaseAccess(
            String host,
            int port,
            String database,
            DatabaseTls tls,
            Login owner,
            Login application) {
        this.host = host;
        this.port = port;
        this.database = database;
        this.tls = tls;
        this.owner = owner;
        this.application = application;
    }

    /** A role that logs in. */
    public static final class Login {
        private final String role;
        private final String password;

        public Login(String role, String password) {
            this.role = role;
            this.password = password;
        }

        public String role() {
            return role;
        }

        String password() {
            return password;
        }
    }

    /** A server on this machine. */
    public static DatabaseAccess local(int port, String database, Login owner, Login application) {
        return new DatabaseAccess(
                "127.0.0.1", port, database, DatabaseTls.NONE, owner, application);
    }

    /**
     * Reads {@code postgresql://user:password@host:port/database?sslmode=verify-full}. The user
     * owns the tables and runs the migrations; the application logs in as a role of its own, {@code
     * <database>_app}.
     *
     * @param applicationPassword the same on every node
     */
    public static DatabaseAccess parse(String url, String applicationPassword) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(SHAPE, e);
        }
        String path = uri.getRawPath();
        String[] user = Objects.requireNonNullElse(uri.getRawUserInfo(), "").split(":", 2);
        if (!"postgresql".equals(uri.getScheme())
                || uri.getHost() == null
                || path == null
                || path.length() < 2
                || user.length != 2) {
            throw new IllegalArgumentException(SHAPE);
        }
        String database = decode(path.substring(1));
        return new DatabaseAccess(
                uri.getHost(),
                uri.getPort() < 0 ? 5432 : uri.getPort(),
                database,
                DatabaseTls.of(parameters(uri)),
                new Login(decode(user[0]), decode(user[1])),
                new Login(database + "_app", applicationPassword));
    }

    private static final String SHAPE =
            "dispatcher.database.url must look like postgresql://user:password@host:5432/database";

    private static Map<String, String> parameters(URI uri) {
        Map<String, String> parameters = new LinkedHashMap<>();
        String query = Objects.requireNonNullElse(uri.getRawQuery(), "");
        for (String parameter : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            String[] both = parameter.split("=", 2);
            if (both.length < 2 || parameters.put(decode(both[0]), decode(both[1])) != null) {
                throw new IllegalArgumentException(
                        "dispatcher.database.url must give each parameter once, as name=value");
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    public String database() {
        return database;
    }

    DatabaseTls tls() {
        return tls;
    }

    Login owner() {
        return owner;
    }

    Login application() {
        return application;
    }

    String jdbcUrl() {
        return "jdbc:postgresql://%s:%d/%s%s".formatted(host, port, database, tls.jdbcParameters());
    }

    @Override
    public String toString() {
        return "postgresql://%s:%d/%s".formatted(host, port, database);
    }
}
