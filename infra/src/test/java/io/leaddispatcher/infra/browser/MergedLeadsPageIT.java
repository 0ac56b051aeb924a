package io.leaddispatcher.infra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One person is found twice, and somebody makes one lead of the two. */
@ExtendWith(InBrowser.class)
class MergedLeadsPageIT {

    private final DemoProgram program;
    private final Chromium chromium;

    MergedLeadsPageIT(DemoProgram program, Chromium chromium) {
        this.program = program;
        this.chromium = chromium;
    }

    @Test
    void twoLeadsAreComparedAndBecomeOne() {
        var lead = program.submit(Leads.of("Mergina", "mergina@merged.example"));
        var other = program.submit(Leads.of("Merginah", "merginah@merged.example"));
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.open("/leads/" + lead);
            owner.find("merge-lead-link").click();
            owner.find("merge-search").fill("merginah@merged");
            owner.find("merge-find").click();
            owner.find("merge-hit").locator("a").click();
            assertThat(owner.find("merge-differences")).containsText("merginah@merged.example");

            owner.find("keep-this").check();
            owner.find("merge-sure").check();
            owner.find("merge-do").click();

            assertThat(owner.page())
                    .hasURL(Pattern.compile(".*/leads/%s\\?done=merge$".formatted(lead)));
            assertThat(owner.find("act-done")).isVisible();
            assertThat(owner.page().locator("[data-type=LEAD_TAKEN_IN]")).hasCount(1);
            owner.find("taken-in").click();
            assertThat(owner.page()).hasURL(Pattern.compile(".*/leads/" + other + "$"));
            assertThat(owner.find("merged")).isVisible();
            owner.open("/leads/%s/edit".formatted(other));
            assertThat(owner.page()).hasURL(Pattern.compile(".*/leads/" + other + "$"));
            assertThat(owner.find("acts")).hasCount(0);
            assertThat(owner.find("edit-lead")).hasCount(0);
            assertThat(owner.find("merge-lead-link")).hasCount(0);
            owner.find("merged-into").click();
            assertThat(owner.page()).hasURL(Pattern.compile(".*/leads/" + lead + "$"));
            owner.open("/leads?q=merginah@merged");
            assertThat(owner.find("row-merged")).hasText("Merged");
            owner.find("row-merged").click();
            assertThat(owner.page()).hasURL(Pattern.compile(".*/leads/" + lead + "$"));
            owner.find("merge-lead-link").click();
            owner.find("merge-search").fill("merginah@merged");
            owner.find("merge-find").click();
            assertThat(owner.find("merge-nothing")).isVisible();
            assertThat(owner.complaints()).isEmpty();
        }
    }

    @Test
    void whoWasOvertakenIsToldAndASecondPressIsOne() {
        var lead = program.submit(Leads.of("Overton", "overton@merged.example"));
        var other = program.submit(Leads.of("Overtone", "overtone@merged.example"));
        try (var one = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT);
                var second = chromium.visitor(program, program.owner(), Screen.PHONE_DARK)) {
            one.open("/leads/%s/merge?with=%s".formatted(lead, other));
            second.open("/leads/%s/edit".formatted(other));
            second.find("input-contact.title").fill("CTO");
            second.find("save-lead").click();
            assertThat(second.find("act-done")).isVisible();

            one.find("keep-this").check();
            one.find("merge-sure").check();
            one.find("merge-reason").fill("Called from both phones");
            one.find("merge-do").click();
            assertThat(one.find("merge-note")).isVisible();
            assertThat(one.find("merge-reason")).hasValue("Called from both phones");
            assertThat(one.find("merge-differences")).containsText("CTO");
            assertThat(one.find("keep-this")).isChecked();

            one.find("merge-sure").check();
            var went =
                    one.page()
                            .evaluate(
                                    """
                                    async () => {
                                      const form = document.querySelector('[data-testid=merge-form]');
                                      const body = new URLSearchParams(new FormData(form));
                                      const send = () => fetch(form.action, {method: 'POST', body});
                                      const answers = [await send(), await send()];
                                      return answers.map((answer) => new URL(answer.url).pathname).join(' ');
                                    }
                                    """)
                            .toString();
            assertThat(went).isEqualTo("/leads/%1$s /leads/%1$s".formatted(lead));
            one.open("/leads/" + lead);
            assertThat(one.page().locator("[data-type=LEAD_TAKEN_IN]")).hasCount(1);
        }
    }
}
