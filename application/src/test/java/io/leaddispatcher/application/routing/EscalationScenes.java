package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.lead.TimelineEntry;
import io.leaddispatcher.domain.roster.RepKey;
import java.time.Duration;
import java.util.List;

/** Ana's lead with clocks that run, and what was done when they ran out. */
abstract class EscalationScenes {

    static final RepKey MIA = new RepKey("mia");
    static final RepKey BEN = new RepKey("ben");
    static final Actor AS_MIA = new Actor.Rep("mia");
    static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    final RoutingDesk desk = new RoutingDesk();

    /** Mia has Ana's lead, by a rule whose clocks have these steps; Zoe leads the team. */
    void hot(Object... steps) {
        desk.sla("hot", object("DISPATCHED", "PT1M", "ACCEPTED", "PT10M"), steps);
        desk.rule("hot", "assign", object("pool", "sales"), "sla", "hot");
        desk.team("zoe");
        desk.event(ANA);
        desk.turn();
        assertThat(file().placement().rep()).isEqualTo(MIA);
    }

    LeadFile file() {
        return desk.leads.get(TENANT, ANA);
    }

    List<Offer> offers() {
        return desk.assignments.offers;
    }

    List<TimelineEntry> entries(String type) {
        return desk.entries(ANA).stream().filter(entry -> entry.type().equals(type)).toList();
    }
}
