package io.leaddispatcher.infra.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.infra.audit.VerifyAuditCommand;
import io.leaddispatcher.infra.command.CommandRun;
import io.leaddispatcher.infra.failure.CannotStartException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {

    @TempDir Path folder;

    @Test
    void whatWasCommittedOutlivesTheKillOfTheProgramAndItsOrphanedServer() throws Exception {
        Process killed = startAndKill();
        assertThat(killed.isAlive()).isFalse();
        ProcessHandle orphan = server();
        assertThat(orphan.isAlive()).isTrue();

        try (EmbeddedDatabase database = start(folder)) {
            assertThat(orphan.isAlive()).isFalse();
            assertThat(kept(database)).isEqualTo(42);
        }
        try (EmbeddedDatabase database = start(folder)) {
            assertThat(kept(database)).isEqualTo(42);
        }
    }

    @Test
    void whatAKilledProgramHeldIsDueAtOnce() throws Exception {
        try (EmbeddedDatabase database = start(folder);
                Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String table : List.of("delivery", "inbound_event")) {
                statement.execute(
                        "create table %s (state text, due_at timestamptz)".formatted(table));
                statement.execute(
                        "insert into %s select s, now() + interval '2 minutes' from unnest(array['SENDING', 'RETRYING', 'RECEIVED', 'READY']) s"
                                .formatted(table));
            }
        }
        try (EmbeddedDatabase database = start(folder);
                Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet due =
                        statement.executeQuery(
                                """
                                select string_agg(held, ', ' order by held)
                                  from (select 'delivery ' || state from delivery where due_at <= now()
                                        union select 'event ' || state from inbound_event where due_at <= now()) h(held)
                                """)) {
            assertThat(due.next()).isTrue();
            assertThat(due.getString(1)).isEqualTo("delivery SENDING, event RECEIVED");
        }
    }

    @Test
    void aSecondProgramOnTheFolderIsRefusedInOneSentence() throws Exception {
        try (var _ = DataFolderLock.take(folder)) {
            assertThatThrownBy(() -> start(folder))
                    .isInstanceOf(CannotStartException.class)
                    .hasMessageContaining("another Lead Dispatcher runs on the data folder");
        }
    }

    @Test
    void aServerThatCannotBePreparedIsStoppedAndLetsGoOfItsFolder() throws Exception {
        // A quote is no part of a password of ours: the role cannot be made.
        assertThatThrownBy(() -> EmbeddedDatabase.start(folder, _ -> "it's"))
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining("cannot be prepared");

        assertThat(folder.resolve("postgres").resolve("postmaster.pid")).doesNotExist();
        assertThat(DataFolderLock.isHeld(folder)).isFalse();
    }

    @Test
    void aFolderThatIsNoneOfOursIsRefusedInOneSentence() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "of somebody");
        Path postgres = Files.createDirectories(folder.resolve("data").resolve("postgres"));
        Files.writeString(postgres.resolve("file"), "of somebody");

        for (Path data : List.of(file, folder.resolve("data"))) {
            assertThatThrownBy(() -> start(data))
                    .isInstanceOf(CannotStartException.class)
                    .hasMessageContaining("the embedded PostgreSQL does not start on " + data);
        }
        assertThatThrownBy(() -> DatabaseConfiguration.passwords(file).apply("somebody"))
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining("the key file " + file);
    }

    @Test
    void aCommandWorksBesideTheProgramThatRunsOnTheFolder() throws Exception {
        try (var _ = EmbeddedDatabase.start(folder, DatabaseConfiguration.passwords(folder))) {
            var command = CommandRun.onFolder(folder);
            assertThat(command.ends(0, VerifyAuditCommand::run)).contains("intact");
            assertThat(command.ends(0, VerifyAuditCommand::run))
                    .as("the server goes on without the command")
                    .contains("intact");
        }
    }

    static EmbeddedDatabase start(Path folder) {
        return EmbeddedDatabase.start(folder, role -> "password-of-" + role);
    }

    static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/%s"
                        .formatted(database.access().port(), database.access().database()),
                "dispatcher_owner",
                "password-of-dispatcher_owner");
    }

    private Process startAndKill() throws IOException, InterruptedException {
        Process program =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                KilledProgram.class.getName(),
                                folder.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (BufferedReader output = program.inputReader()) {
            String line = output.readLine();
            while (line != null && !line.equals(KilledProgram.WRITTEN)) {
                line = output.readLine();
            }
            assertThat(line).isEqualTo(KilledProgram.WRITTEN);
        } finally {
            program.destroyForcibly();
        }
        assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return program;
    }

    private ProcessHandle server() throws IOException {
        String pid =
                Files.readAllLines(folder.resolve("postgres").resolve("postmaster.pid")).getFirst();
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    }

    private static int kept(EmbeddedDatabase database) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select n from kept")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
