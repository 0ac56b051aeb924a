package io.leaddispatcher.adapter.slack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTextTest {

    @Test
    void theMarkUpGoesAndWhatPeopleReadStays() {
        MessageText message =
                MessageText.of(
                        "Hi <@U1|mia>, <mailto:ana@acme.de|ana@acme.de> of <https://acme.de|acme.de> asks"
                                + " about R&amp;D &lt;soon&gt;, call <tel:+49301234567|+49 30 1234567> <!here>");

        assertThat(message.text())
                .isEqualTo(
                        "Hi mia, ana@acme.de of acme.de asks about R&D <soon>, call +49 30 1234567 here");
        assertThat(message.email()).contains("ana@acme.de");
        assertThat(message.phone()).contains("+49 30 1234567");
    }

    @ParameterizedTest
    @CsvSource({
        "write to a.b+c@mail.example.co.uk please,a.b+c@mail.example.co.uk",
        "<mailto:x@y.test>,x@y.test",
        "(x@y.test),x@y.test"
    })
    void theFirstAddressIsFound(String text, String email) {
        assertThat(MessageText.of(text).email()).contains(email);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "a@b", "@mia", "x@.test", ""})
    void whatIsNoAddressIsNone(String text) {
        assertThat(MessageText.of(text).email()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"+49 (0)30 / 123-456", "030 1234567", "+1.415.555.0100", "0171/1234567"})
    void numbersAreFoundAsPeopleWriteThem(String number) {
        assertThat(MessageText.of("call " + number + ", thanks").phone()).contains(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "in 2026",
                "order 4711-12",
                "+49",
                "00",
                "id 123456789",
                "a0123456789x",
                "v1.0.2"
            })
    void notEveryNumberIsAPhone(String text) {
        assertThat(MessageText.of(text).phone()).isEmpty();
    }

    @Test
    void hostileTextEndsSoonAndFits() {
        for (String part : new String[] {"<", "+0 ", "a@a.", "\uD83E\uDD8A", "<x|", "0-", "&lt;"}) {
            MessageText message = MessageText.of(part.repeat(40_000));

            assertThat(message.text().length()).isLessThanOrEqualTo(2_501);
            assertThat(message.email().orElse("").length()).isLessThan(700);
            assertThat(message.phone().orElse("").length()).isLessThan(100);
        }
    }
}
