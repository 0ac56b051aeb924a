package io.leaddispatcher.infra.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** Somebody at a browser, who notices when it complains. */
final class Visitor implements AutoCloseable {

    private final DemoProgram program;
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    Visitor(DemoProgram program, BrowserContext context) {
        this.program = program;
        this.context = context;
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    Page page() {
        return page;
    }

    Response open(String path) {
        return Objects.requireNonNull(page.navigate(program.at(path).toString()));
    }

    /**
     * Waits until the scripts of the page are at work, where a press of a key needs them: what is
     * in a page that a click led to is seen before.
     */
    void awaitScripts() {
        page.waitForLoadState();
    }

    void logIn(DemoProgram.Account account) {
        open("/login");
        find("email").fill(account.email());
        find("password").fill(account.password());
        find("login-submit").click();
        if (account.phone() != null) {
            find("code").fill(account.phone().code());
            find("code-submit").click();
        }
        page.waitForURL(program.at("/").toString());
    }

    /** By its test id. */
    Locator find(String id) {
        return page.getByTestId(id);
    }

    /**
     * What a rep was sent about it in Slack, in the sandbox. The person who asked may have been
     * written to as well, by email.
     */
    Locator messageAbout(String lead) {
        return page.locator("[data-testid=sandbox-message][data-channel=slack]")
                .filter(
                        new Locator.FilterOptions()
                                .setHas(page.locator("a[href='/leads/%s']".formatted(lead))));
    }

    /** Where the browser is. */
    String path() {
        return page.url().substring(program.at("").toString().length());
    }

    String state() {
        return context.storageState();
    }

    /** Gives a lead to a rep on its page. */
    void give(String lead, String rep) {
        open("/leads/" + lead);
        find("act-reassign").locator("summary").click();
        find("form-reassign").locator("select").selectOption("rep:" + rep);
        find("reassign-reason").fill("Speaks their language");
        find("form-reassign").locator("button").click();
        page.waitForURL(Pattern.compile(".*/leads/%s\\?done=reassign$".formatted(lead)));
    }

    /** What the browser said was wrong. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void close() {
        context.close();
    }
}
