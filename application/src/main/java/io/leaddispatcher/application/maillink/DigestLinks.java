package io.leaddispatcher.application.maillink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leaddispatcher.application.seal.Seals;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.roster.RepKey;
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
 * Links with which a rep turns off the mail about the day. They are good for that and nothing else,
 * and for ever: a mail may be read late.
 */
public final class DigestLinks {

    /** Where the pages of these links are. */
    public static final String PATH = "/digest/";

    /** Whose mail it is. */
    public record DigestLink(TenantId tenant, RepKey rep) {}

    private static final String PURPOSE = "digest link";
    private static final int SEAL = 32;
    private static final int FIXED = 2 * Long.BYTES;
    private static final int LONGEST_TEXT = 300;

    private final Seals seals;
    private final String base;

    public DigestLinks(Seals seals, URI publicUrl) {
        this.seals = seals;
        this.base = publicUrl.toString().replaceFirst("/$", "") + PATH;
    }

    public URI address(TenantId tenant, RepKey rep) {
        byte[] key = rep.value().getBytes(UTF_8);
        byte[] said =
                ByteBuffer.allocate(FIXED + key.length)
                        .putLong(tenant.value().getMostSignificantBits())
                        .putLong(tenant.value().getLeastSignificantBits())
                        .put(key)
                        .array();
        byte[] whole = Arrays.copyOf(said, said.length + SEAL);
        System.arraycopy(seal(tenant, said), 0, whole, said.length, SEAL);
        return URI.create(base + encoded(whole));
    }

    /** What a link says; empty when we have not made it. */
    public Optional<DigestLink> opened(String text) {
        byte[] whole = text.length() > LONGEST_TEXT ? new byte[0] : decoded(text);
        // A link has one spelling.
        if (whole.length <= FIXED + SEAL || !encoded(whole).equals(text)) {
            return Optional.empty();
        }
        byte[] said = Arrays.copyOf(whole, whole.length - SEAL);
        byte[] seal = Arrays.copyOfRange(whole, said.length, whole.length);
        ByteBuffer parts = ByteBuffer.wrap(said);
        TenantId tenant = new TenantId(new UUID(parts.getLong(), parts.getLong()));
        String rep = new String(said, FIXED, said.length - FIXED, UTF_8);
        return MessageDigest.isEqual(seal, seal(tenant, said)) && Key.isValid(rep)
                ? Optional.of(new DigestLink(tenant, new RepKey(rep)))
                : Optional.empty();
    }

    private byte[] seal(TenantId tenant, byte[] said) {
        return Arrays.copyOf(HexFormat.of().parseHex(seals.of(tenant, PURPOSE, said)), SEAL);
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
