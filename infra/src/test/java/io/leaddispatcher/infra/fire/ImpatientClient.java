package io.leaddispatcher.infra.fire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;

/** Speaks HTTP over a plain socket and hangs up when its patience ends. */
record ImpatientClient(int port) {

    /**
     * How a client leaves.
     *
     * @param sent how much of the request it sends before, at most all of it
     * @param patience how long it waits for the answer from then on
     * @param abruptly whether it tears the connection down or closes it in good order
     */
    record Leaving(int sent, Duration patience, boolean abruptly) {

        static Leaving never() {
            return new Leaving(Integer.MAX_VALUE, Api.PATIENCE, false);
        }
    }

    /** The whole answer, up to its end; empty when the client left before. */
    Optional<String> send(String request, Leaving leaving) throws IOException {
        byte[] bytes = request.getBytes(UTF_8);
        int sent = Math.min(leaving.sent(), bytes.length);
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.setTcpNoDelay(true);
            if (leaving.abruptly()) {
                socket.setSoLinger(true, 0);
            }
            socket.getOutputStream().write(bytes, 0, sent);
            return answer(socket, leaving.patience());
        }
    }

    private static Optional<String> answer(Socket socket, Duration patience) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        InputStream input = socket.getInputStream();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        byte[] buffer = new byte[4_096];
        while (true) {
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                return Optional.empty();
            }
            socket.setSoTimeout((int) left);
            try {
                int read = input.read(buffer);
                if (read < 0) {
                    return Optional.of(answer.toString(UTF_8));
                }
                answer.write(buffer, 0, read);
            } catch (SocketTimeoutException _) {
                return Optional.empty();
            }
        }
    }
}
