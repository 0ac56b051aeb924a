package io.leaddispatcher.web.layout;

import java.math.BigDecimal;
import java.text.DecimalFormatSymbols;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Amounts and currencies as people write them. */
public final class Money {

    /** A currency that can be chosen. */
    public record Choice(String code, String name) {}

    private static final List<String> USUAL =
            List.of(
                    "EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "CAD", "AUD",
                    "JPY");

    /** Between groups of three digits, whatever the language. */
    private static final Pattern GAPS =
            Pattern.compile("(?<=[0-9])[\\s\\u00a0\\u202f'\\u2019](?=[0-9]{3})");

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private Money() {}

    /** The usual ones, as the reader calls them. */
    public static List<Choice> usual(Locale locale) {
        return USUAL.stream()
                .map(code -> new Choice(code, Currency.getInstance(code).getDisplayName(locale)))
                .toList();
    }

    /**
     * Reads {@code 12.500,50} in German, and {@code 12,500.50} in English. What has three digits
     * after its one sign is read as the reader's language has it; any other sign can be meant in
     * one way only. Empty for what is no amount.
     */
    public static Optional<BigDecimal> amount(String text, Locale locale) {
        String written = GAPS.matcher(text.strip()).replaceAll("");
        if (DIGITS.matcher(written).matches()) {
            return Optional.of(new BigDecimal(written));
        }
        char sign =
                DecimalFormatSymbols.getInstance(locale).getDecimalSeparator() == ',' ? ',' : '.';
        char other = sign == ',' ? '.' : ',';
        return read(written, sign, other).or(() -> read(written, other, sign));
    }

    private static Optional<BigDecimal> read(String text, char decimal, char group) {
        boolean fits =
                text.matches(
                        "(?:[0-9]+|[0-9]{1,3}(?:\\%c[0-9]{3})+)(?:\\%c[0-9]+)?"
                                .formatted(group, decimal));
        return fits
                ? Optional.of(
                        new BigDecimal(
                                text.replace(String.valueOf(group), "").replace(decimal, '.')))
                : Optional.empty();
    }

    /**
     * The code of what somebody calls by its name or its sign, {@code Euro} or {@code €}; the text
     * itself where that is no currency, or could be several.
     */
    public static String currency(String text, Locale locale) {
        String called = text.strip();
        var found =
                USUAL.stream()
                        .map(Currency::getInstance)
                        .filter(currency ->
                                Stream.of(
                                                currency.getDisplayName(locale),
                                                currency.getDisplayName(Locale.ENGLISH),
                                                currency.getSymbol(locale),
                                                currency.getSymbol(Locale.ENGLISH))
                                        .anyMatch(called::equalsIgnoreCase))
                        .map(Currency::getCurrencyCode)
                        .collect(Collectors.toSet());
        return found.size() == 1 ? found.iterator().next() : called;
    }
}
