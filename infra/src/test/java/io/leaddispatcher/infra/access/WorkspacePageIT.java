package io.leaddispatcher.infra.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who administers a workspace calls it otherwise, and moves it to another time zone. */
@ExtendWith(InProgram.class)
class WorkspacePageIT {

    private static final String PAGE = "/settings/workspace";

    private final AccessProgram program;
    private final AccessProgram.Workspace acme;

    WorkspacePageIT(AccessProgram program) {
        this.program = program;
        this.acme = program.workspace();
    }

    @Test
    void nameAndTimeZoneAreChangedTogetherAndToldInTheLog() {
        var owner = new Browser(program);
        owner.logIn(acme.owner(), AccessProgram.PASSWORD);
        assertThat(owner.get(PAGE).text()).contains("value=\"UTC\"");

        var wrong = owner.submit(PAGE, PAGE, Map.of("name", " ", "timeZone", "Mars/Olympus"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("problem-name", "problem-timeZone", "Mars/Olympus");
        assertThat(program.api(acme.token(), "GET", "/export", null).text())
                .contains("timeZone: \"UTC\"");

        var offset = owner.submit(PAGE, PAGE, Map.of("timeZone", "+02:00"));
        assertThat(offset.status()).isEqualTo(422);
        assertThat(offset.text()).contains("problem-timeZone", "Europe/Berlin, or UTC");

        owner.submit(PAGE, PAGE, Map.of("name", "Acme & Sons", "timeZone", "Europe/Berlin"));
        assertThat(owner.location()).isEqualTo(PAGE + "?saved");
        // Beside the menu, too, on the page that comes next.
        assertThat(owner.get(PAGE).text()).contains("title=\"Acme &amp; Sons\"");
        assertThat(owner.get("/workspaces").text()).contains("Acme &amp; Sons");
        assertThat(program.api(acme.token(), "GET", "/export", null).text())
                .contains("Europe/Berlin");
        // Of a page that was opened before only what was changed on it counts.
        owner.submit(
                PAGE,
                PAGE,
                Map.of(
                        "name", "Acme & Sons",
                        "shown-name", "Acme & Sons",
                        "timeZone", "UTC",
                        "shown-timeZone", "UTC"));
        assertThat(owner.location()).isEqualTo(PAGE + "?saved");
        // Nor does it once it is shown again because something else was wrong.
        var again =
                owner.submit(
                        PAGE,
                        PAGE,
                        Map.of("name", " ", "timeZone", "UTC", "shown-timeZone", "UTC"));
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.text())
                .contains("name=\"timeZone\" list=\"list-zone\" value=\"Europe/Berlin\"");
        var unstorable = owner.submit(PAGE, PAGE, Map.of("name", "a\0b"));
        assertThat(unstorable.status()).isEqualTo(422);
        assertThat(unstorable.text()).contains("a character that cannot be stored");
        assertThat(owner.get("/accounts?q=%00&after=%00").status()).isEqualTo(200);
        assertThat(
                        program.api(
                                        acme.token(),
                                        "GET",
                                        "/audit-log?action=workspace.changed",
                                        null)
                                .body()
                                .required("items"))
                .singleElement()
                .asString()
                .contains("\"timeZone\":\"Europe/Berlin\"", "\"timeZone\":\"UTC\"");
    }
}
