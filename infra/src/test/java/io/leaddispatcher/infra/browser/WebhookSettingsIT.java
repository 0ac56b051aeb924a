package io.leaddispatcher.infra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.leaddispatcher.domain.access.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How an admin has programs be told what happens. */
@ExtendWith(InBrowser.class)
class WebhookSettingsIT {

    private final DemoProgram program;
    private final Chromium chromium;

    WebhookSettingsIT(DemoProgram program, Chromium chromium) {
        this.program = program;
        this.chromium = chromium;
    }

    @Test
    void aSubscriptionIsMadeWatchedChangedSwitchedAndDeleted() throws IOException {
        var answers = new AtomicInteger(204);
        var endpoint =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoint.createContext(
                "/",
                call -> {
                    call.getRequestBody().readAllBytes();
                    // Only a 500 asks for it, for longer than a test takes.
                    call.getResponseHeaders().add("Retry-After", "240");
                    call.sendResponseHeaders(answers.get(), -1);
                    call.close();
                });
        endpoint.start();
        var address = "http://127.0.0.1:%d/hook".formatted(endpoint.getAddress().getPort());
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            subscribe(owner, address + "?key=zebra");
            program.submit(Leads.of("Hook", "hook@webhooks.example"));
            awaitStatus(owner, "Delivered");
            assertThat(owner.find("sent").first()).containsText("lead.received");

            owner.find("rotate-ask").click();
            var before = owner.find("webhook").textContent();
            owner.find("rotate").click();
            assertThat(owner.find("fresh-secret")).hasValue(Pattern.compile("whsec_.+"));
            assertThat(owner.find("old-secret")).containsText("signs as well until");
            assertThat(before).doesNotContain(owner.find("fresh-secret").inputValue());

            owner.find("event-lead.received").uncheck();
            owner.find("save-webhook").click();
            assertThat(owner.find("problem-events")).isVisible();
            owner.find("event-lead.received").check();
            owner.find("event-lead.rejected").check();
            owner.find("save-webhook").click();
            assertThat(owner.find("note")).containsText("Saved");

            var late = owner.page().url();
            owner.page()
                    .evaluate(
                            """
                            document.querySelector("[name=version]").value = "1";
                            document.querySelector("[name=url]").value += "&late";
                            """);
            owner.find("event-lead.rejected").uncheck();
            owner.find("save-webhook").click();
            assertThat(owner.find("differing").locator("li"))
                    .hasText(
                            new String[] {
                                "Address: theirs is " + address + "?key=zebra",
                                "Events only in theirs: lead.rejected"
                            });
            owner.page().navigate(late);

            answers.set(410);
            program.submit(Leads.of("Gone", "gone@webhooks.example"));
            awaitStatus(owner, "Not delivered");
            assertThat(owner.find("webhook-state")).hasText("Switched off");
            assertThat(owner.find("webhook-cause")).containsText("gone for good");
            owner.find("turn").click();
            assertThat(owner.find("note")).containsText("It is on");
            assertThat(owner.find("webhook-state")).hasText("Active");
            answers.set(200);
            owner.find("sent").first().getByTestId("replay").click();
            assertThat(owner.find("note")).containsText("on its way again");
            awaitStatus(owner, "Delivered");

            answers.set(500);
            program.submit(Leads.of("Later", "later@webhooks.example"));
            awaitStatus(owner, "Trying again");
            answers.set(200);
            assertThat(owner.find("sent").first().getByTestId("replay")).hasText("Send now");
            owner.find("sent").first().getByTestId("replay").click();
            assertThat(owner.find("note")).containsText("on its way again");
            awaitStatus(owner, "Delivered");

            owner.find("turn").click();
            assertThat(owner.find("webhook-state")).hasText("Off");
            assertThat(owner.find("event-lead.rejected")).isChecked();
            looksRightOnAPhone(owner.path());
            owner.find("delete-ask").click();
            owner.find("delete").click();
            assertThat(owner.find("deleted")).isVisible();
            assertThat(owner.find("webhook-row")).hasCount(0);
            assertThat(
                            owner.complaints().stream()
                                    .filter(each -> !each.matches("(?s).*(409|422).*")))
                    .isEmpty();
        } finally {
            endpoint.stop(0);
        }
    }

    private static void subscribe(Visitor owner, String address) {
        owner.open("/settings");
        owner.find("tab-webhooks").click();
        assertThat(owner.find("empty")).isVisible();
        owner.find("webhook-url").fill("https://somebody@hooks.example/in");
        owner.find("create-webhook").click();
        assertThat(owner.find("problem-url")).containsText("Give a whole address");
        assertThat(owner.find("problem-events")).hasText("Choose at least one event.");
        assertThat(owner.find("webhook-url")).hasValue("https://somebody@hooks.example/in");

        owner.find("webhook-url").fill(address);
        owner.find("event-lead.received").check();
        owner.find("create-webhook").click();
        var secret = owner.find("fresh-secret").inputValue();
        assertThat(secret).startsWith("whsec_");
        owner.open("/settings/webhooks");
        assertThat(owner.page().content()).doesNotContain(secret);
        assertThat(owner.find("webhook-row").locator("a")).hasText(address);
        owner.find("webhook-row").locator("a").click();
        assertThat(owner.find("webhook-url")).hasValue(address);
        assertThat(owner.find("log-empty")).isVisible();
    }

    /** Of what was sent last. */
    private static void awaitStatus(Visitor owner, String status) {
        var path = owner.path().replaceFirst("[?].*|/(rotate|active)$", "");
        owner.page()
                .waitForCondition(() -> {
                    owner.open(path);
                    var sent = owner.find("sent-status");
                    return sent.count() > 0 && sent.first().textContent().equals(status);
                });
    }

    private void looksRightOnAPhone(String path) {
        try (var owner = chromium.visitor(program, program.owner(), Screen.PHONE_DARK)) {
            for (var each : new String[] {path, "/settings/webhooks"}) {
                owner.open(each);
                assertThat(EveryPageIT.violations(owner)).as(each).isEmpty();
                assertThat(owner.page().evaluate("document.documentElement.scrollWidth"))
                        .as(each)
                        .isEqualTo(Screen.PHONE_DARK.width);
            }
        }
    }

    @Test
    void nobodyElseSeesThem() {
        try (var manager =
                chromium.visitor(program, program.join(Role.MANAGER, null), Screen.DESK_LIGHT)) {
            assertThat(manager.open("/settings/webhooks").status()).isEqualTo(403);
        }
        try (var admin =
                chromium.visitor(program, program.join(Role.ADMIN, null), Screen.DESK_LIGHT)) {
            assertThat(admin.open("/settings/webhooks/nothing-here").status()).isEqualTo(404);
        }
    }
}
