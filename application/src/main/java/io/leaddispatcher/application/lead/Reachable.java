package io.leaddispatcher.application.lead;

import io.leaddispatcher.application.lead.port.LeadViews;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the person of a lead is reached.
 *
 * @param email null when it is not known or may not be told
 * @param phone likewise
 */
public record Reachable(@Nullable String email, @Nullable String phone) {

    public static final Reachable NOT = new Reachable(null, null);

    public static Reachable of(LeadViews.Row row, SensitiveMask mask) {
        return new Reachable(
                told(mask.text("contact.email", row.email())),
                told(mask.text("contact.phone", LeadNames.phone(row))));
    }

    private static @Nullable String told(@Nullable String value) {
        return Objects.equals(value, SensitiveMask.HIDDEN) ? null : value;
    }
}
