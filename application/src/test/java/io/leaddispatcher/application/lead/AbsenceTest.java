package io.leaddispatcher.application.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.lead.Absence.Why;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AbsenceTest {

    private static final Instant NOON = Instant.parse("2026-11-25T11:00:00Z");

    private static Optional<Rep> rep(String name, Object value) {
        Map<String, Object> document = new HashMap<>(Map.of("name", "Mia", "email", "m@x.test"));
        document.put(name, value);
        return Rep.read(new RepKey("mia"), Part.root(document, new Violations()), _ -> true);
    }

    @Test
    void whoIsThereIsNotAway() {
        assertThat(Absence.of(rep("active", true), NOON)).isNull();
    }

    @Test
    void whoHasLeftOrIsUnknownIsGone() {
        assertThat(Absence.of(rep("active", false), NOON))
                .isEqualTo(new Absence(Why.INACTIVE, null));
        assertThat(Absence.of(Optional.empty(), NOON)).isEqualTo(new Absence(Why.INACTIVE, null));
    }

    @Test
    void whoIsAwayIsBackWhenTheLastAbsenceOfTheMomentEnds() {
        assertThat(Absence.of(rep("paused", true), NOON)).isEqualTo(new Absence(Why.PAUSED, null));
        assertThat(
                        Absence.of(
                                rep(
                                        "outOfOffice",
                                        List.of(
                                                Map.of(
                                                        "from", "2026-11-24T00:00:00Z",
                                                        "to", "2026-11-26T00:00:00Z"),
                                                Map.of(
                                                        "from", "2026-11-25T00:00:00Z",
                                                        "to", "2026-11-28T00:00:00Z"))),
                                NOON))
                .isEqualTo(new Absence(Why.OUT_OF_OFFICE, Instant.parse("2026-11-28T00:00:00Z")));
    }
}
