package io.leaddispatcher.application.maillink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leaddispatcher.application.seal.SealedLinks;
import io.leaddispatcher.application.seal.Seals;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Optional;

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
    private static final int FIXED = 2 * Long.BYTES;

    private final SealedLinks links;
    private final String base;

    public DigestLinks(Seals seals, URI publicUrl) {
        this.links = new SealedLinks(seals, PURPOSE, 0);
        this.base = publicUrl.toString().replaceFirst("/$", "") + PATH;
    }

    public URI address(TenantId tenant, RepKey rep) {
        byte[] key = rep.value().getBytes(UTF_8);
        ByteBuffer said = ByteBuffer.allocate(FIXED + key.length);
        SealedLinks.put(said, tenant.value());
        return URI.create(base + links.sealed(said.put(key)));
    }

    /** What a link says; empty when we have not made it. */
    public Optional<DigestLink> opened(String text) {
        return links.opened(text, FIXED).flatMap(DigestLinks::read);
    }

    private static Optional<DigestLink> read(ByteBuffer said) {
        TenantId tenant = new TenantId(SealedLinks.id(said));
        return Optional.of(UTF_8.decode(said).toString())
                .filter(Key::isValid)
                .map(rep -> new DigestLink(tenant, new RepKey(rep)));
    }
}
