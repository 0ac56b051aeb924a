package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.NOON;
import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.routing.port.RoutingRuns.Cause;
import io.leaddispatcher.application.routing.port.RoutingRuns.Run;
import io.leaddispatcher.application.work.ActOutcome;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.access.Scope;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.lead.Leads;
import io.leaddispatcher.domain.lead.TimelineEntry;
import io.leaddispatcher.domain.roster.RepKey;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Somebody has a lead routed once more. */
class RerouteLeadTest {

    private static final RepKey MIA = new RepKey("mia");
    private static final RepKey BEN = new RepKey("ben");
    private static final Actor ADMIN = member(Role.ADMIN, null);
    private static final Actor PROGRAM =
            new Actor.Token(new UUID(5, 1), Set.of(Scope.WRITE), Role.OWNER);

    private final RoutingDesk desk = new RoutingDesk();

    private static Actor member(Role role, @Nullable String rep) {
        return new Actor.Member(new UUID(5, 2), role, rep);
    }

    /** Mia has Ana's lead. */
    private void toMia() {
        desk.rule("all", "assign", object("pool", "sales"));
        desk.event(ANA, "lead.intent", "demo");
        desk.turn();
        assertThat(file().placement().rep()).isEqualTo(MIA);
    }

    private LeadFile file() {
        return desk.leads.get(TENANT, ANA);
    }

    @Test
    void itGoesWhereThePolicySaysNow() {
        toMia();
        desk.pause("mia", true);

        assertThat(desk.reroute(ADMIN, "reason", "Mia is ill")).isEqualTo(new ActOutcome.Done());

        assertThat(file().placement().rep()).isEqualTo(BEN);
        assertThat(desk.runs).extracting(Run::cause).containsExactly(Cause.INTAKE, Cause.MANUAL);
        assertThat(desk.assignments.ended.values()).containsExactly(AssignmentState.REASSIGNED);
        assertThat(desk.open(MIA)).isZero();
        assertThat(desk.open(BEN)).isEqualTo(1);
        TimelineEntry told =
                desk.entries(ANA).stream()
                        .filter(entry -> entry.type().equals("REROUTED"))
                        .findFirst()
                        .orElseThrow();
        assertThat(told.actor()).isEqualTo(ADMIN.label());
        assertThat(told.channel()).isEqualTo("api");
        assertThat(told.detail()).containsEntry("reason", "Mia is ill");
        assertThat(desk.trail.told()).containsExactly("lead.rerouted lead:" + ANA);
        assertThat(desk.trail.entries().getLast().detail())
                .as("the log cannot forget what a person wrote")
                .doesNotContainValue("Mia is ill");
        assertThat(desk.deliveries)
                .filteredOn(each -> each.draft().document().containsKey("gone"))
                .as("what a person wrote is told to nobody by Slack or e-mail")
                .isNotEmpty()
                .noneMatch(each -> each.draft().document().toString().contains("Mia is ill"));
    }

    @Test
    void itMayComeBackToTheSameRepWhoIsNotToldThatItIsGone() {
        toMia();

        desk.reroute(PROGRAM, "reason", "x");

        assertThat(file().placement().rep()).isEqualTo(MIA);
        assertThat(desk.assignments.offers).hasSize(2);
        assertThat(desk.open(MIA)).isEqualTo(1);
        assertThat(desk.ledger().standing(MIA))
                .hasValueSatisfying(standing -> {
                    assertThat(standing.assigned()).isEqualTo(2);
                    assertThat(standing.credit()).isEqualTo(1);
                });
        assertThat(desk.deliveries).noneMatch(each -> each.draft().document().containsKey("gone"));
    }

    @Test
    void whatWaitsOrWasRejectedIsRoutedToo() {
        desk.rule("all", "assign", object("pool", "sales"));
        desk.pause("mia", true);
        desk.pause("ben", true);
        desk.event(ANA, "lead.intent", "demo");
        desk.turn();
        assertThat(file().status()).isEqualTo(LeadStatus.QUEUED);
        desk.pause("ben", false);

        desk.reroute(ADMIN, "reason", "x");

        assertThat(file().placement().rep()).isEqualTo(BEN);
    }

    @Test
    void aLockIsOverlookedByThoseWhoMay() {
        desk.policy("reroute", object("lock", "PT30M"));
        toMia();

        assertThat(desk.reroute(ADMIN, "reason", "x"))
                .isEqualTo(new ActOutcome.Locked(NOON.plusSeconds(1800)));
        assertThatThrownBy(() -> desk.reroute(PROGRAM, "reason", "x", "override", true))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() ->
                        desk.reroute(member(Role.REP, "mia"), "reason", "x", "override", true))
                .isInstanceOf(AccessDeniedException.class);
        assertThat(desk.runs).hasSize(1);
        assertThat(desk.trail.told()).isEmpty();
        assertThat(desk.reroute(ADMIN, "reason", "x", "override", true))
                .isEqualTo(new ActOutcome.Done());
        desk.now = NOON.plusSeconds(3600);
        assertThat(desk.reroute(PROGRAM, "reason", "x"))
                .as("once the lock is off")
                .isEqualTo(new ActOutcome.Done());
    }

    @Test
    void whatIsAcceptedStays() {
        toMia();
        desk.assignments.accepted.add(desk.assignments.offers.getFirst().id());

        assertThat(desk.reroute(ADMIN, "reason", "x", "override", true))
                .isEqualTo(new ActOutcome.Accepted(MIA));
    }

    @Test
    void whatIsOverStays() {
        toMia();
        desk.leads.save(TENANT, List.of(file().completed()), NOON).block();

        assertThat(desk.reroute(ADMIN, "reason", "x")).isEqualTo(new ActOutcome.Over());
    }

    @Test
    void whatIsAboutToBeRoutedWaits() {
        desk.leads.save(TENANT, List.of(LeadFile.of(Leads.lead(), NOON)), NOON).block();

        assertThat(desk.reroute(ADMIN, "reason", "x")).isEqualTo(new ActOutcome.NotRouted());
    }

    @Test
    void aRepHasTheOwnLeadsRoutedAndNobodyElses() {
        toMia();

        assertThat(desk.reroute(member(Role.REP, "ben"), "reason", "x"))
                .isEqualTo(new ActOutcome.Unknown());
        assertThatThrownBy(() -> desk.reroute(member(Role.VIEWER, null), "reason", "x"))
                .isInstanceOf(AccessDeniedException.class);
        assertThat(desk.reroute(member(Role.REP, "mia"), "reason", "x"))
                .isEqualTo(new ActOutcome.Done());
        assertThat(desk.reroute(PROGRAM, "reason", "x", "rep", "zoe"))
                .isEqualTo(new ActOutcome.HeldByAnother(file().placement().rep()));
    }

    @Test
    void aLeadThatIsNotThereIsUnknown() {
        assertThat(desk.reroute(ADMIN, "reason", "x")).isEqualTo(new ActOutcome.Unknown());
    }

    @Test
    void peopleMustSayWhyAndProgramsNeedNot() {
        toMia();

        assertThatThrownBy(() -> desk.reroute(ADMIN)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> desk.reroute(ADMIN, "reason", "x".repeat(501)))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> desk.reroute(ADMIN, "reason", "x", "colour", "red"))
                .isInstanceOf(InvalidInputException.class);
        assertThat(desk.reroute(PROGRAM)).isEqualTo(new ActOutcome.Done());
    }
}
