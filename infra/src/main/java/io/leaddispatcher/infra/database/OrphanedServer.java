package io.leaddispatcher.infra.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL server that outlives a program that was killed. It holds the data folder and must
 * end first.
 */
final class OrphanedServer {

    private static final Logger LOG = LoggerFactory.getLogger(OrphanedServer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private OrphanedServer() {}

    /**
     * Makes way for a new server on this folder. Throws when a server of another running program
     * holds it, or when the orphan does not end.
     */
    static void endOn(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        List<String> lines = Files.readAllLines(pidFile);
        Optional<ProcessHandle> process =
                lines.isEmpty()
                        ? Optional.empty()
                        : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
        if (process.isEmpty()) {
            // PostgreSQL itself recovers from a stale file whose process is gone.
            return;
        }
        if (!isServerOn(process.get(), data)) {
            // The number belongs to another program now; PostgreSQL would never start beside it.
            Files.delete(pidFile);
            return;
        }
        LOG.info(
                "ending the PostgreSQL server that a killed run left behind (process {})",
                process.get().pid());
        end(process.get());
    }

    private static boolean isServerOn(ProcessHandle process, Path data) {
        Path commandLine = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        try {
            if (Files.isReadable(commandLine)) {
                String command = Files.readString(commandLine);
                return command.contains("postgres") && command.contains(data.toString());
            }
        } catch (IOException e) {
            return false;
        }
        return process.info().command().filter(command -> command.contains("postgres")).isPresent();
    }

    private static void end(ProcessHandle process) throws IOException {
        // SIGINT is PostgreSQL's fast shutdown: it ends sessions, writes a checkpoint and goes.
        // SIGTERM would wait for them.
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).inheritIO().start();
        try {
            process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IOException(
                    "a PostgreSQL server (process %d) still holds the data folder; end it and start again"
                            .formatted(process.pid()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a PostgreSQL server ends", e);
        }
    }
}
