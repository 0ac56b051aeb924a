package io.leaddispatcher.domain.roster;

import static io.leaddispatcher.domain.roster.People.BEN;
import static io.leaddispatcher.domain.roster.People.BERLIN;
import static io.leaddispatcher.domain.roster.People.MIA;
import static io.leaddispatcher.domain.roster.People.OFFICE_HOURS;
import static io.leaddispatcher.domain.roster.People.ZOE;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.document.Part;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TeamTest {

    private static final TeamKey EMEA = new TeamKey("emea");

    @Test
    void aWholeDocumentIsRead() {
        Team team =
                Reading.accepted(
                        Map.of(
                                "name", "EMEA",
                                "members", List.of("mia", "ben"),
                                "manager", "zoe",
                                "timeZone", "Europe/Berlin",
                                "workingHours", OFFICE_HOURS,
                                "holidays", "DE-BE",
                                "slackChannel", "C1",
                                "key", "emea"),
                        TeamTest::read);

        assertThat(team.key()).isEqualTo(EMEA);
        assertThat(team.name()).isEqualTo("EMEA");
        assertThat(team.members()).containsExactly(MIA, BEN);
        assertThat(team.manager()).isEqualTo(ZOE);
        assertThat(team.timeZone()).isEqualTo(BERLIN);
        assertThat(team.workingHours()).isNotNull();
        assertThat(team.holidays()).isNotNull();
        assertThat(team.slackChannel()).isEqualTo("C1");
    }

    @Test
    void aNameIsEnough() {
        assertThat(Reading.accepted(Map.of("name", "EMEA"), TeamTest::read))
                .isEqualTo(new Team(EMEA, "EMEA", Set.of(), null, null, null, null, null, null));
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        assertThat(
                        Reading.refused(
                                Map.of(
                                        "members",
                                                List.of("mia", "ann", "mia", "a b", BigDecimal.ONE),
                                        "manager", "bob",
                                        "holidays", "XX",
                                        "timeZone", "Berlin",
                                        "workingHours", List.of(),
                                        "colour", "red"),
                                TeamTest::read))
                .containsExactlyInAnyOrder(
                        "/name REQUIRED",
                        "/members/1 UNKNOWN_REFERENCE",
                        "/members/2 DUPLICATE",
                        "/members/3 MALFORMED",
                        "/members/4 WRONG_TYPE",
                        "/manager UNKNOWN_REFERENCE",
                        "/holidays OUT_OF_RANGE",
                        "/timeZone MALFORMED",
                        "/workingHours WRONG_TYPE",
                        "/colour UNKNOWN_PROPERTY");
        assertThat(Reading.refused(List.of(), TeamTest::read)).containsExactly(" WRONG_TYPE");
    }

    private static Optional<Team> read(Part part) {
        return Team.read(EMEA, part, Set.of(MIA, BEN, ZOE)::contains);
    }
}
