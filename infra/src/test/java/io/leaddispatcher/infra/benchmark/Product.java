package io.leaddispatcher.infra.benchmark;

import io.leaddispatcher.infra.secret.InstallationKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The program as bin/run starts it, with its embedded database in a folder of its own. */
final class Product implements AutoCloseable {

    /** The owner's password in each workspace. */
    static final String PASSWORD = "correct-horse-battery";

    private static final Duration START = Duration.ofMinutes(2);

    private final Process process;
    private final int port;
    private final Path folder;
    private final HttpClient client = HttpClient.newHttpClient();

    private Product(Process process, int port, Path folder) {
        this.process = process;
        this.port = port;
        this.folder = folder;
    }

    /** The token of a workspace that was there at a start. */
    static String token(String workspace) {
        return "ldp_" + workspace + "_".repeat(40 - workspace.length());
    }

    /** Starts with this workspace, which is made when it is not there. */
    static Product start(Path jar, Path folder, String workspace, String slackUrl)
            throws IOException, InterruptedException {
        return start(jar, folder, slackUrl, bootstrap(workspace));
    }

    /** Likewise, with further settings. */
    static Product start(
            Path jar, Path folder, String workspace, String slackUrl, List<String> further)
            throws IOException, InterruptedException {
        List<String> settings = new ArrayList<>(bootstrap(workspace));
        settings.addAll(further);
        return start(jar, folder, slackUrl, settings);
    }

    /** Starts as a node on this database, with this workspace. */
    static Product start(
            Path jar, Path folder, String workspace, String slackUrl, DatabaseServer database)
            throws IOException, InterruptedException {
        List<String> settings = new ArrayList<>(bootstrap(workspace));
        settings.addAll(database.settings());
        return start(jar, folder, slackUrl, settings);
    }

    private static List<String> bootstrap(String workspace) {
        return List.of(
                "--dispatcher.bootstrap.tenant=" + workspace,
                "--dispatcher.bootstrap.owner-email=owner@%s.test".formatted(workspace),
                "--dispatcher.bootstrap.owner-password=" + PASSWORD,
                "--dispatcher.bootstrap.api-token=" + token(workspace));
    }

    private static Product start(Path jar, Path folder, String slackUrl, List<String> settings)
            throws IOException, InterruptedException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-XX:+UseCompactObjectHeaders",
                                "-XX:+UseTransparentHugePages"));
        command.addAll(
                Stream.of(System.getProperty("benchmark.jvm", "").split(" "))
                        .filter(option -> !option.isBlank())
                        .toList());
        command.addAll(
                List.of(
                        "-jar",
                        jar.toString(),
                        "--server.port=" + port,
                        "--dispatcher.data-dir=" + folder,
                        "--dispatcher.slack.api-base-url=" + slackUrl,
                        "--dispatcher.outbound.allow-private-addresses=true",
                        "--dispatcher.limits.api-per-second=1000000",
                        "--dispatcher.limits.workspace-per-second=1000000"));
        command.addAll(settings);
        Files.createDirectories(folder);
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("program.log").toFile())
                        .start();
        Product product = new Product(process, port, folder);
        try {
            product.awaitReady();
        } catch (IOException | InterruptedException e) {
            product.kill();
            throw e;
        }
        return product;
    }

    private void awaitReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IOException(Files.readString(folder.resolve("program.log")));
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return client.send(
                                    HttpRequest.newBuilder(uri("/actuator/health/readiness"))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException _) {
            return false;
        }
    }

    int port() {
        return port;
    }

    Path folder() {
        return folder;
    }

    String call(String workspace, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send(
                        HttpRequest.newBuilder(uri("/api/v1" + path))
                                .header("Authorization", "Bearer " + token(workspace))
                                .header("Content-Type", "application/json")
                                .method(method, BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(
                    "%s %s: %d %s".formatted(method, path, answer.statusCode(), answer.body()));
        }
        return answer.body();
    }

    HttpClient client() {
        return client;
    }

    /** As a superuser, past row-level security. */
    Connection database() throws IOException, SQLException {
        return DriverManager.getConnection(databaseUrl(), "postgres", databasePassword());
    }

    String databasePort() throws IOException {
        return Files.readAllLines(folder.resolve("postgres/postmaster.pid")).get(3).strip();
    }

    String databasePassword() {
        return InstallationKey.deriveFromFolder(folder, "database role postgres");
    }

    private String databaseUrl() throws IOException {
        return "jdbc:postgresql://127.0.0.1:%s/dispatcher".formatted(databasePort());
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(port, path));
    }

    CpuTime cpuTime() throws IOException {
        return CpuTime.now(process.pid(), databasePid());
    }

    private long databasePid() throws IOException {
        return Long.parseLong(
                Files.readAllLines(folder.resolve("postgres/postmaster.pid")).getFirst().strip());
    }

    /** Memory of the process that lies in RAM, in MiB. */
    long residentMib() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
                .findFirst()
                .orElse(0);
    }

    /** As {@code kill -9} does. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, 30, TimeUnit.SECONDS).join();
        process.destroyForcibly();
    }
}
