package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.NOON;
import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.lead.port.Disclosures;
import io.leaddispatcher.application.lead.port.LeadViews;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.application.work.Act;
import io.leaddispatcher.application.work.ActOutcome;
import io.leaddispatcher.application.work.CorrectLead;
import io.leaddispatcher.application.work.CorrectLead.Outcome;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.TimelineEntry;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Somebody says what a lead is really like. */
class CorrectLeadTest extends ActScenes {

    private @Nullable UUID openTo;

    private final CorrectLead correctLead =
            new CorrectLead(
                    new LeadTurns(desk.turns),
                    desk.leads,
                    seenByNobody(),
                    disclosures(),
                    desk.trail,
                    new ImmediateUnitOfWork(),
                    () -> desk.now);

    private Outcome correct(Actor actor, Map<String, ?> document) {
        return Objects.requireNonNull(
                correctLead
                        .handle(new Act(new Caller(TENANT, actor), ANA, document, "web"))
                        .block());
    }

    private static Map<String, Object> email(String address) {
        return Map.of("contact", Map.of("email", address));
    }

    /** Ana has an address, and Mia has Ana's lead. */
    private void toMiaWithAddress() {
        desk.rule("all", "assign", RoutingDesk.object("pool", "sales"));
        desk.event(ANA, "contact.email", "ana@amce.de", "contact.firstName", "Ana");
        desk.turn();
        assertThat(file().placement().rep()).isEqualTo(MIA);
    }

    @Test
    void itSaysSomethingElseAndStaysWhereItIs() {
        toMiaWithAddress();
        var placed = file().placement();

        assertThat(correct(ADMIN, email("ana@acme.de"))).isEqualTo(new Outcome.Corrected());

        assertThat(file().lead().text("contact.email")).contains("ana@acme.de");
        assertThat(file().placement()).isEqualTo(placed);
        assertThat(desk.runs).hasSize(1);
        assertThat(desk.open(MIA)).isOne();
        TimelineEntry told = told("LEAD_UPDATED");
        assertThat(told.actor()).isEqualTo(ADMIN.label());
        assertThat(told.detail())
                .containsEntry("changed", List.of("company.domain", "contact.email"))
                .containsEntry("source", "web");
        assertThat(told.detail().toString()).doesNotContain("acme.de");
        assertThat(desk.trail.told()).containsExactly("lead.corrected lead:" + ANA);
    }

    @Test
    void whoComesAgainIsFoundByTheNewAddressAndNotByTheOld() {
        toMiaWithAddress();
        desk.routingOnArrival();
        LeadId ana = known("ana@amce.de");
        assertThat(correct(ana, ADMIN, email("ana@acme.de"))).isEqualTo(new Outcome.Corrected());

        assertThat(known("ana@acme.de")).isEqualTo(ana);
        assertThat(known("ana@amce.de")).isNotEqualTo(ana);
    }

    @Test
    void theAddressOfAnotherLeadIsRefusedAndNothingChanges() {
        toMiaWithAddress();
        desk.routingOnArrival();
        LeadId ana = known("ana@amce.de");
        known("bob@acme.de");

        assertThat(correct(ana, ADMIN, email("bob@acme.de")))
                .as("of one that this reader may not see")
                .isEqualTo(new Outcome.OfAnother(null));
    }

    private LeadId known(String address) {
        return switch (desk.submit(UUID.randomUUID().toString(), address)) {
            case io.leaddispatcher.application.intake.SubmitLead.Outcome.Accepted(
                            var lead,
                            _,
                            _,
                            _) ->
                    lead;
            default -> throw new AssertionError();
        };
    }

    private Outcome correct(LeadId lead, Actor actor, Map<String, ?> document) {
        return Objects.requireNonNull(
                correctLead
                        .handle(new Act(new Caller(TENANT, actor), lead, document, "web"))
                        .block());
    }

    @Test
    void ofTwoWhoCorrectOneValueTheSecondIsTold() {
        toMiaWithAddress();
        Map<String, Object> seen = email("ana@amce.de");
        correct(ADMIN, Map.of("contact", Map.of("email", "ana@acme.de"), "was", seen));

        assertThat(correct(AS_MIA, Map.of("contact", Map.of("email", "a@acme.de"), "was", seen)))
                .isEqualTo(new Outcome.Overtaken(Set.of("contact.email")));
        assertThat(file().lead().text("contact.email")).contains("ana@acme.de");
        assertThat(
                        correct(
                                AS_MIA,
                                Map.of(
                                        "contact",
                                        Map.of("lastName", "Ruiz"),
                                        "was",
                                        Map.of("contact", Map.of("firstName", " Ana ")))))
                .as("who corrects something else is in nobody's way")
                .isEqualTo(new Outcome.Corrected());
    }

