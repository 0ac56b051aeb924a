package io.leaddispatcher.application.crm;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.crm.MirrorState.Phase;
import io.leaddispatcher.application.crm.port.CrmMirrors.Put;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MirrorStateTest {

    private static final Instant START = Instant.parse("2026-11-27T08:00:00Z");

    private static Instant after(int minutes) {
        return START.plus(Duration.ofMinutes(minutes));
    }

    @Test
    void whatWasChangedWhileEverythingWasReadIsReadOnceMore() {
        MirrorState read =
                MirrorState.begun(START).of(200L).read(100, new Put(90, 0, 0, 10)).at("100");
        assertThat(read.done()).isEqualTo(100);
        assertThat(read.byHand()).isEqualTo(10);
        assertThat(read.drift()).as("nothing could have told of those").isZero();

        MirrorState changed = read.next(after(30));

        assertThat(changed.phase()).isEqualTo(Phase.CHANGED);
        assertThat(changed.since()).isEqualTo(START.minus(MirrorState.OVERLAP));
        assertThat(changed.finishedAt()).isEqualTo(after(30));
        assertThat(changed.cursor()).isNull();
    }

    @Test
    void aRoundAsksForChangesOnceADayForWhatIsGoneAndThenForOwners() {
        MirrorState first =
                MirrorState.begun(START).read(100, new Put(98, 1, 0, 0)).next(after(30));
        MirrorState gone = first.next(after(31));
        MirrorState owners = gone.next(after(32));
        MirrorState idle = owners.next(after(33));
        assertThat(gone.phase()).isEqualTo(Phase.GONE);
        assertThat(owners.phase()).isEqualTo(Phase.OWNERS);
        assertThat(idle.phase()).isEqualTo(Phase.IDLE);
        assertThat(idle.reconciledAt()).isEqualTo(after(33));

        assertThat(idle.nextRoundAt()).isEqualTo(after(93));
        MirrorState second = idle.again(after(93));
        assertThat(second.since())
                .as("from where the round before began")
                .isEqualTo(after(30).minus(MirrorState.OVERLAP));
        MirrorState drifted = second.read(3, new Put(1, 1, 1, 0));
        assertThat(drifted.drift()).isEqualTo(3);
        assertThat(drifted.next(after(94)).phase()).isEqualTo(Phase.OWNERS);
        assertThat(drifted.next(after(94)).reowned(2).drift()).isEqualTo(5);
        assertThat(drifted.followed(new Put(1, 0, 0, 0)).drift())
                .as("an event had told of it")
                .isEqualTo(3);
        assertThat(idle.again(after(33 + 24 * 60)).next(after(34 + 24 * 60)).phase())
                .isEqualTo(Phase.GONE);
        assertThat(idle.next(after(40))).isEqualTo(idle);
    }

    @Test
    void nobodyAsksWhetherWhatHasJustBeenReadForTheFirstTimeIsStillThere() {
        MirrorState first =
                MirrorState.begun(START).read(100, new Put(90, 0, 0, 10)).next(after(30));

        assertThat(first.next(after(31)).phase()).isEqualTo(Phase.OWNERS);
        assertThat(first.next(after(31)).sweptAt()).isEqualTo(after(30));
    }
}
