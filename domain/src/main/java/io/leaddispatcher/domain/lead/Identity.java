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
 * @param crm the key of the connection to the CRM whose record the external id is; null when
 *     somebody else told of it
 * @param proven whether who told of the external id has shown who they are; anybody may fill in a
 *     form
 */
public record Identity(
        @Nullable String externalId,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String crm,
        boolean proven) {

    /** As long as an address may be: an index holds no more than a few of them. */
    public static final int LONGEST_EXTERNAL_ID = 254;

    /** In the order in which a known lead is looked for. */
    public enum By {
        /** The record of one CRM: two CRMs may give two people one id. */
        RECORD,
        EXTERNAL_ID,
        EMAIL,
        PHONE
    }

    /** One thing to look for. */
    public record Handle(By by, String value) {}

    public Identity(@Nullable String externalId, @Nullable String email, @Nullable String phone) {
        this(externalId, email, phone, null, true);
    }

    static Identity of(@Nullable String externalId, Map<String, FieldValue> values) {
        return new Identity(
                externalId,
                Normaliser.text(values, LeadShape.EMAIL).orElse(null),
                Normaliser.text(values, LeadShape.PHONE)
                        .filter(phone -> phone.startsWith("+"))
                        .orElse(null));
    }

    /**
     * As the CRM itself tells of it.
     *
     * @param connection the key of the one to that CRM; null when it is none
     */
    public Identity toldBy(@Nullable String connection) {
        return new Identity(externalId, email, phone, connection, true);
    }

    /** As somebody has said of whom nobody knows who they are. */
    public Identity toldByAnybody() {
        return new Identity(externalId, email, phone, null, false);
    }

    /** The handle of a record. */
    public static Handle record(String crm, String id) {
        return new Handle(By.RECORD, crm + ":" + id);
    }

    /** What to look for: the first that finds a lead which {@link #fits} counts. */
    public ImmutableList<Handle> handles() {
        ImmutableList.Builder<Handle> handles = ImmutableList.builder();
        if (crm != null && externalId != null) {
            handles.add(record(crm, externalId));
        }
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
     * that one says nothing when address or external id tell two leads apart; nor does an external
     * id that two CRMs gave, or one that anybody may have guessed: of a CRM's record, or of
     * somebody who has another address or phone.
     */
    public boolean fits(Handle handle, Identity known) {
        return switch (handle.by()) {
            case RECORD, EMAIL -> true;
            case EXTERNAL_ID -> !differ(crm, known.crm) && (proven || mayBe(known));
            case PHONE -> !differ(email, known.email) && !differ(externalId, known.externalId);
        };
    }

    /**
     * Whether somebody of whom nobody knows who they are may be meant: nothing tells them apart.
     */
    private boolean mayBe(Identity known) {
        return known.crm == null && !differ(email, known.email) && !differ(phone, known.phone);
    }

    private static boolean differ(@Nullable String one, @Nullable String other) {
        return one != null && other != null && !one.equals(other);
    }
}
