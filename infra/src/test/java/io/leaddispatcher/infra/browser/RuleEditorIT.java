package io.leaddispatcher.infra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One rule in the panel, by the keyboard alone. */
@ExtendWith(InBrowser.class)
class RuleEditorIT {

    private final DemoProgram program;
    private final Chromium chromium;

    RuleEditorIT(DemoProgram program, Chromium chromium) {
        this.program = program;
        this.chromium = chromium;
    }

    @Test
    void theKeyboardStaysWhereItWorks() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            open(owner);
            var keys = owner.page().keyboard();
            owner.find("add-condition").last().press("Enter");
            assertThat(owner.find("condition-field").last()).isFocused();
            keys.press("Tab");
            assertThat(owner.find("condition-op").last()).isFocused();
            keys.press("Tab");
            keys.type("DE, FR");
            keys.press("Tab");
            assertThat(owner.find("remove-condition").last()).isFocused();
            assertThat(owner.find("condition-row").last().locator(".token")).hasCount(2);
            keys.press("Shift+Tab");
            keys.press("Shift+Tab");
            keys.press("Enter");
            assertThat(owner.find("condition-value").last()).isFocused();
            assertThat(owner.find("condition-row").last().locator(".token")).hasText("DE×");

            owner.find("condition-field").last().selectOption("company.employees");
            assertThat(owner.find("condition-row").last().locator(".token")).hasCount(0);
            owner.find("condition-op").last().focus();
            owner.find("condition-op").last().selectOption("exists");
            assertThat(owner.find("condition-op").last()).isFocused();
            keys.press("Tab");
            keys.press("Enter");
            assertThat(owner.find("add-condition").last()).isFocused();

