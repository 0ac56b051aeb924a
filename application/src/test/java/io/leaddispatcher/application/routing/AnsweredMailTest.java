package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.access.InMemoryLoginFailures;
import io.leaddispatcher.application.access.Throttle;
import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.closure.ClosedWorkspaces;
import io.leaddispatcher.application.closure.InMemoryWorkspaceDeletions;
import io.leaddispatcher.application.mailanswer.AnswerByMail;
import io.leaddispatcher.application.mailanswer.MailStanding;
import io.leaddispatcher.application.mailanswer.MailStandings;
import io.leaddispatcher.application.mailanswer.ShowMailLink;
import io.leaddispatcher.application.mailanswer.port.MailedOffers;
import io.leaddispatcher.application.maillink.AnswerLinks;
import io.leaddispatcher.application.maillink.MailAct;
import io.leaddispatcher.application.maillink.MailLinks;
import io.leaddispatcher.application.seal.HmacSeals;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.application.work.AcceptLead;
import io.leaddispatcher.application.work.DeclineLead;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.lead.TimelineEntry;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** A rep answers by a link from a mail. */
class AnsweredMailTest {

    private static final RepKey MIA = new RepKey("mia");
    private static final RepKey BEN = new RepKey("ben");
    private static final String HERE = "192.0.2.1";
    private static final Actor ADMIN = new Actor.Member(new UUID(5, 2), Role.ADMIN, null);

    private final RoutingDesk desk = new RoutingDesk();
    private final MailLinks links =
            new MailLinks(new HmacSeals("ours"), URI.create("https://app.example.test"));
    private final Throttle throttle = new Throttle(new InMemoryLoginFailures(), () -> desk.now);
    private ClosedWorkspaces closed = InMemoryWorkspaceDeletions.nothingClosed();

    /** What the mail about Ana's lead says to a rep. */
    private AnswerLinks mailed(RepKey rep) {
        Offer offer =
                desk.assignments.offers.stream()
                        .filter(each -> each.rep().equals(rep) && each.lead().equals(ANA))
                        .reduce((_, last) -> last)
                        .orElseThrow();
        return links.links(TENANT, ANA, offer.id(), rep, offer.expiresAt(), desk.now);
    }

    private AnswerLinks offeredToMia() {
        desk.rule("all", "assign", object("pool", "sales"));
        desk.event(ANA, "contact.firstName", "Ana", "contact.email", "ana@acme.de");
        desk.turn();
        return mailed(MIA);
    }

    private MailStandings standings() {
        return new MailStandings(
                links,
                throttle,
                closed,
                new ImmediateUnitOfWork(),
                desk.configurations,
                desk.leads,
                offers(),
                () -> desk.now);
    }

    private MailedOffers offers() {
        return (tenant, lead, assignment, rep) ->
                Mono.justOrEmpty(
                        desk.assignments.offers.stream()
                                .filter(each ->
                                        each.id().equals(assignment)
                                                && each.lead().equals(lead)
                                                && each.rep().equals(rep)
                                                && tenant.equals(TENANT))
                                .map(each -> new MailedOffers.Standing(state(each), holder()))
                                .findFirst());
    }

    private AssignmentState state(Offer offer) {
        return desk.assignments.ended.getOrDefault(
                offer.id(),
                desk.assignments.accepted.contains(offer.id())
                        ? AssignmentState.ACCEPTED
                        : AssignmentState.OFFERED);
    }

    private @Nullable RepKey holder() {
        return desk.assignments.offers.stream()
                .filter(each -> state(each).isActive())
                .filter(each -> !(each.broadcast() && state(each) == AssignmentState.OFFERED))
                .map(Offer::rep)
                .findFirst()
                .orElse(null);
    }

    private static String last(URI link) {
        return link.getPath().substring("/answer/".length());
    }

    private MailStanding look(URI link) {
        return Objects.requireNonNull(
                new ShowMailLink(standings())
                        .handle(new ShowMailLink.Query(last(link), HERE))
                        .block());
    }

    private MailStanding press(URI link, String reason) {
        return Objects.requireNonNull(
                new AnswerByMail(
                                standings(),
                                throttle,
                                new AcceptLead(desk.acting),
                                new DeclineLead(desk.acting))
                        .handle(new AnswerByMail.Command(last(link), reason, HERE))
                        .block());
    }

    @Test
    void pain42_whoeverOnlyLooksChangesNothing() {
        AnswerLinks mail = offeredToMia();
        List<String> before = desk.told(ANA);

        for (int i = 0; i < 30; i++) {
            assertThat(look(mail.accept()))
                    .isInstanceOfSatisfying(
                            MailStanding.Open.class,
                            open -> {
                                assertThat(open.act()).isEqualTo(MailAct.ACCEPT);
                                assertThat(open.lead().name()).isEqualTo("Ana");
                            });
            assertThat(look(mail.decline())).isInstanceOf(MailStanding.Open.class);
        }

        assertThat(desk.told(ANA)).isEqualTo(before);
        assertThat(desk.trail.told()).isEmpty();
    }

    @Test
    void pain42_aRepAcceptsOnceHoweverOftenTheyPress() {
        AnswerLinks mail = offeredToMia();

        for (int i = 0; i < 3; i++) {
            assertThat(press(mail.accept(), "")).isInstanceOf(MailStanding.Accepted.class);
        }

        assertThat(desk.told(ANA)).filteredOn("ASSIGNMENT_ACCEPTED"::equals).hasSize(1);
        TimelineEntry accepted = desk.entries(ANA).getLast();
        assertThat(accepted.actor()).isEqualTo("rep:mia");
        assertThat(accepted.channel()).isEqualTo("email");
        assertThat(look(mail.accept())).isInstanceOf(MailStanding.Accepted.class);
        assertThat(look(mail.decline())).isInstanceOf(MailStanding.Accepted.class);
    }

