package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.NOON;
import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.lead.Opening;
import io.leaddispatcher.application.routing.port.Explanations.Explained;
import io.leaddispatcher.application.routing.port.RoutingStates.RepLoad;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.LeadContext;
import io.leaddispatcher.domain.routing.Router;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.routing.RoutingState;
import io.leaddispatcher.domain.routing.Workspaces;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** When somebody comes back for a lead that waits. */
class WaitingOpeningsTest {

    private static final RepKey MIA = new RepKey("mia");

    private final RoutingDesk desk = new RoutingDesk();

    private Map<?, Opening> openings(LeadKind kind) {
        RoutingConfiguration configuration =
                Objects.requireNonNull(desk.configurations.current(TENANT).block()).configuration();
        var how =
                new Router(configuration)
                        .decide(
                                LeadContext.of(Workspaces.workspace().lead()),
                                RoutingState.empty(),
                                NOON)
                        .explanation();
        return Objects.requireNonNull(
                new WaitingOpenings(
                                (_, _) -> Mono.just(Map.of(ANA, new Explained(kind, how))),
                                desk.states,
                                desk.configurations,
                                InstantSource.fixed(NOON))
                        .of(TENANT, List.of(ANA))
                        .block());
    }

    @Test
    void aClockFreesNobodyWhoHasAllTheLeadsOfAKind() {
        desk.keep(
                ConfigurationKind.REP,
                "mia",
                "name",
                "Mia",
                "email",
                "mia@x.test",
                "workingHours",
                object("MON-SUN", List.of("20:00-22:00")),
                "timeZone",
                "UTC",
                "capacity",
                object("perKind", object("meeting", 1)));
        desk.rule("all", "assign", object("rep", "mia"));
        desk.states.loads.put(MIA, new RepLoad(MIA, 1, NOON, 1, List.of()));
        desk.states.openByKind.put(MIA, ImmutableMap.of(LeadKind.MEETING, 1));

        assertThat(openings(LeadKind.MEETING)).isEmpty();
        Instant evening = Instant.parse("2026-11-25T20:00:00Z");
        assertThat(openings(LeadKind.LEAD).values())
                .singleElement()
                .satisfies(opening -> {
                    assertThat(opening.rep()).isEqualTo("Mia");
                    assertThat(opening.at()).isEqualTo(evening);
                });
    }
}
