package io.leaddispatcher.domain.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.domain.document.InvalidInputException;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TeamSummaryTest {

    private static final Instant SINCE = Instant.parse("2026-11-25T07:30:00Z");
    private static final Instant AT = Instant.parse("2026-11-26T07:30:00Z");

    private static TeamSummary full() {
        return new TeamSummary(
                "EMEA",
                ZoneId.of("Europe/Berlin"),
                SINCE,
                AT,
                12,
                9,
                2,
                3,
                new TeamSummary.Oldest(
                        "L-ABC123", SINCE, URI.create("https://app.example.test/leads/1")),
                "Mia",
                7,
                URI.create("https://app.example.test/leads"));
    }

    private static TeamSummary quiet() {
        return new TeamSummary(
                "EMEA",
                ZoneId.of("Europe/Berlin"),
                SINCE,
                AT,
                0,
                0,
                0,
                0,
                null,
                null,
                0,
                URI.create("https://app.example.test/leads"));
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        assertThat(TeamSummary.read(full().document())).isEqualTo(full());
        assertThat(TeamSummary.read(quiet().document())).isEqualTo(quiet());
        assertThat(TeamSummary.is(full().document())).isTrue();
        assertThat(TeamSummary.is(DispatchMessages.ana().document())).isFalse();
    }

    @Test
    void itCanBeReadAsTheNoticeThatItIs() {
        WorkspaceNotice notice = WorkspaceNotice.read(full().document());

        assertThat(notice).isEqualTo(full().notice());
        assertThat(notice.subject()).isEqualTo("EMEA: 12 new, 3 waiting");
        assertThat(notice.text())
                .contains(
                        "EMEA since Wed 25 Nov, 08:30",
                        "Accepted within the target: 9",
                        "Target missed: 2",
                        "The oldest is L-ABC123",
                        "Most open leads: Mia (7)");
        assertThat(quiet().notice().text()).doesNotContain("oldest", "Most open");
    }

    @Test
    void ofWhatIsNoSummaryNothingIsMade() {
        Map<String, Object> broken = new HashMap<>(full().document());
        broken.remove("zone");
        broken.remove("since");
        assertThatThrownBy(() -> TeamSummary.read(broken))
                .isInstanceOf(InvalidInputException.class);

        Map<String, Object> odd = new HashMap<>(full().document());
        odd.put("fresh", "many");
        odd.put("team", 7);
        odd.remove("oldestLink");
        assertThat(TeamSummary.read(odd))
                .extracting(TeamSummary::fresh, TeamSummary::team, TeamSummary::oldest)
                .containsExactly(0L, "", null);
    }
}
