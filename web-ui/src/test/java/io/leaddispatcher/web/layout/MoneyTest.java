package io.leaddispatcher.web.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "12.500,50; 12500.50",
                "12.500; 12500",
                "1.234.567; 1234567",
                "12500,5; 12500.5",
                "12 500,50; 12500.50",
                "12500.50; 12500.50",
                "12,500.50; 12500.50",
                "12500; 12500"
            })
    void aGermanWritesAmountsSo(String written, String meant) {
        assertThat(Money.amount(written, Locale.GERMAN).orElseThrow()).isEqualByComparingTo(meant);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "12,500.50; 12500.50",
                "12,500; 12500",
                "12.500; 12.5",
                "12500,50; 12500.50",
                "12.500,50; 12500.50",
                "0.5; 0.5"
            })
    void anEnglishReaderWritesThemSo(String written, String meant) {
        assertThat(Money.amount(written, Locale.ENGLISH).orElseThrow()).isEqualByComparingTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"50k", "1e9", "-5", "1.2.3", "1,2,3", "12.50,50.1", "", "12..5", ","})
    void whatIsNoAmountIsNone(String written) {
        for (var locale : List.of(Locale.GERMAN, Locale.ENGLISH)) {
            assertThat(Money.amount(written, locale)).isEmpty();
        }
    }

    @Test
    void currenciesAreKnownByTheirNamesAndSigns() {
        assertThat(Money.currency("Euro", Locale.GERMAN)).isEqualTo("EUR");
        assertThat(Money.currency(" € ", Locale.ENGLISH)).isEqualTo("EUR");
        assertThat(Money.currency("Schweizer Franken", Locale.GERMAN)).isEqualTo("CHF");
        assertThat(Money.currency("eur", Locale.GERMAN)).isEqualToIgnoringCase("EUR");
        assertThat(Money.currency("pebbles", Locale.GERMAN)).isEqualTo("pebbles");
    }

    @Test
    void theUsualOnesCanBeChosen() {
        assertThat(Money.usual(Locale.GERMAN))
                .contains(new Money.Choice("EUR", "Euro"), new Money.Choice("USD", "US-Dollar"));
    }
}
