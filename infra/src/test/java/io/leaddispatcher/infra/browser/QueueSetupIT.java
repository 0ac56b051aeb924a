package io.leaddispatcher.infra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.access.Role;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How an admin says which queues there are, beside the board of what waits in them. */
@ExtendWith(InBrowser.class)
class QueueSetupIT {

    private final DemoProgram program;
    private final Chromium chromium;

    QueueSetupIT(DemoProgram program, Chromium chromium) {
        this.program = program;
        this.chromium = chromium;
    }

    @Test
    void aQueueIsMadeMendedShownOnTheBoardDeletedAndTakenBack() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.open("/queues");
            owner.find("queues-set-up").click();
            owner.find("add").click();
            owner.find("field-name").fill("<b>Partners</b> abroad");
            owner.find("field-key").fill("-no key");
            owner.find("type-PARTNER").check();
            owner.find("field-pull").check();
            owner.find("save").click();
            assertThat(owner.find("problem-key")).isVisible();
            assertThat(owner.find("field-name")).hasValue("<b>Partners</b> abroad");
            assertThat(owner.find("type-PARTNER")).isChecked();
            assertThat(owner.find("field-pull")).isChecked();

            owner.find("field-key").fill("partners-abroad");
            owner.find("save").click();
            assertThat(owner.find("note")).containsText("Created");
            assertThat(owner.page()).hasURL(Pattern.compile(".*/set-up/queues/partners-abroad"));
            assertThat(owner.page().locator("h1")).hasText("<b>Partners</b> abroad");

            owner.find("type-NURTURE").check();
            owner.find("field-name").fill("Later");
            owner.find("save").click();
            assertThat(owner.find("note")).containsText("Saved");
            owner.find("waiting").click();
            assertThat(owner.page().locator("h1")).hasText("Later");
            assertThat(owner.find("queue-partners-abroad")).containsText("Nurture");
            assertThat(owner.find("queue-partners-abroad")).containsText("Goes out by itself");

            owner.open("/set-up/queues?q=LATER");
            assertThat(owner.find("row")).hasCount(1);
            owner.find("row").locator("a").click();
            owner.find("delete").click();
            owner.find("confirm-delete").click();
            assertThat(owner.find("note")).containsText("Later is deleted");
            assertThat(owner.page()).hasURL(Pattern.compile(".*/set-up/queues"));
            owner.find("undo").click();
            assertThat(owner.find("note")).containsText("Taken back");
            assertThat(owner.find("type-NURTURE")).isChecked();
            assertThat(owner.complaints().stream().filter(each -> !each.contains("422"))).isEmpty();
        }
    }

    @Test
    void whoChangesWhatSomebodyHasDeletedMeanwhileMayMakeItAnew() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT);
                var other = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.open("/set-up/queues/_new");
            owner.find("field-name").fill("Night shift");
            owner.find("save").click();
            assertThat(owner.find("note")).containsText("Created");

            other.open("/set-up/queues/night-shift/delete");
            other.find("confirm-delete").click();
            assertThat(other.find("note")).containsText("is deleted");

            owner.find("field-name").fill("Late shift");
            owner.find("save").click();
            assertThat(owner.find("note")).containsText("deleted this in the meantime");
            assertThat(owner.find("field-name")).hasValue("Late shift");
            owner.find("save").click();
            assertThat(owner.find("note")).containsText("Created");
            assertThat(owner.page()).hasURL(Pattern.compile(".*/set-up/queues/night-shift.*"));
        }
    }

    @Test
    void aQueueInWhichLeadsWaitStaysAndSaysHowManyAndWhatElseNeedsIt() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.PHONE_DARK)) {
            owner.open("/queues");
            var occupied = owner.page().locator(".queue:has([data-testid=queue-lead])").first();
            var id = Objects.requireNonNull(occupied.getAttribute("data-testid"));
            owner.open("/set-up/queues/%s/delete".formatted(id.substring("queue-".length())));
            assertThat(owner.find("occupied")).containsText("in it");
            assertThat(owner.find("confirm-delete")).hasCount(0);
            owner.find("occupied").locator("a").click();
            assertThat(owner.find("queue-lead").first()).isVisible();

            owner.open("/set-up/queues/fallback/delete");
            assertThat(owner.find("needed")).isVisible();
            assertThat(owner.page().locator("main")).containsText("The active policy for leads");
        }
    }

    @Test
    void viewersLookAtQueuesAndRepsAreNotLedThere() {
        try (var viewer =
                chromium.visitor(program, program.join(Role.VIEWER, null), Screen.DESK_LIGHT)) {
            viewer.open("/queues");
            assertThat(viewer.find("queues-set-up")).hasCount(0);
            viewer.open("/set-up/queues/fallback");
            assertThat(viewer.find("read-only")).isVisible();
            assertThat(viewer.find("save")).hasCount(0);
            assertThat(viewer.open("/set-up/queues/_new").status()).isEqualTo(403);
            assertThat(viewer.open("/set-up/queues/nothing-here").status()).isEqualTo(404);
        }
        try (var rep =
                chromium.visitor(program, program.join(Role.REP, "mia"), Screen.DESK_LIGHT)) {
            assertThat(rep.open("/set-up/queues").status()).isEqualTo(403);
        }
    }
}
