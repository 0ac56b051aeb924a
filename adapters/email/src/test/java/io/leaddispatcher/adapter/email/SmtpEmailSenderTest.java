package io.leaddispatcher.adapter.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMailUtil;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.DispatchMessages;
import io.leaddispatcher.domain.dispatch.LeadMail;
import io.leaddispatcher.domain.dispatch.WorkspaceNotice;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SmtpEmailSenderTest extends MailDesk {

    @Test
    void aRepGetsTheLeadInWordsAndInHtmlUnderAnIdThatStays() throws Exception {
        String id = "<%s@dispatcher.test>".formatted(DELIVERY);

        assertThat(send(DispatchMessages.ana())).isEqualTo(new Attempt.Delivered(id));
        assertThat(send(DispatchMessages.ana())).isEqualTo(new Attempt.Delivered(id));

        MimeMessage[] received = server.getReceivedMessages();
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

    private MimeMessage sent(LeadMail mail) throws Exception {
        sender(OPEN)
                .send(
                        channel(server.getSmtp().getPort()),
                        "ana@acme.test",
                        mail,
                        URI.create("https://app.example.test/unsubscribe/x"),
                        DELIVERY)
                .block();
        return server.getReceivedMessages()[0];
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

        Multipart parts = (Multipart) server.getReceivedMessages()[0].getContent();
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
        assertThat(server.getReceivedMessages())
                .hasSize(2)
                .allSatisfy(each -> {
                    assertThat(each.getHeader("References")).containsExactly(lead);
                    assertThat(each.getHeader("In-Reply-To")).containsExactly(lead);
                });
    }

    @Test
    void whoHasALeadNoLongerIsToldWhy() throws Exception {
        send(DispatchMessages.gone("rule <b> matches now"));

        MimeMessage received = server.getReceivedMessages()[0];
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

        MimeMessage received = server.getReceivedMessages()[0];
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
                                            channel(server.getSmtp().getPort()),
                                            "mia@x.test",
                                            notice,
                                            URI.create("https://app.example.test/digest/x"),
                                            DELIVERY)
                                    .block())
                    .isInstanceOf(Attempt.Delivered.class);
        }

        MimeMessage[] received = server.getReceivedMessages();
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

        MimeMessage[] received = server.getReceivedMessages();
        assertThat(received).hasSize(1);
        assertThat(received[0].getHeader("Bcc")).isNull();
        assertThat(received[0].getAllRecipients()).hasSize(1);
        assertThat(GreenMailUtil.getHeaders(received[0])).doesNotContain("\nBcc");
        Multipart parts = (Multipart) received[0].getContent();
        assertThat((String) parts.getBodyPart(1).getContent())
                .doesNotContain("<script")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;");
    }
}