            owner.find("add-ring").press("Enter");
            var rings = owner.find("target-kind");
            assertThat(rings.last()).isFocused();
            rings.last().selectOption("rep");
            assertThat(rings.last()).isFocused();
            undoAll(owner);
        }
    }

    @Test
    void aGroupIsNotSavedWithoutACondition() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            open(owner);
            int before = owner.find("condition-row").count();
            owner.find("add-group").last().press("Enter");
            var group = owner.find("condition-group").last();
            assertThat(group.getByTestId("group-kind")).isFocused();
            assertThat(group.getByTestId("condition-row")).hasCount(1);
            // Nothing is wrong before anybody has been at it.
            assertThat(owner.find("policy-state")).containsText("Not saved yet");
            assertThat(owner.page().locator(".field-problem")).hasCount(0);
            assertThat(owner.page().locator(".rule-sentence.unsaved:not(.calm)")).hasCount(0);
            group.getByTestId("condition-field").selectOption("company.employees");
            group.getByTestId("condition-op").selectOption("between");
            group.getByTestId("condition-op").focus();
            assertThat(owner.page().locator(".field-problem")).hasCount(0);
            owner.find("rule-name").focus();
            assertThat(group.locator(".field-problem")).hasCount(1);
            assertThat(owner.find("policy-state")).containsText("something is to be mended");

            group.getByTestId("remove-condition").press("Enter");
            assertThat(owner.find("condition-group")).hasCount(1);
            assertThat(owner.find("condition-row")).hasCount(before);
            assertThat(owner.find("add-condition")).isFocused();
            undoAll(owner);
        }
    }

    @Test
    void undoTakesBackAChoiceThatIsInFocus() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            open(owner);
            var priority = owner.find("rule-priority");
            var before = priority.inputValue();
            owner.find("rule-name").fill("Another name");
            owner.page().keyboard().press("Tab");
            priority.focus();
            priority.selectOption("LOW");
            owner.page().keyboard().press("Control+z");
            assertThat(priority).hasValue(before);
            assertThat(owner.find("rule-name")).hasValue("Another name");
            undoAll(owner);
        }
    }

    @Test
    void eachValueOfAConditionIsAStepBack() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            open(owner);
            owner.find("add-condition").last().click();
            owner.find("condition-field").last().selectOption("company.employees");
            owner.find("condition-op").last().selectOption("gte");
            var value = owner.find("condition-value").last();
            for (var typed : List.of("2", "3")) {
                value.fill(typed);
                value.press("Tab");
            }
            assertThat(owner.find("policy-state")).hasAttribute("data-state", "saved");
            owner.find("undo").click();
            assertThat(value).hasValue("2");
            owner.find("redo").click();
            assertThat(value).hasValue("3");
            assertThat(owner.find("policy-state")).hasAttribute("data-state", "saved");

            // The card does not say of what is on the screen what is true of what was saved.
            value.fill("many");
            value.press("Tab");
            assertThat(owner.find("rule-card").first().locator(".rule-sentence"))
                    .containsText("something in this rule is to be mended");
            undoAll(owner);
        }
    }

    @Test
    void aNumberIsReadAsTheReaderWritesIt() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT, "de-DE")) {
            open(owner);
            owner.find("add-condition").last().click();
            owner.find("condition-field").last().selectOption("company.employees");
            owner.find("condition-op").last().selectOption("gte");
            var value = owner.find("condition-value").last();
            // A thousand, or one? It is not for us to say.
            value.fill("1.000");
            value.press("Tab");
            assertThat(owner.page().locator(".field-problem")).hasCount(1);
            value.fill("0,5");
            value.press("Tab");
            assertThat(owner.find("policy-state")).hasAttribute("data-state", "saved");
            assertThat(draft(owner)).contains("\"value\":0.5");
            owner.find("undo").click();
            owner.find("redo").click();
            assertThat(value).hasValue("0,5");

            owner.find("condition-op").last().selectOption("in");
            value.fill("0,5; 20");
            value.press("Enter");
            assertThat(owner.find("condition-row").last().locator(".token"))
                    .hasText(new String[] {"0,5×", "20×"});
            assertThat(owner.find("policy-state")).hasAttribute("data-state", "saved");
            assertThat(draft(owner)).contains("\"value\":[0.5,20]");
            undoAll(owner);
        }
    }

    @Test
    void theNextStepIsUndoneAndKeepsItsSpan() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.open("/policy");
            owner.page().waitForSelector("[data-policy][data-ready]");
            owner.find("add-rule").first().click();
            var task = owner.find("next-action");
            var due = owner.find("due-in");
            // There is nothing yet that would be due.
            assertThat(due).isDisabled();
            task.selectOption("CALL");
            due.fill("17");
            due.press("Tab");
            task.selectOption("EMAIL");
            owner.find("undo").click();
            assertThat(task).hasValue("CALL");
            task.selectOption("");
            assertThat(due).isDisabled();
            task.selectOption("CALL");
            assertThat(due).hasValue("17");
            assertThat(owner.find("policy-state")).hasAttribute("data-state", "saved");
            assertThat(draft(owner)).contains("\"task\":\"CALL\"").contains("PT17M");
            undoAll(owner);
        }
    }

    @Test
    void whatAConditionAsksForIsReadable() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            open(owner);
            owner.find("add-condition").last().click();
            var field = owner.find("condition-field").last();
            assertThat(field.locator("optgroup").last().locator("option"))
                    .hasText(new String[] {"External id", "Kind"});
            field.selectOption("company.employees");
            owner.find("condition-op").last().selectOption("between");
            // In one line.
            assertThat(owner.page().locator(".condition-pair > .muted").last().boundingBox().height)
                    .isLessThan(40);
            // What is wrong with it is told once the press has ended that leaves it.
            int rows = owner.find("condition-row").count();
            owner.find("add-condition").last().click();
            assertThat(owner.find("condition-row")).hasCount(rows + 1);
            assertThat(owner.page().locator(".field-problem")).hasCount(1);
            owner.find("remove-condition").last().click();
            field.selectOption("company.geo");
            owner.find("condition-op").last().selectOption("within_km");
            assertThat(owner.page().getByLabel("Kilometres")).hasValue("50");
            undoAll(owner);
        }
    }

    @Test
    void thoseWhoAreNotShownAreCounted() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.page()
                    .route(
                            "**/policy/takers?*",
                            route ->
                                    route.fulfill(
                                            new Route.FulfillOptions()
                                                    .setContentType("application/json")
                                                    .setBody(takers(503))));
            owner.open("/policy");
            owner.page().waitForSelector("[data-policy][data-ready]");
            owner.find("rule-card")
                    .filter(new Locator.FilterOptions().setHasText("give it to somebody of"))
                    .first()
                    .getByTestId("rule-edit")
                    .click();
            assertThat(owner.find("takers").first()).containsText("503 of 503");
            assertThat(owner.find("more-takers").first()).hasText("and 491 more");
        }
    }

    private static String takers(int count) {
        return IntStream.range(0, count)
                .mapToObj("{\"name\": \"Rep %d\", \"initials\": \"R\", \"against\": []}"::formatted)
                .collect(Collectors.joining(",", "{\"takers\": [", "]}"));
    }

    /** With its first rule. */
    private static void open(Visitor visitor) {
        visitor.open("/policy");
        visitor.page().waitForSelector("[data-policy][data-ready]");
        visitor.find("rule-edit").first().click();
    }

    /** As the server has it. */
    private static String draft(Visitor visitor) {
        return String.valueOf(
                visitor.page()
                        .evaluate(
                                "fetch('/policy/model?kind=lead').then((each) => each.json()).then((each) => JSON.stringify(each.policy))"));
    }

    /** What one test does is not there for the next one. */
    private static void undoAll(Visitor visitor) {
        while (visitor.find("undo").isEnabled()) {
            visitor.find("undo").click();
        }
        assertThat(visitor.find("policy-state")).hasAttribute("data-state", "saved");
    }
}
