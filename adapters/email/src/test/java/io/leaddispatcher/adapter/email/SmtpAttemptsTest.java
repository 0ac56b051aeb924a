package io.leaddispatcher.adapter.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.dispatch.port.SmtpChannel;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.dispatch.Attempt;
import jakarta.mail.MessagingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.util.Locale;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a mail that a server, or we, will not have. */
class SmtpAttemptsTest extends MailDesk {

    /** Hangs up without a word. */
    private static final String RESET = "reset";

    /** The last that is said. */
    private static final String CLOSE = "220 go on";

    @ParameterizedTest
    @ValueSource(strings = {"no address", "mia@x.test\r\nBcc: all@x.test", "a@x.test, b@x.test"})
    void whatIsNotOneAddressIsAWrongTarget(String to) {
        assertThat(send(sender(OPEN), channel(server.getSmtp().getPort()), to))
                .isInstanceOf(Attempt.WrongTarget.class);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void aHostThatTheGuardRefusesIsNotCalled() {
        assertThat(send(sender(SHUT), channel(server.getSmtp().getPort()), "mia@x.test"))
                .isInstanceOf(Attempt.Retry.class);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void aServerThatOffersNoTlsIsRefusedWhereTlsIsAsked() {
        assertThat(send(sender(OPEN), tls(server.getSmtp().getPort()), "mia@x.test"))
                .isInstanceOf(Attempt.Retry.class);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void whatTheInstallationsServerIsTrustedWithNoServerOfAWorkspaceIs() {
        SmtpChannel own = channel(server.getSmtp().getPort());
        var named =
                new SmtpChannel(
                        new ConnectionKey("smtp"),
                        own.host(),
                        own.port(),
                        own.from(),
                        false,
                        null,
                        null);
        var sender = sender(SHUT, OPEN);

        // As when nobody knows the host: whoever names hosts cannot tell which there are inside.
        assertThat(send(sender, named, "mia@x.test"))
                .isInstanceOf(Attempt.Retry.class)
                .isEqualTo(send(sender(UNKNOWN, OPEN), named, "mia@x.test"));
        assertThat(server.getReceivedMessages()).isEmpty();
        assertThat(send(sender, own, "mia@x.test")).isInstanceOf(Attempt.Delivered.class);
    }

    @Test
    void aServerThatIsAwayIsTriedAgain() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        assertThat(send(sender(OPEN), channel(free), "mia@x.test"))
                .isInstanceOf(Attempt.Retry.class);
    }

    @ParameterizedTest
    @CsvSource({
        "RCPT, 550 no such user, WrongTarget",
        "RCPT, 450 greylisted, Retry",
        "MAIL, 553 sender refused, ConnectionDead",
        "MAIL, 451 later, Retry",
        "DATA, 554 spam, Dead",
        "DATA, 452 full, Retry",
        "EHLO, 421 busy, Retry",
        "NONE, 250 fine, Delivered"
    })
    void whatTheServerSaysDecidesWhetherItIsTriedAgain(
            String command, String reply, String expected) throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            Thread answering = Thread.ofVirtual().start(() -> answer(socket, command, reply));

            Attempt attempt = send(sender(OPEN), channel(socket.getLocalPort()), "mia@x.test");

            assertThat(attempt.getClass().getSimpleName()).isEqualTo(expected);
            assertThat(attempt.toString()).doesNotContain("no such user", "mia@x.test");
            answering.join();
        }
    }

    @Test
    void aServerThatHasTakenAMessageAndTakesNoLeaveHasIt() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            Thread answering = Thread.ofVirtual().start(() -> answer(socket, "QUIT", RESET));

            assertThat(send(sender(OPEN), channel(socket.getLocalPort()), "mia@x.test"))
                    .isInstanceOf(Attempt.Delivered.class);
            answering.join();
        }
    }

    @Test
    void aServerThatGoesAwayWhileItSaysWhoItIsIsTriedAgain() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            Thread answering = Thread.ofVirtual().start(() -> answer(socket, "STARTTLS", CLOSE));

            assertThat(send(sender(OPEN), tls(socket.getLocalPort()), "mia@x.test"))
                    .isInstanceOf(Attempt.Retry.class);
            answering.join();
        }
    }

    @Test
    void aServerThatIsNotWhoItSaysIsNotTriedAgain() {
        assertThat(
                        SmtpErrors.attempt(
                                new MessagingException(
                                        "no TLS",
                                        new SSLHandshakeException(
                                                "unknown", new CertificateException("unknown")))))
                .isInstanceOf(Attempt.ConnectionDead.class);
    }

    @Test
    void aWrongPasswordKillsTheConnectionAndIsNotRepeated() {
        server.getUserManager().setAuthRequired(true);
        SmtpChannel wrong =
                new SmtpChannel(
                        null,
                        "localhost",
                        server.getSmtp().getPort(),
                        "leads@dispatcher.test",
                        false,
                        new Secret("robot"),
                        new Secret("not-it"));

        Attempt attempt = send(sender(OPEN), wrong, "mia@x.test");

        assertThat(attempt).isInstanceOf(Attempt.ConnectionDead.class);
        assertThat(attempt.toString() + wrong).doesNotContain("not-it", "robot");
    }

    private static SmtpChannel tls(int port) {
        return new SmtpChannel(null, "localhost", port, "leads@dispatcher.test", true, null, null);
    }

    private static void answer(ServerSocket listening, String command, String reply) {
        try (Socket socket = listening.accept();
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(
                                        socket.getInputStream(), StandardCharsets.US_ASCII));
                Writer out = writer(socket)) {
            say(out, "220 ready");
            boolean data = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String verb = line.toUpperCase(Locale.ROOT);
                if (data) {
                    if (line.equals(".")) {
                        data = false;
                        say(out, "250 kept");
                    }
                } else if (verb.startsWith(command)
                        || (command.equals("EHLO") && verb.startsWith("HELO"))) {
                    if (reply.equals(RESET)) {
                        socket.setSoLinger(true, 0);
                        return;
                    }
                    say(out, reply);
                    if (reply.equals(CLOSE)) {
                        return;
                    }
                } else if (verb.startsWith("EHLO")) {
                    say(out, "250-ok");
                    say(out, "250 STARTTLS");
                } else if (verb.startsWith("DATA")) {
                    data = true;
                    say(out, "354 go on");
                } else {
                    say(out, "250 ok");
                }
            }
        } catch (IOException e) {
            // The client has hung up: the conversation is over.
            return;
        }
    }

    private static Writer writer(Socket socket) throws IOException {
        return new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.US_ASCII);
    }

    private static void say(Writer out, String line) throws IOException {
        out.write(line + "\r\n");
        out.flush();
    }
}
