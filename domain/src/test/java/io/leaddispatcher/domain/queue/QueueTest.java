package io.leaddispatcher.domain.queue;

import static io.leaddispatcher.domain.roster.Reading.accepted;
import static io.leaddispatcher.domain.roster.Reading.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.outreach.TemplateKey;
import io.leaddispatcher.domain.roster.TeamKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QueueTest {

    private static final QueueKey FALLBACK = new QueueKey("fallback");
    private static final TemplateKey THANKS = new TemplateKey("thanks");
    private static final TeamKey EMEA = new TeamKey("emea");

    @Test
    void aWholeDocumentIsRead() {
        assertThat(
                        accepted(
                                Map.of(
                                        "name", "Fallback",
                                        "type", "FALLBACK",
                                        "team", "emea",
                                        "pull", true,
                                        "acknowledge", "thanks",
                                        "key", "fallback",
                                        "waiting", 3,
                                        "oldestAt", "2026-11-25T12:00:00Z"),
                                QueueTest::read))
                .isEqualTo(new Queue(FALLBACK, "Fallback", QueueType.FALLBACK, EMEA, true, THANKS));
    }

    @Test
    void aNameIsEnough() {
        assertThat(accepted(Map.of("name", "Later"), QueueTest::read))
                .isEqualTo(new Queue(FALLBACK, "Later", QueueType.CUSTOM, null, false, null));
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        assertThat(
                        refused(
                                Map.of(
                                        "type", "fallback",
                                        "team", "apac",
                                        "pull", "yes",
                                        "order", "age"),
                                QueueTest::read))
                .containsExactlyInAnyOrder(
                        "/name REQUIRED",
                        "/type OUT_OF_RANGE",
                        "/team UNKNOWN_REFERENCE",
                        "/pull WRONG_TYPE",
                        "/order UNKNOWN_PROPERTY");
        assertThat(refused(List.of(), QueueTest::read)).containsExactly(" WRONG_TYPE");
        assertThat(refused(Map.of("name", "Later", "team", "a/b"), QueueTest::read))
                .containsExactly("/team MALFORMED");
        assertThat(refused(Map.of("name", "Later", "acknowledge", "hello"), QueueTest::read))
                .containsExactly("/acknowledge UNKNOWN_REFERENCE");
    }

    @Test
    void keysCompareBySpelling() {
        assertThat(FALLBACK).isLessThan(new QueueKey("night")).hasToString("fallback");
    }

    private static Optional<Queue> read(Part part) {
        return Queue.read(FALLBACK, part, EMEA::equals, THANKS::equals);
    }
}
