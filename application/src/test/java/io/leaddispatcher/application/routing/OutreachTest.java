package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.NOON;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.access.Scope;
import io.leaddispatcher.domain.dispatch.LeadMail;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is told that they have been heard, and who is not. */
class OutreachTest {

    private static final Actor AS_MIA = new Actor.Rep("mia");
    private static final Actor TOKEN =
            new Actor.Token(new UUID(5, 1), Set.of(Scope.WRITE), Role.OWNER);
    private static final Duration DAY = Duration.ofDays(1);

    private final RoutingDesk desk = new RoutingDesk();

    private void comesIn(Object... rule) {
        desk.template("thanks").template("hello").template("again");
        desk.rule("all", rule);
        arrives("ana@acme.de");
    }

    private void arrives(String email) {
        desk.event(ANA, "contact.email", email, "contact.firstName", "Ana", "lead.language", "de");
        desk.turn();
    }

    private List<String> mails() {
        return desk.mails().stream().map(LeadMail::template).toList();
    }

    @Test
    void whoComesInIsToldSoInTheNameOfWhoeverHasTheLead() {
        comesIn("assign", object("pool", "sales"), "acknowledge", "thanks");

        assertThat(desk.mails())
                .singleElement()
                .returns(LeadMail.Purpose.ACKNOWLEDGEMENT, LeadMail::purpose)
                .returns("thanks", LeadMail::template)
                .returns("mia@x.test", LeadMail::replyTo);
        assertThat(desk.deliveries)
                .anySatisfy(delivery -> {
                    assertThat(delivery.address().value()).isEqualTo("ana@acme.de");
                    assertThat(delivery.draft().recipient()).isEqualTo("lead");
                });
    }

    @Test
    void nobodyIsNamedWhoMayLoseTheLeadAgainWithoutAWord() {
        comesIn(
                "assign",
                object("pool", "sales"),
                "acknowledge",
                "thanks",
                "offer",
                object("ttl", "PT10M"));

        assertThat(desk.mails()).singleElement().returns(null, LeadMail::replyTo);
    }

    @Test
    void aQueueHasWordsOfItsOwn() {
        desk.template("night");
        desk.acknowledging("partners", "night");
        comesIn("assign", object("queue", "partners"), "acknowledge", "thanks");

        assertThat(mails()).containsExactly("night");
    }

    @Test
    void aQueueWithoutWordsHasThoseOfTheRule() {
        comesIn("assign", object("queue", "partners"), "acknowledge", "thanks");

        assertThat(mails()).containsExactly("thanks");
    }

    @Test
    void itIsSaidOnceHoweverOftenTheLeadComesBack() {
        comesIn("assign", object("pool", "sales"), "acknowledge", "thanks");
        desk.giveBack(AS_MIA, "reason", "no");
        desk.accept(TOKEN, "rep", "ben");
        arrives("ana@acme.de");

        assertThat(mails()).containsExactly("thanks");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"no-reply@acme.de", "mailer-daemon@acme.de", "mia@x.test", "no address"})
    void noProgramAndNoColleagueIsWrittenTo(String email) {
        desk.template("thanks");
        desk.rule("all", "assign", object("pool", "sales"), "acknowledge", "thanks");
        arrives(email);

        assertThat(mails()).isEmpty();
    }

    @Test
    void whoIsRejectedHearsNothing() {
        comesIn("assign", object("reject", "SPAM"), "acknowledge", "thanks");

        assertThat(mails()).isEmpty();
    }

    @Test
    void anImportIsNotAnswered() {
        desk.template("thanks");
        desk.rule("all", "assign", object("pool", "sales"), "acknowledge", "thanks");
        desk.event(ANA, "contact.email", "ana@acme.de");
        desk.now = NOON.plus(DAY).plusSeconds(1);
        desk.turn();

        assertThat(mails()).isEmpty();
    }

    @Test
    void whatAPersonCallsThemselvesIsNoLink() {
        desk.template(
                "thanks",
                object(
                        "en",
                        object(
                                "subject",
                                "Hello {{contact.firstName}}",
                                "body",
                                "{{contact.lastName}} of {{workspace.name}}, {{rep.name}}")));
        desk.rule("all", "assign", object("pool", "sales"), "acknowledge", "thanks");
        desk.event(
                ANA,
                "contact.email",
                "ana@acme.de",
                "contact.firstName",
                "You won! https://evil.test",
                "contact.lastName",
                "Ruiz\r\nBcc: all@x.test");
        desk.turn();

        assertThat(desk.mails())
                .singleElement()
                .returns("Hello ", LeadMail::subject)
                .returns("Ruiz  Bcc: all@x.test of Acme, Mia", LeadMail::text);
    }
}
