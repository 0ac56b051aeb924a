package io.leaddispatcher.application.seal;

import io.leaddispatcher.domain.tenant.TenantId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * The last parts of links that carry what they are good for, and a seal over all of it: whoever has
 * not got the installation's key can neither make one nor turn one into another.
 */
public final class SealedLinks {

    private static final int SEAL = 32;
    private static final int LONGEST_TEXT = 400;

    private final Seals seals;
    private final String purpose;
    private final int tenantAt;

    /**
     * Links of one kind.
     *
     * @param purpose one of this is good for no other
     * @param tenantAt the place in what they say at which the id of their tenant begins
     */
    public SealedLinks(Seals seals, String purpose, int tenantAt) {
        this.seals = seals;
        this.purpose = purpose;
        this.tenantAt = tenantAt;
    }

    /** What was written of a link so far, with its seal, as a part of a path. */
    public String sealed(ByteBuffer link) {
        ByteBuffer written = link.duplicate().flip();
        byte[] said = new byte[written.remaining()];
        written.get(said);
        byte[] whole = Arrays.copyOf(said, said.length + SEAL);
        System.arraycopy(seal(said), 0, whole, said.length, SEAL);
        return encoded(whole);
    }

    /**
     * What a link says, from its beginning; empty when we have not made it.
     *
     * @param fixed it is longer than so many bytes
     */
    public Optional<ByteBuffer> opened(String text, int fixed) {
        byte[] whole = text.length() > LONGEST_TEXT ? new byte[0] : decoded(text);
        // A link has one spelling.
        if (whole.length <= fixed + SEAL || !encoded(whole).equals(text)) {
            return Optional.empty();
        }
        byte[] said = Arrays.copyOf(whole, whole.length - SEAL);
        byte[] seal = Arrays.copyOfRange(whole, said.length, whole.length);
        return MessageDigest.isEqual(seal, seal(said))
                ? Optional.of(ByteBuffer.wrap(said))
                : Optional.empty();
    }

    private byte[] seal(byte[] said) {
        TenantId tenant = new TenantId(id(ByteBuffer.wrap(said).position(tenantAt)));
        return Arrays.copyOf(HexFormat.of().parseHex(seals.of(tenant, purpose, said)), SEAL);
    }

    /** Writes an id where the link has got to. */
    public static ByteBuffer put(ByteBuffer link, UUID id) {
        return link.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    /** Reads it from there. */
    public static UUID id(ByteBuffer link) {
        return new UUID(link.getLong(), link.getLong());
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
