package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.NOON;
import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.queue.ListQueues;
import io.leaddispatcher.application.queue.QueueView;
import io.leaddispatcher.application.queue.QueueView.Taker;
import io.leaddispatcher.application.queue.WaitingOccupants;
import io.leaddispatcher.application.queue.port.QueueViews;
import io.leaddispatcher.application.routing.port.WaitingLeads.Line;
import io.leaddispatcher.application.routing.port.WaitingLeads.Place;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Which queues somebody sees, and what they may do there. */
class ListQueuesTest {

    private final RoutingDesk desk = new RoutingDesk();

    ListQueuesTest() {
        desk.keep(ConfigurationKind.TEAM, "team", "name", "Team A", "members", List.of("mia"));
        desk.keep(ConfigurationKind.QUEUE, "mine", "name", "Mine", "team", "team", "pull", true);
        desk.rule(
                "all",
                "assign",
                object("rep", "mia"),
                "whenUnavailable",
                object("queue", "partners"));
    }

    private List<QueueView> seenBy(Role role, @Nullable String rep) {
        Actor member = new Actor.Member(new UUID(3, 1), role, rep);
        return Objects.requireNonNull(
                new ListQueues(new ImmediateUnitOfWork(), counted(), desk.configurations)
                        .handle(new Caller(TENANT, member))
                        .block());
    }

    private static QueueViews counted() {
        return new QueueViews() {
            @Override
            public Flux<Waiters> counts(TenantId tenant) {
                return Flux.just(
                        new Waiters(new QueueKey("mine"), 2, NOON.plusSeconds(1)),
                        new Waiters(new QueueKey("gone"), 1, NOON));
            }

            @Override
            public Flux<Waiting> inOrder(
                    TenantId tenant, Collection<Line> lines, @Nullable Place after, int limit) {
                return Flux.empty();
            }

            @Override
            public Flux<Waiting> heads(TenantId tenant, Collection<Line> lines, int limit) {
                return Flux.empty();
            }
        };
    }

    @Test
    void whatWaitsInAQueueIsCountedUnderTheTurn() {
        var occupants = new WaitingOccupants(desk.states, counted());
        int turns = desk.states.turns;

        assertThat(occupants.of(TENANT, new QueueKey("mine")).block()).isEqualTo(2);
        assertThat(occupants.of(TENANT, new QueueKey("fallback")).block()).isZero();
        assertThat(desk.states.turns).isEqualTo(turns + 2);
    }

    @Test
    void whoLooksAfterAllLeadsSeesAllOfThemTheLongestWaitFirst() {
        List<QueueView> seen = seenBy(Role.ADMIN, null);

        assertThat(seen)
                .extracting(QueueView::key)
                .containsExactly("gone", "mine", "fallback", "partners");
        assertThat(seen).extracting(QueueView::waiting).containsExactly(1L, 2L, 0L, 0L);
        assertThat(seen).extracting(QueueView::pulled).containsExactly(false, true, false, true);
        assertThat(seen).extracting(QueueView::claims).containsOnly(false);
        assertThat(seen.get(1).team()).isEqualTo("Team A");
        assertThat(seen.get(1).takers()).containsExactly(new Taker("mia", "Mia"));
        assertThat(seen.get(2).takers())
                .containsExactly(new Taker("ben", "Ben"), new Taker("mia", "Mia"));
    }

    @Test
    void aRepSeesThoseOfTheOwnTeamsAndTakesLeadsForNobodyElse() {
        assertThat(seenBy(Role.REP, "mia")).extracting(QueueView::key).containsExactly("mine");
        assertThat(seenBy(Role.REP, "mia").getFirst().claims()).isTrue();
        assertThat(seenBy(Role.REP, "mia").getFirst().takers()).isEmpty();
        assertThat(seenBy(Role.REP, "ben")).isEmpty();
        assertThat(seenBy(Role.REP, null)).isEmpty();
    }

    @Test
    void aManagerTakesForTheOwnTeamsOutOfTheirQueuesAndThoseOfNoTeam() {
        List<QueueView> seen = seenBy(Role.MANAGER, "mia");

        assertThat(seen.stream().filter(QueueView::claims))
                .extracting(QueueView::key)
                .containsExactly("mine", "fallback", "partners");
        assertThat(seen.get(1).takers()).containsExactly(new Taker("mia", "Mia"));
        assertThat(seen.get(2).takers()).containsExactly(new Taker("mia", "Mia"));
        assertThat(seenBy(Role.MANAGER, null)).allMatch(queue -> queue.takers().isEmpty());
    }

    @Test
    void aViewerLooksAndAManagerWhoIsARepTakesToo() {
        assertThat(seenBy(Role.VIEWER, null)).hasSize(4).noneMatch(QueueView::claims);
        assertThat(seenBy(Role.VIEWER, "mia")).allMatch(queue -> queue.takers().isEmpty());
        assertThat(seenBy(Role.VIEWER, "mia")).noneMatch(QueueView::claims);
        assertThat(seenBy(Role.MANAGER, "ben").stream().filter(QueueView::claims))
                .extracting(QueueView::key)
                .containsExactly("fallback", "partners");
    }
}
