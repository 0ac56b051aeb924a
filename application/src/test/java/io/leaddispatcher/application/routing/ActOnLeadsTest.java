package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.BOB;
import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.auditlog.RecordDenial;
import io.leaddispatcher.application.bulk.ActOnLeads;
import io.leaddispatcher.application.bulk.ActOnLeads.Line;
import io.leaddispatcher.application.bulk.ActOnLeads.Report;
import io.leaddispatcher.application.bulk.ActOnLeads.Result;
import io.leaddispatcher.application.bulk.Deed;
import io.leaddispatcher.application.bulk.TestDeeds;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.lead.port.LeadViews;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.application.work.ActOutcome;
import io.leaddispatcher.application.work.ReassignLead;
import io.leaddispatcher.application.work.ReturnLead;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The same done with several leads. */
class ActOnLeadsTest {

    private static final RepKey MIA = new RepKey("mia");
    private static final RepKey BEN = new RepKey("ben");
    private static final LeadId NOBODY = new LeadId(new UUID(7, 99));
    private static final Actor ADMIN = new Actor.Member(new UUID(5, 2), Role.ADMIN, null);
    private static final Actor AS_MIA = new Actor.Member(new UUID(5, 3), Role.REP, "mia");
    private static final Result DONE = new Result.Came(new ActOutcome.Done());

    private final RoutingDesk desk = new RoutingDesk();
    private final ActOnLeads actOnLeads =
            new ActOnLeads(
                    new ImmediateUnitOfWork(),
                    desk.configurations,
                    new Named(),
                    TestDeeds.of(
                            new ReassignLead(desk.acting)::handle,
                            new ReturnLead(desk.acting)::handle),
                    new RecordDenial(desk.trail, new ImmediateUnitOfWork()));

    /** Mia is offered Ana's lead, and Ben Bob's. */
    private void both() {
        desk.rule("all", "assign", object("pool", "sales"));
        desk.event(ANA, "lead.intent", "demo");
        desk.turn();
        desk.event(BOB, "lead.intent", "demo");
        desk.turn();
        assertThat(holder(ANA)).isEqualTo(MIA);
        assertThat(holder(BOB)).isEqualTo(BEN);
    }

    private @Nullable RepKey holder(LeadId lead) {
        return desk.leads.get(TENANT, lead).placement().rep();
    }

    private Report act(Actor actor, Deed deed, Map<String, ?> document, LeadId... leads) {
        return Objects.requireNonNull(
                actOnLeads
                        .handle(
                                new ActOnLeads.Command(
                                        new Caller(TENANT, actor),
                                        List.of(leads),
                                        deed,
                                        document,
                                        "web"))
                        .block());
    }

    private static List<Result> results(Report report) {
        return report.lines().stream().map(Line::result).toList();
    }

    @Test
    void whatIsRefusedForOneIsDoneWithTheOthersAndEachIsToldByItself() {
        both();

        Report report =
                act(
                        ADMIN,
                        Deed.REASSIGN,
                        Map.of("to", Map.of("rep", "ben"), "reason", "Mia is ill"),
                        ANA,
                        BOB,
                        NOBODY,
                        ANA);

        assertThat(results(report))
                .containsExactly(
                        DONE,
                        new Result.Came(new ActOutcome.HeldByAnother(BEN)),
                        new Result.Came(new ActOutcome.Unknown()));
        assertThat(report.lines()).extracting(Line::lead).containsExactly("Ana", null, null);
        assertThat(holder(ANA)).isEqualTo(BEN);
        assertThat(desk.trail.told()).containsExactly("lead.reassigned lead:" + ANA);
        assertThat(desk.trail.entries().getLast().detail())
                .as("the log cannot forget what a person wrote")
                .containsEntry("to", "ben")
                .doesNotContainValue("Mia is ill");
        assertThat(desk.told(ANA)).contains("ASSIGNMENT_REASSIGNED");
    }

