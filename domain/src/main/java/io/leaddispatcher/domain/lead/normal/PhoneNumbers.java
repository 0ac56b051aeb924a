package io.leaddispatcher.domain.lead.normal;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Phone numbers by E.164. */
public final class PhoneNumbers {

    /** What stands for a country that is not known. */
    private static final String NOWHERE = "ZZ";

    private PhoneNumbers() {}

    /**
     * The number with its country code; a national one is read as one of {@code country} (alpha-2).
     * A number need only be a possible one: numbering plans grow faster than any table.
     */
    public static Optional<String> e164(String text, @Nullable String country) {
        PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
        String region = country == null ? NOWHERE : country;
        String dialled = text.strip();
        if (country == null && dialled.startsWith("00")) {
            dialled = "+" + dialled.substring(2);
        }
        try {
            PhoneNumber number = plans.parse(dialled, region);
            // A number without its area code is possible too, but nobody can dial it.
            return plans.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE
                    ? Optional.of(plans.format(number, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }
}
