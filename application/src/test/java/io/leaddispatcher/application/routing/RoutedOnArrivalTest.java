package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.BOB;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static io.leaddispatcher.application.routing.RoutingDesk.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.intake.CompanyQuestions;
import io.leaddispatcher.application.intake.SubmitLead;
import io.leaddispatcher.application.intake.SubmitLead.Outcome.Accepted;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.domain.lead.LeadId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a program hands in is routed in the unit of work that takes it in. */
class RoutedOnArrivalTest {

    private final RoutingDesk desk =
            new RoutingDesk().rule("all", "assign", object("pool", "sales")).routingOnArrival();

    @Test
    void aLeadIsAssignedWhenItsProgramIsAnswered() {
        LeadId lead = accepted(desk.submit("first", "ana@acme.de")).lead();

        assertThat(desk.leads.get(RoutingDesk.TENANT, lead).status())
                .isEqualTo(LeadStatus.ASSIGNED);
        assertThat(desk.told(lead))
                .containsExactly("LEAD_RECEIVED", "LEAD_ROUTED", "ASSIGNMENT_OFFERED");
        assertThat(desk.deliveries).isNotEmpty();
        assertThat(desk.wakeUps).isEqualTo(1);
        assertThat(desk.turn()).as("nothing is left").isZero();
    }

    @Test
    void whatHasWaitedSinceBeforeGoesFirst() {
        desk.event(BOB, "contact.email", "bob@acme.de");
        LeadId lead = accepted(desk.submit("first", "ana@acme.de")).lead();

        assertThat(desk.runs).extracting(run -> run.lead()).containsExactly(BOB, lead);
        assertThat(desk.turn()).isZero();
    }

    @Test
    void whereMoreWaitsThanFitsIntoATurnItWaitsBehindIt() {
        for (int waiting = 0; waiting < RoutePending.BATCH; waiting++) {
            desk.event(new LeadId(new UUID(7, 100 + waiting)), "contact.firstName", "Bo");
        }
        LeadId lead = accepted(desk.submit("first", "ana@acme.de")).lead();

        assertThat(desk.runs).isEmpty();
        assertThat(desk.leads.get(RoutingDesk.TENANT, lead).status()).isEqualTo(LeadStatus.NEW);
        LeadId next = accepted(desk.submit("second", "bo@acme.de")).lead();
        assertThat(desk.states.turns).as("turns taken to be told to wait").isOne();
        desk.turn();
        assertThat(desk.runs).hasSize(RoutePending.BATCH);
        desk.turn();
        assertThat(desk.runs)
                .extracting(run -> run.lead())
                .hasSize(RoutePending.BATCH + 2)
                .endsWith(lead, next);
    }

    @Test
    void whoIsSomebodyElseByNowIsRoutedAsThem() {
        LeadId lead = accepted(desk.submit("first", "ana@acme.de")).lead();
        // It found a lead that was removed before it was committed.
        desk.event(BOB, "contact.email", "ana@acme.de", "contact.firstName", "Ana");

        desk.turn();

        assertThat(desk.runs).extracting(run -> run.lead()).containsExactly(lead);
        assertThat(desk.leads.get(RoutingDesk.TENANT, lead).lead().text("contact.firstName"))
                .contains("Ana");
    }

    @Test
    void aKeyThatCameBeforeIsRoutedOnce() {
        desk.submit("first", "ana@acme.de");
        desk.submit("first", "ana@acme.de");

        assertThat(desk.runs).hasSize(1);
    }

    @Test
    void moreAboutSomebodyWhoIsTakenStartsNoRun() {
        LeadId lead = accepted(desk.submit("first", "ana@acme.de")).lead();
        Accepted again = accepted(desk.submit("second", "ana@acme.de"));

        assertThat(again.lead()).isEqualTo(lead);
        assertThat(again.merged()).isTrue();
        assertThat(again.assignment()).isNotNull();
        assertThat(desk.runs).hasSize(1);
    }

    /** What a page's form sends is an event that was stored first. */
    @Test
    void pain26_whatAProgramSendsIsDecidedLikeWhatAFormSends() {
        RoutingDesk program = rules().routingOnArrival();
        RoutingDesk form = rules();
        List.of("demo", "spam", "else")
                .forEach(intent -> {
                    String email = intent + "@acme.de";
                    program.submitting(
                                    intent,
                                    email,
                                    Map.of(
                                            "contact",
                                            Map.of("email", email),
                                            "lead",
                                            Map.of("intent", intent)))
                            .block();
                    form.event(
                            new LeadId(new UUID(7, intent.length() * 100L + intent.charAt(0))),
                            "contact.email",
                            email,
                            "lead.intent",
                            intent);
                });
        form.turn();

        assertThat(program.runs)
                .hasSize(3)
                .extracting(run -> List.of(run.result(), run.explanation()))
                .isEqualTo(
                        form.runs.stream()
                                .map(run -> List.of(run.result(), run.explanation()))
                                .toList());
    }

    private static RoutingDesk rules() {
        return new RoutingDesk()
                .rule(
                        "demo",
                        "when",
                        when("lead.intent", "eq", "demo"),
                        "assign",
                        object("pool", "sales"))
                .rule(
                        "spam",
                        "when",
                        when("lead.intent", "eq", "spam"),
                        "assign",
                        object("reject", "spam"));
    }

    private static Accepted accepted(SubmitLead.Outcome outcome) {
        assertThat(outcome).isInstanceOf(Accepted.class);
        return (Accepted) outcome;
    }

    /** Its company is asked about outside: the rest of the commit does not wait for that. */
    @Test
    void aLeadThatWaitsForAnAnswerIsKeptAndRoutedOnceItIsThere() {
        List<String> asked = new ArrayList<>();
        desk.questions =
                (tenant, _, news) -> {
                    Set<UUID> waiting =
                            news.stream()
                                    .filter(each ->
                                            each.lead()
                                                    .text("contact.email")
                                                    .filter("ana@acme.de"::equals)
                                                    .isPresent())
                                    .map(CompanyQuestions.NewLead::event)
                                    .collect(Collectors.toSet());
                    return desk.events
                            .waitFor(tenant, waiting, Duration.ofSeconds(1))
                            .thenReturn(
                                    new CompanyQuestions.Asking(waiting, () -> asked.add("asked")));
                };

        Accepted ana = accepted(desk.submit("first", "ana@acme.de"));
        Accepted bob = accepted(desk.submit("second", "bob@acme.de"));

        assertThat(desk.file(ana.lead()).status()).isEqualTo(LeadStatus.NEW);
        assertThat(desk.file(bob.lead()).status()).isEqualTo(LeadStatus.ASSIGNED);
        assertThat(asked).as("for the commit that has one who waits").containsExactly("asked");
        desk.turn();
        assertThat(desk.file(ana.lead()).status()).isEqualTo(LeadStatus.NEW);

        desk.events.waitNoLonger(RoutingDesk.TENANT, Set.of(ana.event())).block();
        desk.turn();
        assertThat(desk.file(ana.lead()).status()).isEqualTo(LeadStatus.ASSIGNED);
    }
}
