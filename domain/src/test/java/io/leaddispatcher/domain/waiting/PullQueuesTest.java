package io.leaddispatcher.domain.waiting;

import static io.leaddispatcher.domain.routing.Workspaces.object;
import static io.leaddispatcher.domain.routing.Workspaces.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.policy.Policy;
import io.leaddispatcher.domain.queue.Queue;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.queue.QueueType;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** From which queues leads are pulled. */
class PullQueuesTest {

    private static Queue queue(String key, boolean pull) {
        return new Queue(new QueueKey(key), key, QueueType.CUSTOM, null, pull, null);
    }

    @Test
    void fromThoseThatSaySoAndThoseInWhichRulesLeaveWhatFindsNobody() {
        Policy policy =
                workspace()
                        .rep("ada")
                        .queue("night")
                        .queue("off")
                        .queue("partners")
                        .rule(
                                "one",
                                "assign",
                                object("rep", "ada"),
                                "whenUnavailable",
                                object("queue", "night"))
                        .rule(
                                "two",
                                "disabled",
                                true,
                                "assign",
                                object("rep", "ada"),
                                "whenUnavailable",
                                object("queue", "off"))
                        .rule("three", "assign", object("queue", "partners"))
                        .configuration()
                        .policy(LeadKind.LEAD)
                        .orElseThrow()
                        .policy();

        assertThat(
                        PullQueues.of(
                                List.of(queue("pulled", true), queue("kept", false)),
                                List.of(policy)))
                .containsExactlyInAnyOrder(new QueueKey("pulled"), new QueueKey("night"));
    }

    @Test
    void aRingThatIsWaitedForIsWaitedForInTheFallbackUnlessTheRuleSaysWhere() {
        Object rings =
                List.of(
                        object("assign", object("rep", "ada"), "wait", "PT1H"),
                        object("assign", object("rep", "bea")));

        assertThat(ringQueues("rings", rings)).containsExactly(QueueKey.FALLBACK);
        assertThat(ringQueues("rings", rings, "whenUnavailable", object("queue", "night")))
                .isEmpty();
        assertThat(ringQueues("rings", rings, "disabled", true)).isEmpty();
        assertThat(ringQueues("assign", object("rep", "ada"))).isEmpty();
    }

    private static Set<QueueKey> ringQueues(Object... rule) {
        return workspace()
                .rep("ada")
                .rep("bea")
                .queue("night")
                .rule("one", rule)
                .configuration()
                .ringQueues();
    }
}
