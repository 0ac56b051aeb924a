package io.leaddispatcher.infra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
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
}
