package io.leaddispatcher.application.optout;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leaddispatcher.application.seal.Seals;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * Links by which somebody has no more mails sent. A link carries what it is good for and a seal
 * over it, and has no end: a mail is read whenever it is read. Whoever has it can do no more than
 * stop mails to one address.
 */
public final class OptOutLinks {

    /** Where the pages of these links are. */
    public static final String PATH = "/unsubscribe/";

    private static final String PURPOSE = "opt-out link";
    private static final byte VERSION = 1;
    private static final int SEAL = 32;
    private static final int FIXED = 1 + 2 * 2 * Long.BYTES;
    private static final int LONGEST_TEXT = 400;

    private final Seals seals;
    private final String base;

    public OptOutLinks(Seals seals, URI publicUrl) {
        this.seals = seals;
        this.base = publicUrl.toString().replaceFirst("/$", "") + PATH;
    }

    public URI address(OptOutLink link) {
        byte[] addressee = link.addressee().getBytes(UTF_8);
        byte[] said =
                ByteBuffer.allocate(FIXED + addressee.length)
                        .put(VERSION)
                        .putLong(link.tenant().value().getMostSignificantBits())
                        .putLong(link.tenant().value().getLeastSignificantBits())
                        .putLong(link.lead().value().getMostSignificantBits())
                        .putLong(link.lead().value().getLeastSignificantBits())
                        .put(addressee)
                        .array();
        byte[] whole = Arrays.copyOf(said, said.length + SEAL);
        System.arraycopy(seal(link.tenant(), said), 0, whole, said.length, SEAL);
        return URI.create(base + encoded(whole));
    }

    /** What a link says; empty when we have not made it. */
    public Optional<OptOutLink> opened(String text) {
        byte[] whole = text.length() > LONGEST_TEXT ? new byte[0] : decoded(text);
        // A link has one spelling.
        if (whole.length <= FIXED + SEAL || !encoded(whole).equals(text)) {
            return Optional.empty();
        }
        byte[] said = Arrays.copyOf(whole, whole.length - SEAL);
        byte[] seal = Arrays.copyOfRange(whole, said.length, whole.length);
        ByteBuffer parts = ByteBuffer.wrap(said);
        byte version = parts.get();
        TenantId tenant = new TenantId(id(parts));
        if (!MessageDigest.isEqual(seal, seal(tenant, said)) || version != VERSION) {
            return Optional.empty();
        }
        LeadId lead = new LeadId(id(parts));
        return Optional.of(
                new OptOutLink(tenant, lead, new String(said, FIXED, said.length - FIXED, UTF_8)));
    }

    private byte[] seal(TenantId tenant, byte[] said) {
        return Arrays.copyOf(HexFormat.of().parseHex(seals.of(tenant, PURPOSE, said)), SEAL);
    }

    private static UUID id(ByteBuffer parts) {
        return new UUID(parts.getLong(), parts.getLong());
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
