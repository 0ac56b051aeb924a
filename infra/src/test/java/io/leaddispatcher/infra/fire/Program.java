package io.leaddispatcher.infra.fire;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.infra.LeadDispatcher;
import io.leaddispatcher.infra.secret.InstallationKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The program in a process of its own, with its embedded database, so that it can be killed. */
final class Program {

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final Process process;
    private final Path folder;
    private final int port;

    private Program(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    static Program start(Path folder, List<String> settings)
            throws IOException, InterruptedException {
        int port = freePort();
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx512m",
                                // It lives for seconds.
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                LeadDispatcher.class.getName(),
                                "--server.port=" + port,
                                "--dispatcher.data-dir=" + folder));
        command.addAll(Node.bootstrap());
        command.addAll(settings);
        Files.createDirectories(folder);
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log(folder).toFile()))
                        .start();
        Program program = new Program(process, folder, port);
        try {
            program.awaitReady();
        } catch (InterruptedException | IOException | AssertionError e) {
            program.kill();
            throw e;
        }
        return program;
    }

    private static Path log(Path folder) {
        return folder.resolve("program.log");
    }

    private void awaitReady() throws IOException, InterruptedException {
        HttpRequest ready =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:%d/actuator/health/readiness"
                                                .formatted(port)))
                        .timeout(Duration.ofSeconds(5))
                        .build();
        long end = System.nanoTime() + START.toNanos();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (!answers(client, ready)) {
                assertThat(process.isAlive() && System.nanoTime() < end)
                        .as(() -> "the program starts: " + lastWords())
                        .isTrue();
                LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            }
        }
    }

    private static boolean answers(HttpClient client, HttpRequest request)
            throws InterruptedException {
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    private String lastWords() {
        try {
            return Files.readString(log(folder));
        } catch (IOException e) {
            return e.toString();
        }
    }

    Api api() {
        return new Api(port, Node.TOKEN);
    }

    /** The tables of its database server, which outlives a kill. */
    static Tables tables(Path folder) throws IOException {
        String port = Files.readAllLines(folder.resolve("postgres/postmaster.pid")).get(3);
        return new Tables(
                "jdbc:postgresql://127.0.0.1:%s/dispatcher".formatted(port.strip()),
                InstallationKey.deriveFromFolder(folder, "database role postgres"));
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    /** In good order, its database too. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            kill();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