    @Test
    void whatIsSaidAsItIsIsToldToNobody() {
        toMiaWithAddress();

        assertThat(correct(ADMIN, email("ana@amce.de"))).isEqualTo(new Outcome.Corrected());

        assertThat(desk.told(ANA)).doesNotContain("LEAD_UPDATED");
        assertThat(desk.trail.told()).isEmpty();
    }

    @Test
    void whatCannotBeUsedIsRefused() {
        toMiaWithAddress();

        assertThatThrownBy(() -> correct(ADMIN, email("nobody")))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> correct(ADMIN, Map.of("colour", "red")))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void aRepCorrectsTheOwnLeadsAndNobodyElses() {
        toMiaWithAddress();

        assertThat(correct(AS_BEN, email("a@acme.de")))
                .isEqualTo(new Outcome.Refused(new ActOutcome.HeldByAnother(MIA)));
        assertThatThrownBy(() ->
                        correct(
                                new Actor.Member(new UUID(5, 3), Role.VIEWER, null),
                                email("a@acme.de")))
                .isInstanceOf(AccessDeniedException.class);
        assertThat(correct(AS_MIA, email("a@acme.de"))).isEqualTo(new Outcome.Corrected());
        assertThat(correct(PROGRAM, Map.of("rep", "ben", "contact", Map.of("lastName", "R"))))
                .isEqualTo(new Outcome.Refused(new ActOutcome.HeldByAnother(MIA)));
    }

    @Test
    void whatIsAboutToBeRoutedWaitsAndWhatIsNotThereIsUnknown() {
        assertThat(correct(ADMIN, email("a@acme.de")))
                .isEqualTo(new Outcome.Refused(new ActOutcome.Unknown()));
        desk.event(ANA, "contact.email", "ana@acme.de");
        desk.leads
                .save(
                        TENANT,
                        List.of(
                                io.leaddispatcher.application.lead.LeadFile.of(
                                        io.leaddispatcher.domain.lead.Leads.lead(), NOON)),
                        NOON)
                .block();
        assertThat(correct(ADMIN, email("a@acme.de")))
                .isEqualTo(new Outcome.Refused(new ActOutcome.NotRouted()));
    }

    @Test
    void whatIsSensitiveIsCorrectedByWhoMaySeeIt() {
        desk.keep(ConfigurationKind.FIELD, "contact.email", "name", "E-mail", "sensitive", true);
        toMiaWithAddress();
        UUID mia = new UUID(5, 4);
        Actor member = new Actor.Member(mia, Role.REP, "mia");

        assertThatThrownBy(() -> correct(member, email("a@acme.de")))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() ->
                        correct(
                                member,
                                Map.of(
                                        "contact",
                                        Map.of("lastName", "Ruiz"),
                                        "was",
                                        Map.of("company", Map.of("domain", "amce.de")))))
                .as("nor is it found out by asking")
                .isInstanceOf(AccessDeniedException.class);
        openTo = mia;
        assertThat(correct(member, email("a@acme.de"))).isEqualTo(new Outcome.Corrected());
        assertThat(correct(ADMIN, email("b@acme.de"))).isEqualTo(new Outcome.Corrected());
    }

    @Test
    void aReasonStandsInTheStory() {
        toMiaWithAddress();

        correct(ADMIN, Map.of("contact", Map.of("lastName", "Ruiz"), "reason", "she called"));

        assertThat(told("LEAD_UPDATED").detail()).containsEntry("reason", "she called");
    }

    /** Another lead is looked for by nobody but to be named. */
    private static LeadViews seenByNobody() {
        return (LeadViews)
                Proxy.newProxyInstance(
                        LeadViews.class.getClassLoader(),
                        new Class<?>[] {LeadViews.class},
                        (_, method, _) -> {
                            assertThat(method.getName()).isEqualTo("some");
                            return Flux.empty();
                        });
    }

    private Disclosures disclosures() {
        return (Disclosures)
                Proxy.newProxyInstance(
                        Disclosures.class.getClassLoader(),
                        new Class<?>[] {Disclosures.class},
                        (_, method, arguments) -> {
                            assertThat(method.getName()).isEqualTo("latest");
                            UUID member = (UUID) arguments[1];
                            return member.equals(openTo)
                                    ? Mono.just(
                                            new Disclosures.Disclosure(
                                                    new UUID(3, 1),
                                                    member,
                                                    ANA,
                                                    "to mend it",
                                                    NOON,
                                                    NOON.plusSeconds(900),
                                                    null))
                                    : Mono.empty();
                        });
    }
}
