package io.leaddispatcher.application.optout;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leaddispatcher.application.seal.SealedLinks;
import io.leaddispatcher.application.seal.Seals;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Optional;

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
    private static final int FIXED = 1 + 2 * 2 * Long.BYTES;

    private final SealedLinks links;
    private final String base;

    public OptOutLinks(Seals seals, URI publicUrl) {
        this.links = new SealedLinks(seals, PURPOSE, 1);
        this.base = publicUrl.toString().replaceFirst("/$", "") + PATH;
    }

    public URI address(OptOutLink link) {
        byte[] addressee = link.addressee().getBytes(UTF_8);
        ByteBuffer said = ByteBuffer.allocate(FIXED + addressee.length).put(VERSION);
        SealedLinks.put(said, link.tenant().value());
        SealedLinks.put(said, link.lead().value());
        return URI.create(base + links.sealed(said.put(addressee)));
    }

    /** What a link says; empty when we have not made it. */
    public Optional<OptOutLink> opened(String text) {
        return links.opened(text, FIXED).flatMap(OptOutLinks::read);
    }

    private static Optional<OptOutLink> read(ByteBuffer said) {
        if (said.get() != VERSION) {
            return Optional.empty();
        }
        TenantId tenant = new TenantId(SealedLinks.id(said));
        LeadId lead = new LeadId(SealedLinks.id(said));
        return Optional.of(new OptOutLink(tenant, lead, UTF_8.decode(said).toString()));
    }
}
