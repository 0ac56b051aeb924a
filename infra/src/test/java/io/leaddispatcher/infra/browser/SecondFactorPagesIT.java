package io.leaddispatcher.infra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.BaseEncoding;
import io.leaddispatcher.domain.secondfactor.TotpSecret;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody with a phone sets up a second factor and logs in with it. */
@ExtendWith(InBrowser.class)
class SecondFactorPagesIT {

    private static final String EMAIL = "hedda@second.example";
    private static final String PASSWORD = "correct-horse-battery";

    private final DemoProgram program;
    private final Chromium chromium;

    SecondFactorPagesIT(DemoProgram program, Chromium chromium) {
        this.program = program;
        this.chromium = chromium;
    }

    @Test
    void itIsSetUpInTheBrowserAndNoDoorIsLeftThatDoesNotAskForIt() throws IOException {
        TotpSecret secret;
        List<String> codes;
        try (var hedda = chromium.stranger(program, Screen.PHONE_LIGHT)) {
            signUp(hedda);
            hedda.page().waitForURL(program.at("/").toString());
            hedda.open("/me/security");
            hedda.find("to-second-factor").click();
            hedda.find("begin").click();
            assertThat(hedda.find("qr")).isVisible();
            fits(hedda);
            String first = hedda.find("secret").inputValue();
            hedda.find("anew").click();
            assertThat(hedda.find("secret")).not().hasValue(first);
            secret =
                    new TotpSecret(
                            BaseEncoding.base32()
                                    .decode(hedda.find("secret").inputValue().replace(" ", "")));
            hedda.find("code").fill("12345");
            hedda.find("confirm").click();
            assertThat(hedda.find("problem-code")).isVisible();
            assertThat(hedda.find("code")).isFocused();
            hedda.find("code").fill(secret.codeAt(Instant.now()));
            hedda.find("confirm").click();
            assertThat(hedda.find("second-factor-on")).isVisible();
            fits(hedda);
            codes = hedda.find("recovery-code").allTextContents();
            assertThat(codes).hasSize(10);
            var file = hedda.page().waitForDownload(() -> hedda.find("save-codes").click());
            assertThat(Files.readAllLines(file.path())).isEqualTo(codes);
            hedda.find("codes-kept").click();
            hedda.open("/me/security/second-factor");
            assertThat(hedda.find("codes-left")).containsText("10");
            fits(hedda);
            assertThat(hedda.complaints()).allMatch(told -> told.contains("422"));
        }
        try (var hedda = chromium.stranger(program, Screen.DESK_DARK)) {
            hedda.open("/leads");
            hedda.find("email").fill(EMAIL);
            hedda.find("password").fill(PASSWORD);
            hedda.find("login-submit").click();
            assertThat(hedda.find("code")).isFocused();
            fits(hedda);
            hedda.find("to-recovery").click();
            hedda.find("recovery-code").fill("not-one-of-them");
            hedda.find("code-submit").click();
            assertThat(hedda.find("code-error")).isVisible();
            assertThat(hedda.find("recovery-code")).isFocused();
            fits(hedda);
            hedda.find("recovery-code").fill(codes.getFirst());
            hedda.find("code-submit").click();
            hedda.page().waitForURL(program.at("/leads").toString());
            assertThat(hedda.complaints()).isEmpty();
        }
        try (var thief = chromium.stranger(program, Screen.DESK_LIGHT)) {
            signUp(thief);
            assertThat(thief.find("login-form")).isVisible();
            thief.open("/leads");
            assertThat(thief.path()).as("a password signs nobody in twice").isEqualTo("/login");
        }
    }

    private static void signUp(Visitor visitor) {
        visitor.open("/signup");
        visitor.find("workspace").fill("Second");
        visitor.find("name").fill("Hedda");
        visitor.find("email").fill(EMAIL);
        visitor.find("password").fill(PASSWORD);
        visitor.find("signup-submit").click();
    }

    private static void fits(Visitor visitor) {
        assertThat(EveryPageIT.violations(visitor)).as(visitor.path()).isEmpty();
        assertThat(visitor.page().evaluate("document.documentElement.scrollWidth - innerWidth"))
                .as("overflow of " + visitor.path())
                .isEqualTo(0);
    }
}
