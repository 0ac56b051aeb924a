package io.leaddispatcher.adapter.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.dispatch.port.SmtpChannel;
import io.leaddispatcher.application.egress.EgressGuard;
import io.leaddispatcher.application.egress.RefusedAddressException;
import io.leaddispatcher.application.maillink.AnswerLinks;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DispatchMessage;
import io.leaddispatcher.domain.dispatch.DispatchMessages;
import io.leaddispatcher.domain.dispatch.LeadMail;
import io.leaddispatcher.domain.dispatch.WorkspaceNotice;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.scheduler.Schedulers;

class SmtpEmailSenderTest {

    private static final DeliveryId DELIVERY = new DeliveryId(new UUID(0, 7));
    private static final EgressGuard OPEN = _ -> List.of(InetAddress.getLoopbackAddress());
    private static final AnswerLinks LINKS =
            new AnswerLinks(
                    URI.create("https://app.example.test/answer/yes"),
                    URI.create("https://app.example.test/answer/no"));
    private static final GreenMail MAIL =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeAll
    static void start() {
        MAIL.setUser("robot", "secret");
        MAIL.start();
    }

    @AfterAll
    static void stop() {
        MAIL.stop();
    }

    @BeforeEach
    void empty() throws Exception {
        MAIL.purgeEmailFromAllMailboxes();
    }

    @Test
    void aRepGetsTheLeadInWordsAndInHtmlUnderAnIdThatStays() throws Exception {
        String id = "<%s@dispatcher.test>".formatted(DELIVERY);

        assertThat(send(DispatchMessages.ana())).isEqualTo(new Attempt.Delivered(id));
        assertThat(send(DispatchMessages.ana())).isEqualTo(new Attempt.Delivered(id));

        MimeMessage[] received = MAIL.getReceivedMessages();
        assertThat(received).hasSize(2).allSatisfy(m -> assertThat(m.getMessageID()).isEqualTo(id));
        assertThat(received[0].getSubject()).isEqualTo("New lead: Ana Ruiz at Acme GmbH");
        assertThat(received[0].getFrom()[0]).hasToString("Leads <leads@dispatcher.test>");
        Multipart parts = (Multipart) received[0].getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat((String) parts.getBodyPart(0).getContent())
                .contains("Why you: DACH fintech: lowest credit 0.33")
                .contains("Since: Sat 21 Nov 2026, 10:30 CET")
                .contains("https://app.example.test/leads/42");
        assertThat((String) parts.getBodyPart(1).getContent())
                .contains("<td>Ana Ruiz</td>")
                .contains("<a href=\"https://app.example.test/leads/42\">");
    }

    private static LeadMail mail(LeadMail.Purpose purpose, String text) {
        return new LeadMail(
                DispatchMessages.LEAD,
                purpose,
                "hello",
                "de",
                "Guten Tag\r\nBcc: all@x.test",
                text,
                "mia@x.test",
                null);
    }

    private static MimeMessage sent(LeadMail mail) throws Exception {
        sender(OPEN)
                .send(
                        channel(MAIL.getSmtp().getPort()),
                        "ana@acme.test",
                        mail,
                        URI.create("https://app.example.test/unsubscribe/x"),
                        DELIVERY)
                .block();
        return MAIL.getReceivedMessages()[0];
    }

