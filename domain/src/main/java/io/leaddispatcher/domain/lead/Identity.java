package io.leaddispatcher.domain.lead;

import com.google.common.collect.ImmutableList;
import io.leaddispatcher.domain.field.FieldValue;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * By what a lead is known again.
 *
 * @param phone E.164
 */
public record Identity(
        @Nullable String externalId, @Nullable String email, @Nullable String phone) {

    /** As long as an address may be: an index holds no more than a few of them. */
    public static final int LONGEST_EXTERNAL_ID = 254;

    /** In the order in which a known lead is looked for. */
    public enum By {
        EXTERNAL_ID,
        EMAIL,
        PHONE
    }

    /** One thing to look for. */
    public record Handle(By by, String value) {}

    static Identity of(@Nullable String externalId, Map<String, FieldValue> values) {
        return new Identity(
                externalId,
                Normaliser.text(values, LeadShape.EMAIL).orElse(null),
                Normaliser.text(values, LeadShape.PHONE)
                        .filter(phone -> phone.startsWith("+"))
                        .orElse(null));
    }

    /** What to look for: the first that finds a lead which {@link #fits} counts. */
    public ImmutableList<Handle> handles() {
        ImmutableList.Builder<Handle> handles = ImmutableList.builder();
        Optional.ofNullable(externalId)
                .map(id -> new Handle(By.EXTERNAL_ID, id))
                .ifPresent(handles::add);
        Optional.ofNullable(email)
                .map(address -> new Handle(By.EMAIL, address))
                .ifPresent(handles::add);
        Optional.ofNullable(phone)
                .map(number -> new Handle(By.PHONE, number))
                .ifPresent(handles::add);
        return handles.build();
    }

    /**
     * Whether a lead that was found by this handle is the same one. Colleagues share a phone, so
     * that one says nothing when address or external id tell two leads apart.
     */
    public boolean fits(Handle handle, Identity known) {
        return handle.by() != By.PHONE
                || (!differ(email, known.email) && !differ(externalId, known.externalId));
    }

    private static boolean differ(@Nullable String one, @Nullable String other) {
        return one != null && other != null && !one.equals(other);
    }
}
