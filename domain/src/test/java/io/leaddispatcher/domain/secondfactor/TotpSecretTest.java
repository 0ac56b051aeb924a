package io.leaddispatcher.domain.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpSecretTest {

    private static final long NEVER_USED = -1;

    private static final TotpSecret SECRET =
            new TotpSecret("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

    private static final Instant NOW = Instant.ofEpochSecond(1_111_111_109);
    private static final long STEP = 1_111_111_109 / 30;

    /** RFC 6238, appendix B, for SHA-1; six digits are the last six of its eight. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void theCodesAreThoseOfTheStandard(long second, String code) {
        assertThat(SECRET.codeAt(Instant.ofEpochSecond(second))).isEqualTo(code);
    }

    @Test
    void aCodeIsGoodForOneStepBeforeAndAfterItsOwn() {
        for (int away = -2; away <= 2; away++) {
            String code = SECRET.codeAt(NOW.plusSeconds(30L * away));
            var step = SECRET.stepOf(code, NOW, NEVER_USED);
            if (Math.abs(away) <= 1) {
                assertThat(step).as("%d steps away", away).hasValue(STEP + away);
            } else {
                assertThat(step).as("%d steps away", away).isEmpty();
            }
        }
    }

    @Test
    void aCodeIsGoodOnceAndSoIsEveryOneBeforeIt() {
        String code = SECRET.codeAt(NOW);
        String before = SECRET.codeAt(NOW.minusSeconds(30));
        String after = SECRET.codeAt(NOW.plusSeconds(30));

        assertThat(SECRET.stepOf(code, NOW, STEP)).isEmpty();
        assertThat(SECRET.stepOf(before, NOW, STEP)).isEmpty();
        assertThat(SECRET.stepOf(after, NOW, STEP)).hasValue(STEP + 1);
    }

    @ParameterizedTest
    @CsvSource({"''", "81804", "0081804", "081805", "٠٨١٨٠٤", "abcdef"})
    void whatIsNotTheCodeIsRefused(String typed) {
        assertThat(SECRET.stepOf(typed, NOW, NEVER_USED)).isEmpty();
    }

    @Test
    void spacesAsAppsShowThemDoNotMatter() {
        assertThat(SECRET.stepOf(" 081 804 ", NOW, NEVER_USED)).hasValue(STEP);
    }

    @Test
    void itIsSpelledForAppsInBase32() {
        assertThat(SECRET.spelled()).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThat(SECRET.link("Lead Dispatcher", "zoe+a@acme.test"))
                .isEqualTo(
                        "otpauth://totp/Lead%20Dispatcher:zoe%2Ba%40acme.test"
                                + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                                + "&issuer=Lead%20Dispatcher&algorithm=SHA1&digits=6&period=30");
    }

    @Test
    void itHasItsLengthAndKeepsItselfToItself() {
        assertThatThrownBy(() -> new TotpSecret(new byte[10]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a secret has 20 bytes, not 10");
        assertThat(SECRET).hasToString("TotpSecret[***]");
    }
}
