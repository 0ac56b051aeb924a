package io.leaddispatcher.adapter.postgres.connect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Agrees to TLS as PostgreSQL does, as a server named {@code localhost} whom no authority vouches
 * for; and hangs up after the handshake.
 */
final class TlsServer implements AutoCloseable {

    private static final char[] PASSWORD = "for-tests-only".toCharArray();
    private static final int REQUEST_BYTES = 8;

    /** Whether each client that came went through with the handshake and stayed. */
    final BlockingQueue<Boolean> accepted = new LinkedBlockingQueue<>();

    private final ServerSocket server;
    private final SSLContext tls;
    private final Path certificate;

    TlsServer(Path folder) {
        try {
            Path store = folder.resolve("server.p12");
            certificate = folder.resolve("server.pem");
            keytool(
                    "-genkeypair -alias s -keyalg EC -dname CN=localhost -ext san=dns:localhost"
                            + " -validity 2 -storetype PKCS12",
                    store);
            keytool("-exportcert -alias s -rfc -file " + certificate, store);
            KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
            KeyManagerFactory managers =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD);
            tls = SSLContext.getInstance("TLS");
            tls.init(managers.getKeyManagers(), null, null);
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(this::serve);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void keytool(String arguments, Path store) throws IOException {
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process =
                new ProcessBuilder(
                                (tool
                                                + " "
                                                + arguments
                                                + " -keystore "
                                                + store
                                                + " -storepass "
                                                + String.valueOf(PASSWORD))
                                        .split(" "))
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0 || !Files.exists(store)) {
            throw new IllegalStateException(said);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    Path certificate() {
        return certificate;
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket plain = server.accept()) {
                plain.getInputStream().readNBytes(REQUEST_BYTES);
                plain.getOutputStream().write('S');
                accepted.add(shakeHands(plain));
            } catch (IOException e) {
                // The client, or the test, has left.
            }
        }
    }

    /** A client that trusts nobody may say so only after the handshake: by the next byte. */
    private boolean shakeHands(Socket plain) {
        try (SSLSocket secured =
                (SSLSocket)
                        tls.getSocketFactory()
                                .createSocket(plain, "localhost", plain.getPort(), true)) {
            secured.setUseClientMode(false);
            secured.startHandshake();
            InputStream in = secured.getInputStream();
            return in.read() >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
