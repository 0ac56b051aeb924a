package io.leaddispatcher.domain.policy;

import static io.leaddispatcher.domain.policy.PolicyFixtures.KNOWN;
import static io.leaddispatcher.domain.policy.PolicyFixtures.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.field.ReferenceKind;
import io.leaddispatcher.domain.policy.Review.ConflictType;
import io.leaddispatcher.domain.queue.QueueKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When a person has to look at a lead. */
class ReviewReaderTest {

    private final Violations violations = new Violations();

    private Optional<Policy> read(@Nullable Object review) {
        return PolicyReader.read(
                Part.root(
                        object(
                                "tiers",
                                List.of(),
                                "fallback",
                                object("queue", "fallback"),
                                "review",
                                review),
                        violations),
                KNOWN);
    }

    private List<String> found() {
        return violations.list().stream().map(each -> each.pointer() + " " + each.code()).toList();
    }

    @Test
    void aQueueAndWhatIsLookedFor() {
        Policy policy =
                read(object(
                                "queue",
                                "after-hours",
                                "when",
                                List.of("TWO_OWNERS", "TWO_TERRITORIES")))
                        .orElseThrow();

        assertThat(policy.review())
                .isEqualTo(
                        new Review(
                                new QueueKey("after-hours"),
                                List.of(ConflictType.TWO_OWNERS, ConflictType.TWO_TERRITORIES)));
        assertThat(policy.references().of(ReferenceKind.QUEUE))
                .containsExactlyInAnyOrder("fallback", "after-hours");
    }

    @Test
    void withoutItNobodyLooks() {
        assertThat(read(null).orElseThrow().review()).isNull();
    }

    @Test
    void whatIsWrongIsNamedWithItsPlace() {
        read(object("queue", "fallback", "when", List.of("TWO_ACCOUNTS")));
        read(object("when", List.of("TWO_ACCOUNTS", "TWO_ACCOUNTS", "TWO_HEADS", true)));
        read(object("queue", "after-hours", "when", List.of()));
        read(object("queue", "after-hours", "colour", "red"));
        read("after-hours");

        assertThat(found())
                .containsExactly(
                        "/review/queue UNKNOWN_REFERENCE",
                        "/review/queue REQUIRED",
                        "/review/when/1 DUPLICATE",
                        "/review/when/2 OUT_OF_RANGE",
                        "/review/when/3 WRONG_TYPE",
                        "/review/when REQUIRED",
                        "/review/when REQUIRED",
                        "/review/colour UNKNOWN_PROPERTY",
                        "/review WRONG_TYPE");
        assertThat(violations.list().getFirst().message())
                .isEqualTo("there is no queue of type MANUAL_REVIEW 'fallback'");
    }
}
