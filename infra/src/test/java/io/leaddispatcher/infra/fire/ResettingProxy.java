package io.leaddispatcher.infra.fire;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands before a server, as what fails over does, and resets connections when it is told to: each
 * at the next thing that is said by it, so that nobody knows before.
 */
final class ResettingProxy implements AutoCloseable {

    private final ServerSocket door;
    private final InetSocketAddress server;
    private final ExecutorService carriers = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean resetting;

    ResettingProxy(String host, int port) throws IOException {
        server = new InetSocketAddress(host, port);
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        carriers.execute(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** From now on, or no longer. */
    void resets(boolean now) {
        resetting = now;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Socket behind = new Socket();
                behind.connect(server);
                carriers.execute(() -> carry(client, behind, true));
                carriers.execute(() -> carry(behind, client, false));
            } catch (IOException _) {
                // The door is closed, or the server is away: whoever knocks again will see.
            }
        }
    }

    private void carry(Socket from, Socket to, boolean fromClient) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            byte[] bytes = new byte[16_384];
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                if (fromClient && resetting) {
                    // A close without patience is a reset.
                    from.setSoLinger(true, 0);
                    return;
                }
                to.getOutputStream().write(bytes, 0, read);
            }
        } catch (IOException _) {
            // One end is gone, and so the other goes.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        carriers.shutdownNow();
    }
}
