package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static io.leaddispatcher.application.routing.RoutingDesk.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.dispatch.Delivery;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whoever loses a lead without doing anything for it is told, and where it is now. */
class LostLeadsTest {

    private static final Actor ADMIN = new Actor.Member(new UUID(5, 2), Role.ADMIN, null);
    private static final Actor AS_MIA = new Actor.Rep("mia");

    private final RoutingDesk desk = new RoutingDesk();

    private void toMia(Object... more) {
        Object[] all = new Object[2 + more.length];
        System.arraycopy(new Object[] {"assign", object("pool", "sales")}, 0, all, 0, 2);
        System.arraycopy(more, 0, all, 2, more.length);
        desk.rule("all", all);
        desk.event(ANA, "lead.intent", "demo");
        desk.turn();
    }

    private List<Delivery> gone(String rep) {
        return desk.deliveries.stream()
                .filter(each -> each.draft().recipient().equals("rep:" + rep))
                .filter(each -> each.draft().document().containsKey("gone"))
                .toList();
    }

    private List<Object> words(String rep) {
        return gone(rep).stream().map(each -> each.draft().document().get("gone")).toList();
    }

    @Test
    void whoLetsItLapseHearsWhoHasItNow() {
        toMia("offer", object("mode", "EXCLUSIVE", "ttl", "PT10M"));

        desk.later(Duration.ofMinutes(10));

        assertThat(words("mia")).containsExactly("Nobody accepted it in time. Ben has it now.");
        assertThat(gone("mia").getFirst().draft().document())
                .containsEntry("ifToldOf", desk.assignments.offers.getFirst().id().toString());
    }

    @Test
    void whenNobodyIsLeftTheyHearWhereItWaits() {
        toMia("offer", object("mode", "EXCLUSIVE", "ttl", "PT10M", "maxHops", 1));

        desk.later(Duration.ofMinutes(10));
        desk.later(Duration.ofMinutes(10));

        assertThat(words("ben"))
                .containsExactly("Nobody accepted it in time. It waits in the queue Fallback now.");
    }

    @Test
    void aClockThatPutsItAsideTellsToo() {
        desk.sla("hot", Map.of("ACCEPTED", "PT5M"), step("ACCEPTED", "100%", "QUEUE"));
        toMia("sla", "hot");

        desk.later(Duration.ofMinutes(5));

        assertThat(words("mia"))
                .containsExactly(
                        "It was not accepted in time. It waits in the queue Fallback now.");
    }

    @Test
    void whoeverDoesItThemselvesIsNotTold() {
        toMia();

        desk.reassign(AS_MIA, "to", object("rep", "ben"), "reason", "busy");

        assertThat(gone("mia")).isEmpty();
        desk.reassign(ADMIN, "to", object("rep", "mia"), "reason", "no, you");
        assertThat(words("ben"))
                .containsExactly("Somebody gave it to somebody else. Mia has it now.");
    }

    @Test
    void whatAManagerHandsOffOrPutsIntoAQueueIsTold() {
        desk.keep(ConfigurationKind.QUEUE, "help", "name", "Help", "type", "SUPPORT");
        toMia();

        desk.handOff(ADMIN, "type", "SUPPORT", "reason", "a customer");
        assertThat(words("mia"))
                .containsExactly("Somebody handed it off. It waits in the queue Help now.");

        desk.reassign(ADMIN, "to", object("rep", "mia"), "reason", "sorry");
        desk.reassign(ADMIN, "to", object("queue", "partners"), "reason", "after all");
        assertThat(words("mia"))
                .last()
                .isEqualTo(
                        "Somebody gave it to somebody else. It waits in the queue Partners now.");
        assertThat(desk.file(ANA).placement().queue()).hasToString("partners");
        assertThat(desk.file(ANA).placement().waitsFor()).isEqualTo("put there by hand: after all");
    }

    @Test
    void whoeverIsToldOfLeadsByMailIsToldSoByMail() {
        toMia("notify", List.of("EMAIL"), "offer", object("mode", "EXCLUSIVE", "ttl", "PT10M"));

        desk.later(Duration.ofMinutes(10));

        assertThat(gone("mia")).extracting(Delivery::channel).containsExactly(Channel.EMAIL);
    }
}
