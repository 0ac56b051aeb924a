package io.leaddispatcher.adapter.postgres.connect;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.flywaydb.core.Flyway;

/**
 * Brings the schema up to date as its owner, and sees to the role with which the application logs
 * in.
 */
public final class Migrations {

    private final DatabaseAccess access;

    public Migrations(DatabaseAccess access) {
        this.access = access;
    }

    /** Safe to run on several nodes at once: Flyway and the role each hold a lock. */
    public void run() {
        ensureApplicationRole();
        Flyway.configure()
                .dataSource(access.jdbcUrl(), access.owner().role(), access.owner().password())
                .locations("classpath:db/migration")
                .placeholders(Map.of("application_role", access.application().role()))
                .validateMigrationNaming(true)
                // Numbered by subject: what is new may have a lower number than what was there.
                .outOfOrder(true)
                .load()
                .migrate();
    }

    private void ensureApplicationRole() {
        try (Connection connection =
                        DriverManager.getConnection(
                                access.jdbcUrl(),
                                access.owner().role(),
                                access.owner().password());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            // Roles are created without "if not exists": one node at a time.
            statement.execute("select pg_advisory_xact_lock(7220601)");
            String role = access.application().role();
            // Of a role that is there only the password may be changed: merely naming one of the
            // other attributes takes a superuser.
            statement.execute(
                    (exists(connection, role)
                                    ? "alter role %s login password %s"
                                    : "create role %s login nosuperuser nobypassrls nocreatedb"
                                            + " nocreaterole password %s")
                            .formatted(
                                    statement.enquoteIdentifier(role, true),
                                    statement.enquoteLiteral(access.application().password())));
            refuseMighty(connection, role);
            connection.commit();
        } catch (SQLException e) {
            throw new UnusableDatabaseException(
                    "the database at %s cannot be prepared: %s. The role '%s' must be able to log in and to create the role '%s'"
                            .formatted(
                                    access,
                                    e.getMessage(),
                                    access.owner().role(),
                                    access.application().role()),
                    e);
        }
    }

    /** Row-level security holds only those who cannot step over it. */
    private void refuseMighty(Connection connection, String role) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select rolsuper or rolbypassrls from pg_roles where rolname = ?")) {
            query.setString(1, role);
            try (ResultSet rows = query.executeQuery()) {
                if (rows.next() && rows.getBoolean(1)) {
                    throw new UnusableDatabaseException(
                            "the role '%s' of the database at %s must be neither superuser nor able to bypass row-level security"
                                    .formatted(role, access),
                            null);
                }
            }
        }
    }

    private static boolean exists(Connection connection, String role) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select 1 from pg_roles where rolname = ?")) {
            query.setString(1, role);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }
}
