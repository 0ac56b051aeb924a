package io.leaddispatcher.domain.sequence;

import static io.leaddispatcher.domain.roster.Reading.accepted;
import static io.leaddispatcher.domain.roster.Reading.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.outreach.SequenceKey;
import io.leaddispatcher.domain.outreach.TemplateKey;
import io.leaddispatcher.domain.policy.NextAction;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Schedule;
import io.leaddispatcher.domain.roster.WorkingHours;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SequenceTest {

    private static final SequenceKey FIRST_TOUCH = new SequenceKey("first-touch");
    private static final TemplateKey HELLO = new TemplateKey("hello");
    private static final Instant NOON = Instant.parse("2026-11-25T11:00:00Z");
    private static final RepKey MIA = new RepKey("mia");
    private static final RepKey BEN = new RepKey("ben");
    private static final UUID BY_MIA = new UUID(1, 1);
    private static final UUID BY_BEN = new UUID(1, 2);

    /** From noon on a day, in Berlin. */
    private static final Schedule AFTERNOONS = hours(Map.of("MON-FRI", List.of("14:00-18:00")));

    private static Schedule hours(Map<String, List<String>> hours) {
        return new Schedule(
                List.of(
                        new Schedule.Shift(
                                accepted(hours, WorkingHours::read), ZoneId.of("Europe/Berlin"))),
                Set.of());
    }

    private static Optional<Sequence> read(Part part) {
        return Sequence.read(FIRST_TOUCH, part, HELLO::equals);
    }

    private static Map<String, Object> document(Object... steps) {
        return Map.of("name", "First touch", "steps", List.of(steps));
    }

    private static Sequence sequence(String onOwnerChange, String... stopOn) {
        return accepted(
                Map.of(
                        "name",
                        "First touch",
                        "steps",
                        List.of(
                                Map.of("email", "hello"),
                                Map.of("after", "P1D", "time", "BUSINESS", "task", "CALL")),
                        "stopOn",
                        List.of(stopOn),
                        "onOwnerChange",
                        onOwnerChange),
                SequenceTest::read);
    }

    private static SequenceRun run(Sequence sequence) {
        return SequenceRun.begin(
                new UUID(2, 1),
                new LeadId(new UUID(7, 1)),
                sequence,
                BY_MIA,
                MIA,
                AFTERNOONS,
                NOON);
    }

    @Test
    void aWholeDocumentIsReadAndWrittenAsItIsRead() {
        Sequence sequence =
                accepted(
                        Map.of(
                                "name",
                                "First touch",
                                "key",
                                "first-touch",
                                "steps",
                                List.of(
                                        Map.of("after", "PT0S", "email", "hello"),
                                        Map.of(
                                                "after",
                                                "P1D",
                                                "time",
                                                "BUSINESS",
                                                "task",
                                                "CALL",
                                                "dueIn",
                                                "PT4H")),
                                "stopOn",
                                List.of("REPLY", "OWNER_CHANGE")),
                        SequenceTest::read);

        assertThat(sequence.steps())
                .extracting(SequenceStep::action)
                .containsExactly(
                        new SequenceStep.Action.Email(HELLO),
                        new SequenceStep.Action.Task(
                                new NextAction(NextAction.Task.CALL, Duration.ofHours(4))));
        assertThat(sequence.stopOn()).containsExactly(StopOn.REPLY, StopOn.OWNER_CHANGE);
        assertThat(accepted(sequence.document(), SequenceTest::read)).isEqualTo(sequence);
        Sequence moving = sequence("MOVE", "REPLY");
        assertThat(accepted(moving.document(), SequenceTest::read)).isEqualTo(moving);
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        assertThat(
                        refused(
                                Map.of(
                                        "steps",
                                        List.of(
                                                Map.of("after", "soon", "email", "hello"),
                                                Map.of("email", "nothing"),
                                                Map.of("email", "a/b"),
                                                Map.of("email", "hello", "task", "CALL"),
                                                Map.of("after", "P1D"),
                                                Map.of("after", "P400D", "email", "hello"),
                                                Map.of("email", "hello", "dueIn", "PT1H"),
                                                Map.of("task", "SING", "tune", "x"),
                                                "call"),
                                        "stopOn",
                                        List.of("RAIN"),
                                        "onOwnerChange",
                                        "WAIT",
                                        "x",
                                        1),
                                SequenceTest::read))
                .containsExactlyInAnyOrder(
                        "/name REQUIRED",
                        "/steps/0/after MALFORMED",
                        "/steps/1/email UNKNOWN_REFERENCE",
                        "/steps/2/email MALFORMED",
                        "/steps/3 CONFLICT",
                        "/steps/4 REQUIRED",
                        "/steps/5/after OUT_OF_RANGE",
                        "/steps/6/dueIn CONFLICT",
                        "/steps/7/task OUT_OF_RANGE",
                        "/steps/7/tune UNKNOWN_PROPERTY",
                        "/steps/8 WRONG_TYPE",
                        "/stopOn/0 OUT_OF_RANGE",
                        "/onOwnerChange OUT_OF_RANGE",
                        "/x UNKNOWN_PROPERTY");
        assertThat(refused(document(), SequenceTest::read)).containsExactly("/steps REQUIRED");
        assertThat(refused(Map.of("name", "x"), SequenceTest::read))
                .containsExactly("/steps REQUIRED");
        assertThat(refused(Map.of("name", "x", "steps", "none"), SequenceTest::read))
                .containsExactly("/steps WRONG_TYPE");
        assertThat(
                        refused(
                                Map.of(
                                        "name",
                                        "x",
                                        "steps",
                                        Collections.nCopies(21, Map.of("email", "hello"))),
                                SequenceTest::read))
                .containsExactly("/steps OUT_OF_RANGE");
        assertThat(refused(List.of(), SequenceTest::read)).containsExactly(" WRONG_TYPE");
        assertThat(
                        refused(
                                Map.of(
                                        "name",
                                        "x",
                                        "steps",
                                        List.of(Map.of("email", "hello")),
                                        "stopOn",
                                        List.of("OWNER_CHANGE"),
                                        "onOwnerChange",
                                        "MOVE"),
                                SequenceTest::read))
                .containsExactly("/onOwnerChange CONFLICT");
    }

    @Test
    void whatIsLeftOutStopsAtEverything() {
        assertThat(accepted(document(Map.of("email", "hello")), SequenceTest::read).stopOn())
                .containsExactly(StopOn.values());
    }

    @Test
    void eachStepCountsFromTheOneBeforeInItsOwnTime() {
        SequenceRun run = run(sequence("STOP"));
        assertThat(run.nextAt()).isEqualTo(NOON);
        assertThat(run.dueAt(NOON.minusSeconds(1))).isEmpty();
        assertThat(run.dueAt(NOON)).contains(run.sequence().steps().getFirst());

        SequenceRun second = run.stepped(AFTERNOONS, NOON);
        // A day of work is six afternoons.
        assertThat(second.nextAt()).isEqualTo(Instant.parse("2026-12-02T17:00:00Z"));
        assertThat(second.stepped(AFTERNOONS, NOON))
                .extracting(SequenceRun::state, SequenceRun::nextAt, SequenceRun::reason)
                .containsExactly(RunState.DONE, null, StopReason.DONE);
        assertThat(second.stepped(AFTERNOONS, NOON).dueAt(Instant.MAX)).isEmpty();
        assertThatThrownBy(() -> second.stepped(AFTERNOONS, NOON).stepped(AFTERNOONS, NOON))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whoNeverWorksHasTheTimeOfTheCalendar() {
        Sequence slow =
                accepted(
                        document(Map.of("after", "P366D", "time", "BUSINESS", "task", "CALL")),
                        SequenceTest::read);

        // An hour a week makes a year of work in no time that matters.
        assertThat(
                        SequenceRun.begin(
                                        new UUID(2, 1),
                                        new LeadId(new UUID(7, 1)),
                                        slow,
                                        BY_MIA,
                                        MIA,
                                        hours(Map.of("MON", List.of("09:00-10:00"))),
                                        NOON)
                                .nextAt())
                .isEqualTo(NOON.plus(Duration.ofDays(366)));
    }

    @Test
    void itStopsAtWhatItSays() {
        SequenceRun all = run(sequence("STOP", "REPLY", "OUTCOME"));
        SequenceRun none = run(sequence("MOVE"));

        assertThat(all.replied().reason()).isEqualTo(StopReason.REPLY);
        assertThat(none.replied()).isEqualTo(none);
        assertThat(all.outcome(false).reason()).isEqualTo(StopReason.OUTCOME);
        assertThat(none.outcome(false)).isEqualTo(none);
        assertThat(none.outcome(true).reason()).isEqualTo(StopReason.OUTCOME);
        assertThat(all.left().reason()).isEqualTo(StopReason.OWNER_CHANGE);
        assertThat(all.left().nextAt()).isNull();
    }

    @Test
    void whatHasEndedStaysAsItEnded() {
        SequenceRun ended = run(sequence("STOP")).stopped(StopReason.BY_HAND);

        assertThat(ended.stopped(StopReason.REPLY)).isEqualTo(ended);
        assertThat(ended.left()).isEqualTo(ended);
        assertThat(ended.owned(BY_BEN, BEN)).isEqualTo(ended);
        assertThat(ended.outcome(true)).isEqualTo(ended);
    }

    @Test
    void oneThatMovesWaitsForWhoeverGetsTheLeadAndGoesOnWithThem() {
        SequenceRun waits = run(sequence("MOVE")).stepped(AFTERNOONS, NOON).left();
        assertThat(waits.state()).isEqualTo(RunState.WAITING);
        assertThat(waits.state().isLive()).isTrue();
        assertThat(waits.dueAt(Instant.MAX)).isEmpty();
        assertThat(waits.left()).isEqualTo(waits);

        SequenceRun bens = waits.owned(BY_BEN, BEN);

        assertThat(bens.state()).isEqualTo(RunState.RUNNING);
        assertThat(bens.rep()).isEqualTo(BEN);
        assertThat(bens.assignment()).isEqualTo(BY_BEN);
        assertThat(bens.next()).isEqualTo(1);
        assertThat(bens.nextAt()).isEqualTo(waits.nextAt());
        // While it runs, only its owner's own assignment changes anything.
        assertThat(bens.owned(BY_MIA, MIA)).isEqualTo(bens);
        assertThat(bens.owned(BY_MIA, BEN).assignment()).isEqualTo(BY_MIA);
    }
}
