package io.leaddispatcher.web.setup;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Numbers as people of any language type them: {@code 0,5} is {@code 0.5}. What has three digits
 * after a sign, such as {@code 1.000}, is a thousand to the one and one to the other, so that it is
 * none.
 */
final class TypedNumber {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}([.,][0-9]{1,9})?");
    private static final Pattern UNCLEAR = Pattern.compile("-?[1-9][0-9]{0,2}[.,][0-9]{3}");

    private TypedNumber() {}

    /** Empty for what is no number, or could be two. */
    static Optional<BigDecimal> of(String text) {
        return isUnclear(text) ? Optional.empty() : plain(text);
    }

    /** Likewise, where nobody writes thousands. */
    static Optional<BigDecimal> plain(String text) {
        return NUMBER.matcher(text).matches()
                ? Optional.of(new BigDecimal(text.replace(',', '.')))
                : Optional.empty();
    }

    static boolean isUnclear(String text) {
        return UNCLEAR.matcher(text).matches();
    }

    /** So that it is read again as it is. */
    static String text(BigDecimal number) {
        String plain = number.toPlainString();
        return isUnclear(plain) ? plain + "0" : plain;
    }
}
