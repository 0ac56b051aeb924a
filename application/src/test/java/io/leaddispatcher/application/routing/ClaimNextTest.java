package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.queue.ClaimNext;
import io.leaddispatcher.application.queue.ClaimNext.Outcome.Claimed;
import io.leaddispatcher.application.queue.ClaimNext.Outcome.Full;
import io.leaddispatcher.application.queue.ClaimNext.Outcome.Nothing;
import io.leaddispatcher.application.queue.ClaimNext.Outcome.Unknown;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.application.work.AcceptLead;
import io.leaddispatcher.application.work.Acting;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A rep takes the next lead of a queue. The queue "mine" is of a team of which Mia is, and Ben is
 * not.
 */
class ClaimNextTest {

    private static final Actor MIA = member(Role.REP, "mia");
    private static final Actor BEN = member(Role.REP, "ben");
    private static final Actor ZOE = member(Role.ADMIN, null);

    private final RoutingDesk desk = new RoutingDesk();
    private final ClaimNext claimNext =
            new ClaimNext(
                    new ImmediateUnitOfWork(),
                    new WaitingRoom(desk),
                    desk.configurations,
                    new AcceptLead(new Acting(new LeadTurns(desk.turns), desk.trail)),
                    WaitingRoom.ORDER);

    ClaimNextTest() {
        desk.keep(ConfigurationKind.TEAM, "team", "name", "Team", "members", List.of("mia"));
        desk.keep(ConfigurationKind.QUEUE, "mine", "name", "Mine", "team", "team");
        desk.rule("all", "assign", object("queue", "mine"));
        for (int number = 1; number <= 3; number++) {
            desk.now = desk.now.plusSeconds(1);
            desk.event(lead(number), "lead.intent", "demo");
            desk.turn();
        }
    }

    private static Actor member(Role role, @Nullable String rep) {
        return new Actor.Member(new UUID(3, role.name().length()), role, rep);
    }

    private static LeadId lead(int number) {
        return new LeadId(new UUID(7, number));
    }

    private ClaimNext.Outcome claim(Actor who, String queue, Map<String, ?> document) {
        return Objects.requireNonNull(
                claimNext
                        .handle(
                                new ClaimNext.Command(
                                        new Caller(TENANT, who), queue, document, "web"))
                        .block());
    }

    @Test
    void oneAfterTheOtherInOrderUntilNothingIsLeft() {
        assertThat(claim(MIA, "mine", Map.of())).isEqualTo(new Claimed(lead(1)));
        assertThat(claim(MIA, "mine", Map.of())).isEqualTo(new Claimed(lead(2)));
        assertThat(claim(ZOE, "mine", Map.of("rep", "mia"))).isEqualTo(new Claimed(lead(3)));
        assertThat(claim(MIA, "mine", Map.of())).isEqualTo(new Nothing());

        assertThat(desk.file(lead(2)).placement().rep()).isEqualTo(new RepKey("mia"));
        assertThat(desk.open(new RepKey("mia"))).isEqualTo(3);
    }

    @Test
    void noMoreThanFits() {
        desk.change(
                ConfigurationKind.REP,
                "mia",
                "name",
                "Mia",
                "email",
                "mia@x.test",
                "capacity",
                object("open", 1));
        claim(MIA, "mine", Map.of());

        assertThat(claim(MIA, "mine", Map.of())).isEqualTo(new Full(new RepKey("mia")));
        assertThat(desk.open(new RepKey("mia"))).isEqualTo(1);
    }

    @Test
    void nothingThatTheRepHasGivenBackBefore() {
        claim(MIA, "mine", Map.of());
        desk.assignments
                .end(TENANT, lead(1), AssignmentState.RETURNED, "not mine", desk.now)
                .then(
                        desk.leads.save(
                                TENANT,
                                List.of(desk.file(lead(1)).putAside(new QueueKey("mine"), "x")),
                                desk.now))
                .block();

        assertThat(claim(MIA, "mine", Map.of())).isEqualTo(new Claimed(lead(2)));
        assertThat(claim(MIA, "mine", Map.of())).isEqualTo(new Claimed(lead(3)));
        assertThat(claim(MIA, "mine", Map.of())).isEqualTo(new Nothing());
    }

    @Test
    void whatIsAnotherTeamsIsAsThoughItWereNot() {
        assertThat(claim(BEN, "mine", Map.of())).isEqualTo(new Unknown());
        assertThat(claim(BEN, "fallback", Map.of())).isEqualTo(new Unknown());
        assertThat(claim(BEN, "none", Map.of())).isEqualTo(new Unknown());
        assertThat(claim(MIA, "mine", Map.of("rep", "ben"))).isEqualTo(new Unknown());
        assertThat(claim(ZOE, "not a key", Map.of("rep", "mia"))).isEqualTo(new Unknown());
        assertThat(claim(member(Role.REP, null), "mine", Map.of())).isEqualTo(new Unknown());
    }

    @Test
    void aManagerTakesForTheirTeamOutOfItsQueueAndOutOfNoTeams() {
        desk.keep(ConfigurationKind.REP, "max", "name", "Max", "email", "max@x.test");
        desk.change(
                ConfigurationKind.TEAM,
                "team",
                "name",
                "Team",
                "members",
                List.of("mia"),
                "manager",
                "max");
        Actor max = member(Role.MANAGER, "max");

        assertThat(claim(max, "mine", Map.of("rep", "mia"))).isEqualTo(new Claimed(lead(1)));
        assertThatThrownBy(() -> claim(max, "mine", Map.of()))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> claim(max, "mine", Map.of("rep", "ben")))
                .isInstanceOf(InvalidInputException.class);
        assertThat(claim(max, "fallback", Map.of("rep", "mia"))).isEqualTo(new Nothing());
        for (Actor other : List.of(member(Role.MANAGER, "ben"), member(Role.MANAGER, null))) {
            assertThatThrownBy(() -> claim(other, "mine", Map.of("rep", "mia")))
                    .isInstanceOf(AccessDeniedException.class);
        }
        assertThat(desk.open(new RepKey("mia"))).isEqualTo(1);
    }

    @Test
    void whoActsForOthersSaysForWhom() {
        assertThatThrownBy(() -> claim(ZOE, "mine", Map.of()))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> claim(ZOE, "mine", Map.of("rep", "ben")))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> claim(ZOE, "mine", Map.of("rap", "mia")))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> claim(member(Role.VIEWER, null), "mine", Map.of()))
                .isInstanceOf(AccessDeniedException.class);
    }
}
