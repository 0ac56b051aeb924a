package io.leaddispatcher.infra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.leaddispatcher.domain.access.Role;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The builder where the server does not answer, or does not know any more who asks. */
@ExtendWith(InBrowser.class)
class PolicySessionIT {

    private static final String LOST = "The server did not answer as expected.";

    private final DemoProgram program;
    private final Chromium chromium;

    PolicySessionIT(DemoProgram program, Chromium chromium) {
        this.program = program;
        this.chromium = chromium;
    }

    @Test
    void whatWasChangedAfterTheSessionEndedIsSavedByTheNextOne() {
        var account = program.join(Role.ADMIN, null);
        try (var admin = chromium.visitor(program, account, Screen.PHONE_DARK)) {
            open(admin);
            admin.page().context().clearCookies();
            admin.find("rule-toggle").first().click();
            assertThat(admin.find("policy-ended")).isVisible();
            assertThat(admin.find("policy-state")).containsText("your session has ended");
            assertThat(EveryPageIT.violations(admin)).isEmpty();
            admin.find("save-again").click();
            assertThat(admin.find("policy-ended-told")).containsText("not logged in yet");

            logIn(
                    admin.page()
                            .context()
                            .waitForPage(() -> admin.find("policy-ended").locator("a").click()),
                    account);
            admin.find("save-again").click();
            assertThat(admin.find("policy-state")).hasAttribute("data-state", "saved");
            assertThat(admin.find("policy-ended")).isHidden();
            assertThat(
                            (String)
                                    admin.page()
                                            .evaluate(
                                                    "fetch('/policy/model').then((each) => each.text())"))
                    .contains("\"disabled\":true");
            admin.find("undo").click();
            assertThat(admin.find("policy-state")).hasAttribute("data-state", "saved");
        }
    }

    @Test
    void whatTheSessionsEndLeftIsThereWhenThePageIsReadAgain() {
        var account = program.join(Role.ADMIN, null);
        try (var admin = chromium.visitor(program, account, Screen.DESK_LIGHT)) {
            open(admin);
            admin.page().context().clearCookies();
            admin.find("rule-toggle").first().click();
            assertThat(admin.find("policy-ended")).isVisible();
            admin.page().onDialog(each -> each.accept());
            admin.open("/login");
            logIn(admin.page(), account);
            open(admin);
            assertThat(admin.find("policy-left")).isVisible();
            admin.find("left-take").click();
            assertThat(admin.find("policy-left")).isHidden();
            assertThat(admin.find("rule-card").first()).hasClass(Pattern.compile("\\boff\\b"));
            assertThat(admin.find("policy-state")).hasAttribute("data-state", "saved");
            admin.find("undo").click();
            assertThat(admin.find("policy-state")).hasAttribute("data-state", "saved");
            open(admin);
            assertThat(admin.find("policy-left")).isHidden();
        }
    }

    @Test
    void aServerThatIsBusyIsAskedAgainAsLateAsItSays() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            open(owner);
            var asked = new AtomicInteger();
            owner.page()
                    .route(
                            Pattern.compile("/policy/draft\\?"),
                            route -> {
                                if (asked.incrementAndGet() > 1) {
                                    route.resume();
                                } else {
                                    route.fulfill(
                                            new Route.FulfillOptions()
                                                    .setStatus(429)
                                                    .setHeaders(Map.of("Retry-After", "2")));
                                }
                            });
            owner.find("rule-toggle").first().click();
            assertThat(owner.find("policy-state")).hasAttribute("data-state", "waiting");
            assertThat(owner.find("policy-state")).containsText("asked again by itself");
            assertThat(owner.find("policy-state")).hasAttribute("data-state", "saved");
            assertThat(asked).hasValue(2);
            owner.find("undo").click();
            assertThat(owner.find("policy-state")).hasAttribute("data-state", "saved");
        }
    }

    @Test
    void whatDoesNotComeIsSaid() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            open(owner);
            for (var path : new String[] {"yaml", "takers", "trial", "replay", "changes"}) {
                owner.page()
                        .route(
                                Pattern.compile("/policy/%s(\\?|$)".formatted(path)),
                                route -> route.abort());
            }
            owner.find("yaml").click();
            assertThat(owner.find("yaml-problem")).containsText(LOST);
            owner.find("rule-card")
                    .filter(new Locator.FilterOptions().setHasText("give it to somebody of"))
                    .first()
                    .getByTestId("rule-edit")
                    .click();
            assertThat(owner.find("takers").first()).containsText(LOST);
            owner.find("try").click();
            var result = owner.page().locator(".policy-result");
            owner.page().locator(".policy-way > summary").nth(1).click();
            owner.find("trial-run").click();
            assertThat(result).containsText(LOST);
            owner.page().locator(".policy-way > summary").last().click();
            owner.find("replay-run").click();
            assertThat(result).not().containsText("Deciding");
            assertThat(result).containsText(LOST);
            owner.find("publish").click();
            assertThat(owner.find("publish-why")).containsText("did not say what changes");

            owner.page().route(Pattern.compile("/policy/model\\?"), route -> route.abort());
            owner.open("/policy");
            assertThat(owner.page().locator("[data-policy-loading]"))
                    .hasText("The draft could not be read. Load the page again.");
        }
    }

    private static void logIn(Page page, DemoProgram.Account account) {
        page.getByTestId("email").fill(account.email());
        page.getByTestId("password").fill(account.password());
        page.getByTestId("login-submit").click();
        page.waitForURL(Pattern.compile("^(?!.*/login).*$"));
    }

    private static void open(Visitor visitor) {
        visitor.open("/policy");
        visitor.page().waitForSelector("[data-policy][data-ready]");
    }
}