    @Test
    void whoDeclinesNeedNotSayWhy() {
        AnswerLinks mail = offeredToMia();

        assertThat(press(mail.decline(), " ")).isInstanceOf(MailStanding.Declined.class);

        assertThat(holder()).isEqualTo(BEN);
    }

    @Test
    void whoDeclinesSaysWhyAndTheNextRepGetsIt() {
        AnswerLinks mail = offeredToMia();

        assertThat(press(mail.decline(), "no time")).isInstanceOf(MailStanding.Declined.class);

        assertThat(holder()).isEqualTo(BEN);
        assertThat(look(mail.accept())).isInstanceOf(MailStanding.Declined.class);
        assertThat(press(mail.accept(), "")).isInstanceOf(MailStanding.Declined.class);
        assertThat(holder()).isEqualTo(BEN);
    }

    @Test
    void whoComesTooLateIsToldWhoHasIt() {
        AnswerLinks mail = offeredToMia();
        desk.reassign(ADMIN, "to", object("rep", "ben"), "reason", "knows them");

        for (URI link : List.of(mail.accept(), mail.decline())) {
            assertThat(look(link))
                    .isInstanceOfSatisfying(
                            MailStanding.Taken.class,
                            taken -> assertThat(taken.holder()).isEqualTo("Ben"));
            assertThat(press(link, "late")).isInstanceOf(MailStanding.Taken.class);
        }
        assertThat(holder()).isEqualTo(BEN);
    }

    @Test
    void anOldLinkAnswersNoNewOffer() {
        AnswerLinks first = offeredToMia();
        desk.reassign(ADMIN, "to", object("rep", "ben"), "reason", "knows them");
        desk.reassign(ADMIN, "to", object("rep", "mia"), "reason", "after all");

        assertThat(look(first.decline())).isInstanceOf(MailStanding.Withdrawn.class);
        assertThat(press(first.decline(), "old")).isInstanceOf(MailStanding.Withdrawn.class);
        assertThat(holder()).isEqualTo(MIA);
        assertThat(look(mailed(MIA).decline())).isInstanceOf(MailStanding.Open.class);
    }

    @Test
    void aLinkExpires() {
        AnswerLinks mail = offeredToMia();
        desk.now = desk.now.plus(Duration.ofDays(7));

        assertThat(look(mail.accept())).isEqualTo(new MailStanding.Expired(ANA));
        assertThat(press(mail.accept(), "")).isEqualTo(new MailStanding.Expired(ANA));
        assertThat(desk.told(ANA)).doesNotContain("ASSIGNMENT_ACCEPTED");
    }

    @Test
    void whatIsWithdrawnCannotBeAccepted() {
        AnswerLinks mail = offeredToMia();
        desk.giveBack(ADMIN, "reason", "wait");

        assertThat(look(mail.accept())).isInstanceOf(MailStanding.Withdrawn.class);
        assertThat(press(mail.accept(), "")).isInstanceOf(MailStanding.Withdrawn.class);
    }

    @Test
    void aLinkIsGoodInItsWorkspaceForItsRepAndItsLeadOnly() {
        AnswerLinks mail = offeredToMia();
        UUID offer = desk.assignments.offers.getLast().id();
        TenantId other = new TenantId(new UUID(0, 2));

        for (AnswerLinks foreign :
                List.of(
                        links.links(other, ANA, offer, MIA, null, desk.now),
                        links.links(TENANT, RoutingDesk.BOB, offer, MIA, null, desk.now),
                        links.links(TENANT, ANA, offer, BEN, null, desk.now),
                        links.links(TENANT, ANA, new UUID(4, 4), MIA, null, desk.now))) {
            assertThat(look(foreign.accept())).isEqualTo(new MailStanding.Gone());
            assertThat(press(foreign.accept(), "")).isEqualTo(new MailStanding.Gone());
        }
        assertThat(look(mail.accept())).isInstanceOf(MailStanding.Open.class);
    }

    @Test
    void aClosedWorkspaceAnswersNothing() {
        AnswerLinks mail = offeredToMia();
        closed = InMemoryWorkspaceDeletions.closed(TENANT, desk.now);

        assertThat(press(mail.accept(), "")).isEqualTo(new MailStanding.Gone());
        assertThat(desk.told(ANA)).doesNotContain("ASSIGNMENT_ACCEPTED");
    }

    @Test
    void aRepWhoHasLeftAnswersNothing() {
        AnswerLinks mail = offeredToMia();
        desk.leave("mia");

        assertThat(press(mail.accept(), "")).isEqualTo(new MailStanding.Gone());
    }

    @Test
    void whoeverMakesLinksUpIsSlowedDownAndNobodyElseIs() {
        AnswerLinks mail = offeredToMia();
        URI forged = URI.create("https://app.example.test/answer/made-up");

        for (int i = 0; i < 10; i++) {
            assertThat(press(forged, "")).isEqualTo(new MailStanding.Forged());
        }

        assertThat(look(forged)).isInstanceOf(MailStanding.TooMany.class);
        assertThat(press(forged, "")).isInstanceOf(MailStanding.TooMany.class);
        assertThat(look(mail.accept())).isInstanceOf(MailStanding.Open.class);
        assertThat(press(mail.accept(), "")).isInstanceOf(MailStanding.Accepted.class);
    }
}
