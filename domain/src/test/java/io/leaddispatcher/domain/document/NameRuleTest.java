package io.leaddispatcher.domain.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameRuleTest {

    @ParameterizedTest
    @ValueSource(strings = {"Mia", "Zoë 王", "Acme & Sons"})
    void aNameIsWhatPeopleAreCalled(String name) {
        assertThat(NameRule.violation("/name", name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, OUT_OF_RANGE", "201, OUT_OF_RANGE"})
    void itHasABeginningAndAnEnd(int length, Violation.Code code) {
        assertThat(NameRule.violation("/name", "n".repeat(length)))
                .map(Violation::code)
                .contains(code);
    }

    @ParameterizedTest
    @CsvSource({
        "'Mia\n\nPay now', must be on one line",
        "'Mia\u2028Pay now', must be on one line",
        "Pay at https://evil.test/x, must not hold a link",
        "WWW.evil.test, must not hold a link"
    })
    void itBringsNeitherLinesNorLinksIntoALetter(String name, String message) {
        assertThat(NameRule.violation("/name", name))
                .contains(new Violation("/name", Violation.Code.MALFORMED, message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "\0"})
    void itHoldsNothingThatCannotBeStored(String name) {
        assertThat(NameRule.violation("/name", name))
                .contains(
                        new Violation(
                                "/name",
                                Violation.Code.MALFORMED,
                                "must not hold a character that cannot be stored"));
    }
}
