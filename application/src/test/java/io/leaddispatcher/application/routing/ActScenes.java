package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.work.ActOutcome;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.access.Scope;
import io.leaddispatcher.domain.lead.TimelineEntry;
import io.leaddispatcher.domain.roster.RepKey;
import java.util.Set;
import java.util.UUID;

/** Ana's lead as it is offered, for people to act on. */
abstract class ActScenes {

    static final RepKey MIA = new RepKey("mia");
    static final RepKey BEN = new RepKey("ben");
    static final Actor ADMIN = new Actor.Member(new UUID(5, 2), Role.ADMIN, null);
    static final Actor PROGRAM = new Actor.Token(new UUID(5, 1), Set.of(Scope.WRITE), Role.OWNER);
    static final Actor AS_MIA = new Actor.Rep("mia");
    static final Actor AS_BEN = new Actor.Rep("ben");
    static final ActOutcome DONE = new ActOutcome.Done();

    final RoutingDesk desk = new RoutingDesk();

    /** Ana's lead comes, and is routed. */
    void comes() {
        desk.event(ANA, "lead.intent", "demo");
        desk.turn();
    }

    /** Mia is offered Ana's lead. */
    void toMia(Object... more) {
        Object[] assign = {"assign", object("pool", "sales")};
        Object[] all = new Object[assign.length + more.length];
        System.arraycopy(assign, 0, all, 0, assign.length);
        System.arraycopy(more, 0, all, assign.length, more.length);
        desk.rule("all", all);
        comes();
        assertThat(file().placement().rep()).isEqualTo(MIA);
    }

    /** Both are asked, and the first gets it. */
    void toBoth() {
        desk.rule("all", "assign", object("pool", "sales"), "offer", object("mode", "BROADCAST"));
        comes();
        assertThat(file().placement().rep()).isNull();
    }

    LeadFile file() {
        return desk.leads.get(TENANT, ANA);
    }

    /** The turns that a rep has had in the pool. */
    long turnsOf(RepKey rep) {
        return desk.ledger()
                .standing(rep)
                .map(standing -> standing.assigned() - standing.credit())
                .orElse(0L);
    }

    TimelineEntry told(String type) {
        return desk.entries(ANA).stream()
                .filter(entry -> entry.type().equals(type))
                .reduce((_, last) -> last)
                .orElseThrow();
    }
}