    @Test
    void aLeadIsWrittenToInTheNameOfTheRepAndCanEndItInOneCall() throws Exception {
        MimeMessage received =
                sent(
                        mail(
                                LeadMail.Purpose.SEQUENCE,
                                "Hallo <Ana>,\nwie geht es?\n\nMehr: https://acme.test/a?b=1&c=2."));

        assertThat(received.getReplyTo()[0]).hasToString("mia@x.test");
        assertThat(received.getSubject()).isEqualTo("Guten Tag  Bcc: all@x.test");
        assertThat(received.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(received.getHeader("List-Unsubscribe"))
                .containsExactly("<https://app.example.test/unsubscribe/x>");
        assertThat(received.getHeader("List-Unsubscribe-Post"))
                .containsExactly("List-Unsubscribe=One-Click");
        Multipart parts = (Multipart) received.getContent();
        assertThat((String) parts.getBodyPart(0).getContent())
                .contains("Hallo <Ana>,", "wie geht es?")
                .contains(
                        "Keine weiteren E-Mails dieser Art: https://app.example.test/unsubscribe/x");
        assertThat((String) parts.getBodyPart(1).getContent())
                .contains("<html lang=\"de\">")
                .contains("<p>Hallo &lt;Ana&gt;,<br>wie geht es?</p>")
                .contains(
                        "<a href=\"https://acme.test/a?b=1&amp;c=2\">https://acme.test/a?b=1&amp;c=2</a>.</p>");
    }

    @Test
    void anAcknowledgementAnswersAndIsNotAnswered() throws Exception {
        MimeMessage received = sent(mail(LeadMail.Purpose.ACKNOWLEDGEMENT, "Danke."));

        assertThat(received.getHeader("Auto-Submitted")).containsExactly("auto-replied");
        assertThat(received.getHeader("In-Reply-To")).isNull();
        Multipart parts = (Multipart) received.getContent();
        assertThat(((String) parts.getBodyPart(0).getContent()).strip()).isEqualTo("Danke.");
        assertThat(sender(OPEN).preview(mail(LeadMail.Purpose.ACKNOWLEDGEMENT, "Danke.")))
                .containsOnlyKeys("subject", "text", "html");
    }

    @Test
    void aRepAnswersByLinksThatSayWhatTheyDo() throws Exception {
        send(DispatchMessages.ana());

        Multipart parts = (Multipart) MAIL.getReceivedMessages()[0].getContent();
        assertThat((String) parts.getBodyPart(0).getContent())
                .contains("Accept: https://app.example.test/answer/yes")
                .contains("Decline: https://app.example.test/answer/no");
        assertThat((String) parts.getBodyPart(1).getContent())
                .containsPattern("<a href=\"https://app.example.test/answer/yes\"[^>]*>Accept</a>")
                .containsPattern("<a href=\"https://app.example.test/answer/no\"[^>]*>Decline</a>");
        Map<String, Object> preview =
                sender(OPEN).preview("mia@x.test", DispatchMessages.ana(), LINKS);
        assertThat(preview.get("links"))
                .isEqualTo(
                        Map.of(
                                "Accept", "https://app.example.test/answer/yes",
                                "Decline", "https://app.example.test/answer/no",
                                "Open the lead", "https://app.example.test/leads/42"));
    }

    @Test
    void allMailsAboutALeadAreOneConversation() throws Exception {
        send(DispatchMessages.ana());
        send(DispatchMessages.gone("moved"));

        String lead = "<lead.%s@dispatcher.test>".formatted(DispatchMessages.LEAD);
        assertThat(MAIL.getReceivedMessages())
                .hasSize(2)
                .allSatisfy(each -> {
                    assertThat(each.getHeader("References")).containsExactly(lead);
                    assertThat(each.getHeader("In-Reply-To")).containsExactly(lead);
                });
    }

    @Test
    void whoHasALeadNoLongerIsToldWhy() throws Exception {
        send(DispatchMessages.gone("rule <b> matches now"));

        MimeMessage received = MAIL.getReceivedMessages()[0];
        assertThat(received.getSubject()).isEqualTo("No longer with you: Ana Ruiz at Acme GmbH");
        Multipart parts = (Multipart) received.getContent();
        assertThat((String) parts.getBodyPart(0).getContent())
                .contains("(L-42)", "rule <b> matches now")
                .doesNotContain("New lead");
        assertThat((String) parts.getBodyPart(1).getContent())
                .contains("rule &lt;b&gt; matches now");
    }

    @Test
    void whoHasHandedALeadOffIsToldWhatHasBecomeOfIt() throws Exception {
        send(DispatchMessages.news("It was won by Sue <Miller>."));

        MimeMessage received = MAIL.getReceivedMessages()[0];
        assertThat(received.getSubject()).isEqualTo("A lead you handed off: Ana Ruiz at Acme GmbH");
        Multipart parts = (Multipart) received.getContent();
        assertThat((String) parts.getBodyPart(0).getContent())
                .contains("(L-42)", "It was won by Sue <Miller>.")
                .doesNotContain("Accept");
        assertThat((String) parts.getBodyPart(1).getContent())
                .contains("It was won by Sue &lt;Miller&gt;.");
    }

    @Test
    void whatIsToldOfTheWorkspaceIsALetterUnderAnIdThatStays() throws Exception {
        WorkspaceNotice notice =
                new WorkspaceNotice(
                        "Webhook switched off in <Acme>",
                        "It is off.\n\nEs ist aus für heute.",
                        "How to",
                        URI.create("https://app.example.test/docs#how"));

        for (int i = 0; i < 2; i++) {
            assertThat(
                            sender(OPEN)
                                    .send(
                                            channel(MAIL.getSmtp().getPort()),
                                            "mia@x.test",
                                            notice,
                                            URI.create("https://app.example.test/digest/x"),
                                            DELIVERY)
                                    .block())
                    .isInstanceOf(Attempt.Delivered.class);
        }

        MimeMessage[] received = MAIL.getReceivedMessages();
        assertThat(received)
                .hasSize(2)
                .allSatisfy(m ->
                        assertThat(m.getMessageID())
                                .isEqualTo("<%s@dispatcher.test>".formatted(DELIVERY)));
        assertThat(received[0].getSubject()).isEqualTo("Webhook switched off in <Acme>");
        assertThat(received[0].getHeader("List-Unsubscribe"))
                .containsExactly("<https://app.example.test/digest/x>");
        assertThat(received[0].getHeader("List-Unsubscribe-Post"))
                .containsExactly("List-Unsubscribe=One-Click");
        Multipart parts = (Multipart) received[0].getContent();
        assertThat((String) parts.getBodyPart(0).getContent())
                .contains("Es ist aus für heute.", "How to: https://app.example.test/docs#how");
        assertThat((String) parts.getBodyPart(1).getContent())
                .contains("<a href=\"https://app.example.test/docs#how\">How to</a>");
    }

    @Test
    void nothingInALeadBecomesAHeaderOrMarkUp() throws Exception {
        String evil = "Ana\r\nBcc: all@x.test\r\n\r\n<script>alert(1)</script>\"'&";

        assertThat(send(DispatchMessages.of(() -> evil))).isInstanceOf(Attempt.Delivered.class);

        MimeMessage[] received = MAIL.getReceivedMessages();
        assertThat(received).hasSize(1);
        assertThat(received[0].getHeader("Bcc")).isNull();
        assertThat(received[0].getAllRecipients()).hasSize(1);
        assertThat(GreenMailUtil.getHeaders(received[0])).doesNotContain("\nBcc");
        Multipart parts = (Multipart) received[0].getContent();
        assertThat((String) parts.getBodyPart(1).getContent())
                .doesNotContain("<script")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no address", "mia@x.test\r\nBcc: all@x.test", "a@x.test, b@x.test"})
    void whatIsNotOneAddressIsAWrongTarget(String to) {
        assertThat(send(sender(OPEN), channel(MAIL.getSmtp().getPort()), to))
                .isInstanceOf(Attempt.WrongTarget.class);
        assertThat(MAIL.getReceivedMessages()).isEmpty();
    }

    @Test
    void aHostThatTheGuardRefusesIsNotCalled() {
        EgressGuard shut =
                _ -> {
                    throw new RefusedAddressException("no");
                };

        assertThat(send(sender(shut), channel(MAIL.getSmtp().getPort()), "mia@x.test"))
                .isInstanceOf(Attempt.ConnectionDead.class);
        assertThat(MAIL.getReceivedMessages()).isEmpty();
    }

    @Test
    void aServerThatOffersNoTlsIsRefusedWhereTlsIsAsked() {
        SmtpChannel tls =
                new SmtpChannel(
                        null,
                        "localhost",
                        MAIL.getSmtp().getPort(),
                        "leads@dispatcher.test",
                        true,
                        null,
                        null);

        assertThat(send(sender(OPEN), tls, "mia@x.test")).isInstanceOf(Attempt.Retry.class);
        assertThat(MAIL.getReceivedMessages()).isEmpty();
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
            Thread server = Thread.ofVirtual().start(() -> answer(socket, command, reply));

            Attempt attempt = send(sender(OPEN), channel(socket.getLocalPort()), "mia@x.test");

            assertThat(attempt.getClass().getSimpleName()).isEqualTo(expected);
            assertThat(attempt.toString()).doesNotContain("no such user", "mia@x.test");
            server.join();
        }
    }

    @Test
    void aWrongPasswordKillsTheConnectionAndIsNotRepeated() {
        MAIL.getUserManager().setAuthRequired(true);
        SmtpChannel wrong =
                new SmtpChannel(
                        null,
                        "localhost",
                        MAIL.getSmtp().getPort(),
                        "leads@dispatcher.test",
                        false,
                        new Secret("robot"),
                        new Secret("not-it"));

        Attempt attempt = send(sender(OPEN), wrong, "mia@x.test");

        assertThat(attempt).isInstanceOf(Attempt.ConnectionDead.class);
        assertThat(attempt.toString() + wrong).doesNotContain("not-it", "robot");
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
                    say(out, reply);
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

    private static Attempt send(DispatchMessage message) {
        return Objects.requireNonNull(
                sender(OPEN)
                        .send(
                                channel(MAIL.getSmtp().getPort()),
                                "mia@x.test",
                                message,
                                LINKS,
                                DELIVERY)
                        .block());
    }

    private static Attempt send(SmtpEmailSender sender, SmtpChannel channel, String to) {
        return Objects.requireNonNull(
                sender.send(channel, to, DispatchMessages.ana(), LINKS, DELIVERY).block());
    }

    private static SmtpEmailSender sender(EgressGuard guard) {
        return new SmtpEmailSender(
                new SmtpServers(new GuardedSocketFactory(guard), Duration.ofSeconds(5)),
                Schedulers.boundedElastic(),
                () -> DispatchMessages.SINCE);
    }

    private static SmtpChannel channel(int port) {
        return new SmtpChannel(
                null, "localhost", port, "Leads <leads@dispatcher.test>", false, null, null);
    }
}