    @Test
    void whatWillNotDoIsSaidOfEachAndNothingChanges() {
        both();

        Report report =
                act(
                        ADMIN,
                        Deed.REASSIGN,
                        Map.of("to", Map.of("rep", "gone"), "reason", "x"),
                        ANA,
                        BOB);

        assertThat(results(report)).containsOnly(new Result.Wrong("there is no active rep 'gone'"));
        assertThat(holder(ANA)).isEqualTo(MIA);
    }

    @Test
    void aRepActsOnTheirOwnOnly() {
        both();

        Report report = act(AS_MIA, Deed.RETURN, Map.of("reason", "no time"), BOB, ANA);

        assertThat(results(report))
                .containsExactly(new Result.Came(new ActOutcome.Unknown()), DONE);
        assertThat(desk.leads.get(TENANT, ANA).status()).isEqualTo(LeadStatus.QUEUED);
        assertThat(holder(BOB)).isEqualTo(BEN);
    }

    @Test
    void whatAnotherTeamHasIsSaidOfEachAndTheOthersAreDone() {
        both();
        desk.change(ConfigurationKind.TEAM, "emea", "name", "EMEA", "members", List.of("mia"));
        Actor manager = new Actor.Member(new UUID(5, 5), Role.MANAGER, "mia");

        Report report = act(manager, Deed.RETURN, Map.of("reason", "x"), BOB, ANA);

        assertThat(results(report)).containsExactly(new Result.Forbidden(), DONE);
        assertThat(desk.trail.told())
                .containsExactly(
                        "access.denied request:RETURN of lead " + BOB, "lead.returned lead:" + ANA);
        assertThat(holder(BOB)).isEqualTo(BEN);
    }

    @Test
    void whoMayNotActIsRefusedBeforeAnythingIsRead() {
        both();
        Actor viewer = new Actor.Member(new UUID(5, 4), Role.VIEWER, null);

        assertThatThrownBy(() -> act(viewer, Deed.RETURN, Map.of("reason", "x"), ANA))
                .isInstanceOf(AccessDeniedException.class);
        assertThat(holder(ANA)).isEqualTo(MIA);
    }

    @Test
    void whatBreaksInTheMiddleLeavesTheOthersDone() {
        both();
        desk.broken = true;
        Report broken = act(ADMIN, Deed.RETURN, Map.of("reason", "x"), ANA);
        desk.broken = false;
        Report well = act(ADMIN, Deed.RETURN, Map.of("reason", "x"), ANA, BOB);

        assertThat(results(broken)).containsExactly(new Result.Failed());
        assertThat(results(well)).containsExactly(DONE, DONE);
    }

    @Test
    void thereAreSomeAndNotTooMany() {
        assertThatThrownBy(() -> act(ADMIN, Deed.RETURN, Map.of()))
                .isInstanceOf(InvalidInputException.class);
        LeadId[] many =
                IntStream.rangeClosed(0, ActOnLeads.MOST)
                        .mapToObj(number -> new LeadId(new UUID(8, number)))
                        .toArray(LeadId[]::new);
        assertThatThrownBy(() -> act(ADMIN, Deed.RETURN, Map.of(), many))
                .hasMessageContaining("at most 200 leads");
    }

    /** Only Ana has a name. */
    private static final class Named implements LeadViews {

        @Override
        public Flux<Row> page(
                TenantId tenant, Sight sight, Filter filter, @Nullable Position after, int limit) {
            return Flux.empty();
        }

        @Override
        public Flux<Row> some(TenantId tenant, Sight sight, Collection<LeadId> leads) {
            return Flux.fromIterable(leads)
                    .filter(ANA::equals)
                    .map(lead ->
                            new Row(
                                    lead,
                                    Instant.EPOCH,
                                    Instant.EPOCH,
                                    LeadStatus.ASSIGNED,
                                    "Ana",
                                    null,
                                    null,
                                    null,
                                    null,
                                    "mia",
                                    "Mia",
                                    null,
                                    null,
                                    Map.of()));
        }

        @Override
        public Mono<Detail> show(TenantId tenant, Sight sight, LeadId lead) {
            return Mono.empty();
        }

        @Override
        public Mono<Map<String, String>> names(TenantId tenant) {
            return Mono.just(Map.of("rep/mia", "Mia"));
        }
    }
}
