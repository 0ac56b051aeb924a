package io.leaddispatcher.infra.benchmark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;

/** Takes every message, and tells whoever counts them now of which lead it is. */
final class SlackStub implements AutoCloseable {

    private static final byte[] ANSWER =
            """
            HTTP/1.1 200 OK
            Content-Type: application/json; charset=utf-8
            Content-Length: 48

            {"ok":true,"channel":"D0000001","ts":"1.000001"}\
            """
                    .replace("\n", "\r\n")
                    .getBytes(ISO_8859_1);
    private static final byte[] MARK = LeadBody.MARK.getBytes(ISO_8859_1);

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile IntConsumer told = _ -> {};

    private SlackStub(ServerSocket server) {
        this.server = server;
    }

    static SlackStub start() throws IOException {
        SlackStub stub =
                new SlackStub(new ServerSocket(0, 1_024, InetAddress.getLoopbackAddress()));
        stub.threads.execute(stub::accept);
        return stub;
    }

    String baseUrl() {
        return "http://127.0.0.1:%d/api/".formatted(server.getLocalPort());
    }

    /**
     * Counts from now on.
     *
     * @param current takes the number of a lead; called by many threads at once
     */
    void noteIn(IntConsumer current) {
        told = current;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            HttpReader requests = new HttpReader(socket.getInputStream());
            while (true) {
                requests.next();
                note(requests.body());
                socket.getOutputStream().write(ANSWER);
            }
        } catch (IOException _) {
            // The program has closed the connection.
        }
    }

    private void note(byte[] body) {
        int lead = lead(body);
        if (lead >= 0) {
            told.accept(lead);
        }
    }

    /** The number after the mark; -1 when there is none. */
    private static int lead(byte[] body) {
        for (int start = 0; start + MARK.length < body.length; start++) {
            int at = 0;
            while (at < MARK.length && body[start + at] == MARK[at]) {
                at++;
            }
            if (at == MARK.length) {
                int number = 0;
                for (int digit = start + at;
                        digit < body.length && body[digit] >= '0' && body[digit] <= '9';
                        digit++) {
                    number = number * 10 + body[digit] - '0';
                }
                return number;
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
