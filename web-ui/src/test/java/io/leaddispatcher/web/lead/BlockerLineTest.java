package io.leaddispatcher.web.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.lead.Blocker;
import io.leaddispatcher.application.lead.LeadDetailView;
import io.leaddispatcher.application.lead.SensitiveView;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.web.lead.BlockerLine.Link;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BlockerLineTest {

    private static final String LEAD = "00000000-0000-0007-0000-000000000001";
    private static final Blocker QUEUE =
            new Blocker.Queue("late", "After hours", "nobody is there", null, null);

    private static @Nullable BlockerLine line(@Nullable Blocker blocker, Role role) {
        return BlockerLine.of(
                new LeadDetailView(
                        Map.of("id", LEAD),
                        true,
                        false,
                        blocker,
                        ZoneOffset.UTC,
                        List.of(),
                        List.of(),
                        List.of(),
                        Map.of("rep/mia", "Mia Weber", "pool/emea", "EMEA"),
                        new SensitiveView(Set.of(), Set.of(), null)),
                new Actor.Member(new UUID(0, 1), role, role == Role.REP ? "mia" : null),
                TraceViewTest.words());
    }

    private static List<Link> links(Blocker blocker, Role role) {
        return Objects.requireNonNull(line(blocker, role)).links();
    }

    private static List<String> addresses(Blocker blocker, Role role) {
        return links(blocker, role).stream().map(Link::address).toList();
    }

    @Test
    void whatWaitsForNothingSaysNothing() {
        assertThat(line(null, Role.OWNER)).isNull();
    }

    @Test
    void whatIsAboutToBeRoutedLeadsNowhere() {
        assertThat(line(new Blocker.Routing(), Role.OWNER))
                .isEqualTo(new BlockerLine("It is about to be routed.", List.of()));
    }

    @ParameterizedTest
    @EnumSource
    void whatWaitsInAQueueLeadsEverybodyToIt(Role role) {
        assertThat(line(QUEUE, role))
                .isEqualTo(
                        new BlockerLine(
                                "It waits in the queue After hours: nobody is there.",
                                List.of(
                                        new Link(
                                                "queue",
                                                "/queues?queue=late",
                                                "Go to the queue"))));
    }

    @Test
    void whatNoMessageReachesLeadsToItsDeliveriesAndToTheConnections() {
        var dead = new Blocker.Undeliverable();

        assertThat(addresses(dead, Role.ADMIN))
                .containsExactly("/monitoring/deliveries?lead=" + LEAD, "/connections");
        for (var role : List.of(Role.MANAGER, Role.VIEWER)) {
            assertThat(addresses(dead, role))
                    .as("%s may see no connections", role)
                    .containsExactly("/monitoring/deliveries?lead=" + LEAD);
        }
        assertThat(links(dead, Role.REP)).isEmpty();
        assertThat(links(new Blocker.Untold(null), Role.ADMIN)).isEqualTo(links(dead, Role.ADMIN));
    }

    @Test
    void whoIsWaitedForLeadsToTheirPageForThoseWhoSeeTheSetUp() {
        for (var blocker :
                List.of(
                        new Blocker.Rep("mia", "Mia Weber", null),
                        new Blocker.Action("mia", "Mia Weber", null, null))) {
            assertThat(links(blocker, Role.VIEWER))
                    .containsExactly(new Link("rep", "/reps/mia", "Go to Mia Weber"));
            assertThat(links(blocker, Role.REP)).isEmpty();
        }
        assertThat(addresses(new Blocker.FirstRep("emea", null), Role.MANAGER))
                .containsExactly("/pools/emea");
        assertThat(links(new Blocker.FirstRep("emea", null), Role.REP)).isEmpty();
    }

    @Test
    void whatIsNotSetUpAnyMoreLeadsNowhere() {
        assertThat(links(new Blocker.Rep("gone", "gone", null), Role.OWNER)).isEmpty();
        assertThat(links(new Blocker.FirstRep("gone", null), Role.OWNER)).isEmpty();
        assertThat(links(new Blocker.FirstRep(null, null), Role.OWNER)).isEmpty();
    }
}
