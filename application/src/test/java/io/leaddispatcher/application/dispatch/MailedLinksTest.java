package io.leaddispatcher.application.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.maillink.AnswerLinks;
import io.leaddispatcher.application.maillink.MailAct;
import io.leaddispatcher.application.maillink.MailLink;
import io.leaddispatcher.domain.dispatch.DispatchMessage;
import io.leaddispatcher.domain.dispatch.DispatchMessages;
import io.leaddispatcher.domain.roster.RepKey;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** With which links mails are written. */
class MailedLinksTest {

    private static final UUID OFFER = UUID.fromString("01890000-0000-7000-8000-0000000000a1");

    private final Outbox outbox = new Outbox();

    private Optional<AnswerLinks> mailed(String recipient, DispatchMessage message) {
        outbox.planFor(recipient, message, Outbox.MAIL);
        outbox.deliver();
        return outbox.answers.getLast();
    }

    private MailLink opened(URI link) {
        return outbox.mailLinks
                .opened(link.getPath().substring(link.getPath().lastIndexOf('/') + 1))
                .orElseThrow();
    }

    @Test
    void aRepAnswersTheOfferThatTheMailTellsOfAsLongAsItStands() {
        AnswerLinks links = mailed("rep:mia", DispatchMessages.ana()).orElseThrow();

        MailLink accept = opened(links.accept());
        assertThat(accept)
                .isEqualTo(
                        new MailLink(
                                Outbox.TENANT,
                                DispatchMessages.LEAD,
                                OFFER,
                                new RepKey("mia"),
                                MailAct.ACCEPT,
                                Objects.requireNonNull(
                                        DispatchMessages.ana().terms().acceptUntil())));
        assertThat(opened(links.decline()).act()).isEqualTo(MailAct.DECLINE);
    }

    @Test
    void theSandboxShowsTheLinksOfTheMail() {
        outbox.slackConnected = false;
        outbox.mailConnected = false;

        mailed("rep:mia", DispatchMessages.ana());

        assertThat(outbox.sandbox).hasSize(1);
        assertThat(outbox.answers.getLast()).isPresent();
    }

    @Test
    void whereNothingIsAskedNothingCanBeAnswered() {
        for (DispatchMessage message :
                List.of(DispatchMessages.gone("moved"), DispatchMessages.bare())) {
            assertThat(mailed("rep:mia", message)).isEmpty();
        }
    }

    @Test
    void onlyTheRepCanAnswer() {
        assertThat(mailed("team:emea", DispatchMessages.ana())).isEmpty();
    }
}
