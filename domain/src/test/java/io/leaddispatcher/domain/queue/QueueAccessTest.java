package io.leaddispatcher.domain.queue;

import static io.leaddispatcher.domain.roster.People.BEN;
import static io.leaddispatcher.domain.roster.People.MIA;
import static io.leaddispatcher.domain.roster.People.ZOE;
import static io.leaddispatcher.domain.roster.People.rep;
import static io.leaddispatcher.domain.roster.People.roster;
import static io.leaddispatcher.domain.roster.People.team;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.TeamKey;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QueueAccessTest {

    private final QueueAccess access =
            new QueueAccess(
                    roster(
                            List.of(
                                    rep(MIA, Map.of()),
                                    rep(BEN, Map.of()),
                                    rep(ZOE, Map.of("active", false))),
                            team("emea", Map.of("members", List.of("mia", "zoe")))));

    @Test
    void theQueueOfATeamIsThereForItsMembers() {
        Queue queue = queue("emea");

        assertThat(access.mayClaim(queue, MIA)).isTrue();
        assertThat(access.mayClaimFor(queue, MIA)).isTrue();
        assertThat(access.mayClaim(queue, BEN)).isFalse();
        assertThat(access.mayClaimFor(queue, BEN)).isFalse();
    }

    @Test
    void aQueueWithoutATeamIsThereForWhoeverLooksAfterAllLeads() {
        assertThat(access.mayClaim(queue(null), BEN)).isFalse();
        assertThat(access.mayClaimFor(queue(null), BEN)).isTrue();
        assertThat(access.mayClaimFor(queue("gone"), BEN)).isTrue();
    }

    @Test
    void managersLookAfterTheQueuesOfTheirTeamsAndOfNone() {
        var led =
                new QueueAccess(
                        roster(
                                List.of(rep(MIA, Map.of()), rep(BEN, Map.of()), rep(ZOE, Map.of())),
                                team("emea", Map.of("members", List.of("mia"), "manager", "zoe"))));

        assertThat(led.isOpenTo(queue("emea"), ZOE)).isTrue();
        assertThat(led.isOpenTo(queue("emea"), MIA)).isTrue();
        assertThat(led.isOpenTo(queue("emea"), BEN)).isFalse();
        assertThat(led.isOpenTo(queue("emea"), null)).isFalse();
        assertThat(led.isOpenTo(queue(null), null)).isTrue();
        assertThat(led.roster().isTeamMate(MIA, ZOE)).isTrue();
        assertThat(led.roster().isTeamMate(MIA, MIA)).isTrue();
        assertThat(led.roster().isTeamMate(MIA, BEN)).isFalse();
        assertThat(led.roster().isTeamMate(ZOE, MIA)).isFalse();
    }

    @Test
    void whoHasLeftTakesNothing() {
        assertThat(access.mayClaim(queue("emea"), ZOE)).isFalse();
        assertThat(access.mayClaimFor(queue("emea"), ZOE)).isFalse();
        assertThat(access.mayClaimFor(queue(null), new RepKey("nobody"))).isFalse();
    }

    private static Queue queue(@Nullable String team) {
        return new Queue(
                new QueueKey("later"),
                "Later",
                QueueType.CUSTOM,
                team == null ? null : new TeamKey(team),
                false,
                null);
    }
}
