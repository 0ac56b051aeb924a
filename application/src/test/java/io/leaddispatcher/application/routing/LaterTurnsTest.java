package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.EscalationScenes.TEN_MINUTES;
import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.BOB;
import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static io.leaddispatcher.application.routing.RoutingDesk.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.routing.LaterTurns.Wish;
import io.leaddispatcher.application.transaction.Portion.First;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class LaterTurnsTest {

    private final RoutingDesk desk = new RoutingDesk();
    private final List<String> asked = new ArrayList<>();

    private Mono<Set<LeadId>> asked(String what, Set<LeadId> answer) {
        return Mono.fromSupplier(
                        () -> {
                            asked.add(what);
                            return answer;
                        })
                .filter(found -> !found.isEmpty());
    }

    private List<LeadId> take(Set<LeadId> seen, Set<LeadId> claimed) {
        List<LeadId> taken = new ArrayList<>();
        desk.turns
                .later()
                .take(
                        TENANT,
                        new Wish<>(
                                asked("look", seen),
                                asked("claim", claimed),
                                batch ->
                                        taken.addAll(
                                                batch.leads().stream()
                                                        .map(LeadFile::lead)
                                                        .map(Lead::id)
                                                        .toList()),
                                _ -> Mono.empty()))
                .block();
        return taken;
    }

    @Test
    void whatIsDoneIsWhatWasClaimedAfterALook() {
        desk.rule("all", "assign", object("pool", "sales"));
        desk.event(ANA);
        desk.turn();

        assertThat(take(Set.of(BOB), Set.of(ANA))).containsExactly(ANA);
        assertThat(asked).containsExactly("look", "claim");
    }

    @Test
    void whoSeesNothingClaimsNothing() {
        assertThat(take(Set.of(), Set.of(ANA))).isEmpty();
        assertThat(asked).containsExactly("look");
    }

    @Test
    void stepsAreClaimedByNoLookHoweverOften() {
        desk.sla("hot", object("ACCEPTED", "PT10M"), step("ACCEPTED", "50%", "REASSIGN"));
        desk.rule("hot", "assign", object("pool", "sales"), "sla", "hot");
        desk.event(ANA);
        desk.turn();
        desk.now = desk.now.plus(TEN_MINUTES.dividedBy(2));
        var steps =
                new MovingSteps(
                        desk.clocks,
                        new InMemoryRoutingRuns(desk.runs),
                        desk.timeline,
                        desk.watch,
                        TENANT);

        First<UUID> ten = new First<>(10);

        assertThat(steps.look(ten).then(steps.look(ten)).block()).containsExactly(ANA);
        assertThat(steps.latest()).as("of those that are claimed").isEmpty();
        assertThat(steps.claim(ten).block()).containsExactly(ANA);
        assertThat(steps.latest()).contains(desk.now);
    }
}
