package io.leaddispatcher.application.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.dispatch.port.IdleTurns;
import io.leaddispatcher.domain.dispatch.Address;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryDraft;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.Pace;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdleTurnsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T09:30:00Z");
    private static final Pace PACE = Pace.of(Address.Kind.SLACK_USER).orElseThrow();
    private static final Address BEN = new Address(Address.Kind.SLACK_USER, "U2");

    private long ids;

    @Test
    void messagesThatMayLeaveTogetherTakeTheTurnOfTheirAddress() {
        Delivery first = planned(Outbox.MIA, NOW);
        Delivery second = planned(Outbox.MIA, NOW);
        Delivery other = planned(BEN, NOW);

        IdleTurns turns = Turns.idle(List.of(first, second, other), NOW);

        assertThat(turns.untils())
                .isEqualTo(
                        Map.of(
                                "SLACK:U1",
                                NOW.plus(PACE.interval().multipliedBy(2)),
                                "SLACK:U2",
                                NOW.plus(PACE.interval())));
        assertThat(turns.names())
                .isEqualTo(
                        Map.of(
                                first.id(), "SLACK:U1",
                                second.id(), "SLACK:U1",
                                other.id(), "SLACK:U2"));
        assertThat(turns.lanes()).containsExactly("SLACK");
        assertThat(turns.at()).isEqualTo(NOW);
    }

    @Test
    void anAddressThatCannotHaveThemAllAtOnceIsLeftOut() {
        Delivery one = planned(BEN, NOW);

        IdleTurns turns =
                Turns.idle(
                        List.of(
                                planned(Outbox.MIA, NOW),
                                planned(Outbox.MIA, NOW),
                                planned(Outbox.MIA, NOW),
                                planned(Outbox.MIA, NOW),
                                one),
                        NOW);

        assertThat(PACE.burst()).isEqualTo(3);
        assertThat(turns.names()).containsOnlyKeys(one.id());
        assertThat(turns.untils()).containsOnlyKeys("SLACK:U2");
    }

    @Test
    void whatIsDueLaterOrHasNoPaceTakesNone() {
        IdleTurns turns =
                Turns.idle(
                        List.of(planned(Outbox.MIA, NOW.plusMillis(1)), planned(Outbox.MAIL, NOW)),
                        NOW);

        assertThat(turns.names()).isEmpty();
        assertThat(turns.untils()).isEmpty();
        assertThat(turns.lanes()).isEmpty();
    }

    private Delivery planned(Address to, Instant dueAt) {
        return Delivery.planned(
                new DeliveryId(new UUID(0, ++ids)),
                null,
                new DeliveryDraft("rep:mia", Collections.nCopies(1, to), Map.of()),
                dueAt);
    }
}
