package io.leaddispatcher.infra.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.ToIntFunction;

/** Runs a command beside the test, on a database of its own, and listens to what it prints. */
public final class CommandRun {

    static {
        // Two programs in one JVM would set up the one log at once.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    }

    private final String[] settings;

    private CommandRun(String... settings) {
        this.settings = settings;
    }

    public static CommandRun on(TestDatabase database, Path folder) {
        return new CommandRun(
                "--dispatcher.data-dir=" + folder,
                "--dispatcher.encryption-key=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                "--dispatcher.database.url=postgresql://dispatcher_owner:for-tests-only@127.0.0.1:%d/%s"
                        .formatted(database.access().port(), database.access().database()));
    }

    public static CommandRun onFolder(Path folder) {
        return new CommandRun("--dispatcher.data-dir=" + folder);
    }

    /** What the command prints, on its way to this exit code. */
    public String ends(int exitCode, ToIntFunction<String[]> command) {
        var written = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        int code;
        try (var both = new PrintStream(written, true, StandardCharsets.UTF_8)) {
            System.setOut(both);
            System.setErr(both);
            code = command.applyAsInt(settings);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        String said = written.toString(StandardCharsets.UTF_8);
        assertThat(code).as(said).isEqualTo(exitCode);
        return said;
    }
}
