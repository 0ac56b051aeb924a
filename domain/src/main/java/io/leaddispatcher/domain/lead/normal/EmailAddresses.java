package io.leaddispatcher.domain.lead.normal;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** E-mail addresses, trimmed and in lower case. */
public final class EmailAddresses {

    private static final int LONGEST = 254;
    // A shape only: whether an address exists, no pattern can tell.
    private static final Pattern SHAPE =
            Pattern.compile("[^\\s@<>()\\[\\],;:\\\\\"\\p{Cntrl}]{1,64}@([^\\s@]+)");

    private EmailAddresses() {}

    public static Optional<String> address(String text) {
        String address = text.strip().toLowerCase(Locale.ROOT);
        return address.length() <= LONGEST
                        && SHAPE.matcher(address).matches()
                        && Domains.isHost(domain(address))
                ? Optional.of(address)
                : Optional.empty();
    }

    /** What stands behind the {@code @}. */
    public static String domain(String address) {
        return address.substring(address.indexOf('@') + 1);
    }
}
