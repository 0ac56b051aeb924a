package io.leaddispatcher.application.disclosure;

import static io.leaddispatcher.application.disclosure.DisclosureDesk.ADAM;
import static io.leaddispatcher.application.disclosure.DisclosureDesk.BEN;
import static io.leaddispatcher.application.disclosure.DisclosureDesk.MAX;
import static io.leaddispatcher.application.disclosure.DisclosureDesk.MIA;
import static io.leaddispatcher.application.disclosure.DisclosureDesk.REASON;
import static io.leaddispatcher.application.disclosure.DisclosureDesk.TOKEN;
import static io.leaddispatcher.application.disclosure.DisclosureDesk.VIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.lead.SensitiveView;
import io.leaddispatcher.application.letter.Letter;
import io.leaddispatcher.domain.document.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DisclosureTest {

    private static final Instant END = Instant.parse("2026-11-26T10:15:00Z");

    private final DisclosureDesk desk = new DisclosureDesk();

    @Test
    void theValuesOfOneLeadOpenToOneMemberForAQuarterOfAnHour() {
        assertThat(desk.sees(VIC, 1)).isFalse();
        assertThat(desk.show(VIC.caller(), 1).sensitive().opened()).isNull();
        assertThat(desk.open(VIC, 1)).isEqualTo(new DiscloseLead.Outcome.Opened(END));

        assertThat(desk.sees(VIC, 1)).isTrue();
        assertThat(desk.sees(VIC, 2)).as("another lead").isFalse();
        assertThat(desk.sees(MAX, 1)).as("another member").isFalse();
        assertThat(desk.sees(TOKEN, 1)).as("a program").isFalse();
        desk.pass(Duration.ofMinutes(15).minusMillis(1));
        assertThat(desk.show(VIC.caller(), 1).sensitive().opened())
                .isEqualTo(new SensitiveView.Opened(END, Duration.ofMillis(1)));
        desk.pass(Duration.ofMillis(1));
        assertThat(desk.sees(VIC, 1)).isFalse();
    }

    @Test
    void itIsInTheLogWithTheReasonAndWithoutTheValues() {
        desk.open(VIC, 1);
        desk.show(VIC.caller(), 1);

        assertThat(desk.trail().told())
                .containsExactly(
                        "sensitive.opened lead:" + ManyLeads.lead(1),
                        "sensitive.read lead:" + ManyLeads.lead(1));
        var entry = desk.trail().entries().getFirst();
        assertThat(entry.actor()).isEqualTo(VIC.caller().actor().label());
        assertThat(entry.detail())
                .containsEntry("reason", REASON)
                .containsEntry("fields", List.of("custom.diagnosis"))
                .containsEntry("until", END.toString());
        assertThat(desk.trail().entries().toString()).doesNotContain(ManyLeads.DIAGNOSIS);
    }

    @Test
    void ownersAndAdminsAreToldAlsoWhenWhoeverOpensHangsUp() {
        desk.openAndHangUp(VIC, 1);

        assertThat(desk.letters())
                .extracting(Letter::to)
                .containsExactly("olga@acme.test", "adam@acme.test");
    }

    @Test
    void ownersAndAdminsAreToldOnceItIsCommitted() {
        desk.open(VIC, 1);

        assertThat(desk.letters())
                .extracting(Letter::to)
                .containsExactly("olga@acme.test", "adam@acme.test");
        assertThat(desk.letters())
                .allSatisfy(letter -> {
                    assertThat(letter.text())
                            .contains("Vic Tester", "vic@acme.test", "Acme", "10:15 UTC");
                    assertThat(letter.link()).isEqualTo("https://leads.test/settings/security");
                    assertThat(letter.subject() + letter.text())
                            .doesNotContain(ManyLeads.DIAGNOSIS, "Ana", REASON);
                });
    }

    @Test
    void withoutAMailServerItStaysWithTheLog() {
        desk.withoutMail();
        assertThat(desk.open(VIC, 1)).isInstanceOf(DiscloseLead.Outcome.Opened.class);
        assertThat(desk.letters()).isEmpty();
        assertThat(desk.trail().entries()).hasSize(1);
    }

    @Test
    void askingTwiceOpensOnce() {
        desk.open(VIC, 1);
        desk.pass(Duration.ofMinutes(5));
        assertThat(desk.open(VIC, 1)).isEqualTo(new DiscloseLead.Outcome.Opened(END));
        assertThat(desk.disclosures().all()).hasSize(1);
        assertThat(desk.trail().entries()).hasSize(1);
        assertThat(desk.letters()).hasSize(2);

        desk.pass(Duration.ofMinutes(10));
        desk.open(VIC, 1);
        assertThat(desk.disclosures().all()).as("a new one").hasSize(2);
        assertThat(desk.sees(VIC, 1)).isTrue();
    }

    @Test
    void noMoreThanTenAreOpenToAMemberAtOnce() {
        for (int lead = 1; lead <= 10; lead++) {
            assertThat(desk.open(VIC, lead)).isInstanceOf(DiscloseLead.Outcome.Opened.class);
        }
        assertThat(desk.open(VIC, 11)).isEqualTo(new DiscloseLead.Outcome.TooMany());
        assertThat(desk.sees(VIC, 11)).isFalse();
        assertThat(desk.open(VIC, 3)).isInstanceOf(DiscloseLead.Outcome.Opened.class);
        assertThat(desk.open(MAX, 11)).isInstanceOf(DiscloseLead.Outcome.Opened.class);

        desk.end(new EndDisclosure.Command.Own(VIC.caller(), ManyLeads.lead(4)));
        assertThat(desk.open(VIC, 11)).isInstanceOf(DiscloseLead.Outcome.Opened.class);
    }

    @Test
    void withoutAReasonNothingOpens() {
        for (String reason :
                List.of("", "too short", " too short ", "x".repeat(501), "with a \0 in it")) {
            assertThatThrownBy(() -> desk.open(VIC, 1, reason))
                    .as(reason)
                    .isInstanceOf(InvalidInputException.class);
        }
        assertThat(desk.sees(VIC, 1)).isFalse();
        desk.open(VIC, 1, " on\r\n2 lines \n");
        assertThat(desk.disclosures().all().getFirst().reason()).isEqualTo("on\n2 lines");
    }

    @Test
    void whoMayNotSeeTheLeadOpensNothing() {
        assertThat(desk.open(BEN, 1)).isNull();
        assertThat(desk.disclosures().all()).isEmpty();
        assertThat(desk.open(MIA, 1)).isInstanceOf(DiscloseLead.Outcome.Opened.class);
        assertThat(desk.sees(MIA, 1)).isTrue();
    }

    @Test
    void whoSeesEverythingHasNothingToOpen() {
        assertThat(desk.sees(ADAM, 1)).isTrue();
        assertThat(desk.open(ADAM, 1)).isEqualTo(new DiscloseLead.Outcome.NothingHidden());
        assertThat(desk.disclosures().all()).isEmpty();
        assertThat(desk.letters()).isEmpty();
    }

    @Test
    void whoOpenedItEndsItAndThatIsToldOnce() {
        desk.open(VIC, 1);
        var own = new EndDisclosure.Command.Own(VIC.caller(), ManyLeads.lead(1));
        assertThat(desk.end(new EndDisclosure.Command.Own(MAX.caller(), ManyLeads.lead(1))))
                .isEqualTo(new EndDisclosure.Outcome.Unknown());
        assertThat(desk.end(own)).isEqualTo(new EndDisclosure.Outcome.Ended());
        assertThat(desk.sees(VIC, 1)).isFalse();
        assertThat(desk.end(own)).isEqualTo(new EndDisclosure.Outcome.Ended());
        assertThat(desk.trail().told())
                .containsExactly(
                        "sensitive.opened lead:" + ManyLeads.lead(1),
                        "sensitive.closed lead:" + ManyLeads.lead(1));
    }

    @Test
    void anAdminEndsAnybodysAndNobodyElseDoes() {
        desk.open(VIC, 1);
        UUID id = desk.list(ADAM).getFirst().id();
        var byMax = new EndDisclosure.Command.Anybodys(MAX.caller(), id);
        assertThatThrownBy(() -> desk.end(byMax)).isInstanceOf(AccessDeniedException.class);
        assertThat(desk.sees(VIC, 1)).isTrue();

        assertThat(desk.end(new EndDisclosure.Command.Anybodys(ADAM.caller(), id)))
                .isEqualTo(new EndDisclosure.Outcome.Ended());
        assertThat(desk.sees(VIC, 1)).isFalse();
        assertThat(desk.trail().entries().getLast().detail())
                .containsEntry("openedBy", VIC.caller().actor().label());
        assertThat(desk.end(new EndDisclosure.Command.Anybodys(ADAM.caller(), new UUID(9, 9))))
                .isEqualTo(new EndDisclosure.Outcome.Unknown());
    }

    @Test
    void adminsSeeWhoOpenedWhatTheNewestFirst() {
        assertThat(desk.list(ADAM)).isEmpty();
        desk.open(VIC, 1);
        desk.pass(Duration.ofMinutes(1));
        desk.open(VIC, 2);
        desk.end(new EndDisclosure.Command.Own(VIC.caller(), ManyLeads.lead(2)));

        assertThat(desk.list(ADAM))
                .extracting(DisclosureView::lead, DisclosureView::open, DisclosureView::until)
                .containsExactly(
                        tuple(ManyLeads.lead(2), false, END.minus(Duration.ofMinutes(14))),
                        tuple(ManyLeads.lead(1), true, END));
        assertThat(desk.list(ADAM).getFirst().title()).isEqualTo("Ana Ruiz");
        assertThat(desk.list(ADAM).getFirst().reason()).isEqualTo(REASON);
        desk.sensitive("contact.lastName", "Last name");
        assertThat(desk.list(ADAM).getFirst().title()).isEqualTo("•••");
        assertThatThrownBy(() -> desk.list(MAX)).isInstanceOf(AccessDeniedException.class);
    }
}
