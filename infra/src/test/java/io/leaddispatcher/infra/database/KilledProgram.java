package io.leaddispatcher.infra.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;

/** Starts the database on the folder, commits a row, says so, and waits to be killed. */
final class KilledProgram {

    static final String WRITTEN = "written";

    private KilledProgram() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws Exception {
        EmbeddedDatabase database = EmbeddedDatabaseIT.start(Path.of(args[0]));
        try (Connection connection = EmbeddedDatabaseIT.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute("create table kept (n integer)");
            statement.execute("insert into kept values (42)");
            System.out.println(WRITTEN);
            while (System.in.read() >= 0) {
                // The test holds the other end.
            }
        }
    }
}
