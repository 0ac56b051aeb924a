package io.leaddispatcher.infra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever people write, it is text. */
@ExtendWith(InBrowser.class)
class HostileLeadIT {

    private final DemoProgram program;
    private final Chromium chromium;

    HostileLeadIT(DemoProgram program, Chromium chromium) {
        this.program = program;
        this.chromium = chromium;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>window.hit=1</script>",
                "\"><img src=x onerror=window.hit=1>",
                "'-window.hit=1-'",
                "</textarea></title><svg onload=window.hit=1>",
                "javascript:window.hit=1",
                "__${7*7}__",
                "[[${7*7}]] [(${7*7})] ${7*7} #{7*7} *{7*7}",
                "T(java.lang.Runtime).getRuntime()",
                "<!channel> <@U01MIA> <https://evil.example|Your account> *b* _i_ `c`"
            })
    void runsNoScriptAndShowsAsItWasWritten(String text) {
        var email = "hostile-%s@text.example".formatted(UUID.randomUUID());
        var lead = program.submit(Leads.sayingEverywhere(text, email));
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.open("/leads/" + lead);
            assertThat(owner.find("lead-title")).containsText(text);
            assertThat(owner.find("lead-message")).containsText(text);
            assertHarmless(owner);

            for (var path : List.of("/", "/leads", "/leads?q=" + email)) {
                owner.open(path);
                assertThat(owner.find("lead-row").first()).containsText(text);
                assertHarmless(owner);
            }
            owner.open("/sandbox");
            var message = owner.messageAbout(lead);
            assertThat(message).isVisible();
            assertThat(bare(message.textContent())).contains(bare(text));
            assertThat(message.locator(".mention")).hasCount(0);
            assertThat(message.locator("a[href*=evil]")).hasCount(0);
            assertHarmless(owner);
        }
    }

    /** Slack takes marks for bold and the like wherever they are; nothing can be done with them. */
    private static String bare(String text) {
        return text.replaceAll("[*_`~\\s]", "");
    }

    private static void assertHarmless(Visitor visitor) {
        assertThat(visitor.page().evaluate("window.hit")).isNull();
        assertThat(visitor.page().locator("main img, main script").count()).isZero();
        assertThat(visitor.page().locator("[href^='javascript:' i]").count()).isZero();
        assertThat(visitor.complaints()).isEmpty();
    }
}
