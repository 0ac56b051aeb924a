package io.leaddispatcher.application.maillink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leaddispatcher.application.seal.SealedLinks;
import io.leaddispatcher.application.seal.Seals;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Links with which a rep answers an offer from a mail. A link carries what it is good for, and a
 * seal over all of it: whoever has not got the installation's key can neither make one nor turn one
 * into another.
 */
public final class MailLinks {

    /** Where the pages of these links are. */
    public static final String PATH = "/answer/";

    private static final Duration LONGEST = Duration.ofDays(7);
    private static final String PURPOSE = "mail link";
    private static final byte VERSION = 1;
    private static final int TENANT_AT = 1 + 1 + Long.BYTES;
    private static final int FIXED = TENANT_AT + 3 * 2 * Long.BYTES;

    private final SealedLinks sealedLinks;
    private final String base;

    public MailLinks(Seals seals, URI publicUrl) {
        this.sealedLinks = new SealedLinks(seals, PURPOSE, TENANT_AT);
        this.base = publicUrl.toString().replaceFirst("/$", "") + PATH;
    }

    /**
     * The links for one offer, good for a week at most.
     *
     * @param expiresAt when the offer lapses; null: it does not by itself
     */
    public AnswerLinks links(
            TenantId tenant,
            LeadId lead,
            UUID assignment,
            RepKey rep,
            @Nullable Instant expiresAt,
            Instant now) {
        Instant week = now.plus(LONGEST).truncatedTo(ChronoUnit.SECONDS);
        Instant end = expiresAt != null && expiresAt.isBefore(week) ? expiresAt : week;
        return new AnswerLinks(
                address(new MailLink(tenant, lead, assignment, rep, MailAct.ACCEPT, end)),
                address(new MailLink(tenant, lead, assignment, rep, MailAct.DECLINE, end)));
    }

    private URI address(MailLink link) {
        return URI.create(base + sealed(link));
    }

    String sealed(MailLink link) {
        byte[] rep = link.rep().value().getBytes(UTF_8);
        ByteBuffer said =
                ByteBuffer.allocate(FIXED + rep.length)
                        .put(VERSION)
                        .put(link.act().code())
                        .putLong(link.expiresAt().getEpochSecond());
        SealedLinks.put(said, link.tenant().value());
        SealedLinks.put(said, link.lead().value());
        SealedLinks.put(said, link.assignment());
        return sealedLinks.sealed(said.put(rep));
    }

    /** What a link says; empty when we have not made it. */
    public Optional<MailLink> opened(String text) {
        return sealedLinks.opened(text, FIXED).flatMap(MailLinks::read);
    }

    private static Optional<MailLink> read(ByteBuffer said) {
        byte version = said.get();
        Optional<MailAct> act = MailAct.of(said.get());
        Instant end = Instant.ofEpochSecond(said.getLong());
        TenantId tenant = new TenantId(SealedLinks.id(said));
        LeadId lead = new LeadId(SealedLinks.id(said));
        UUID assignment = SealedLinks.id(said);
        RepKey rep = new RepKey(UTF_8.decode(said).toString());
        return act.filter(_ -> version == VERSION)
                .map(good -> new MailLink(tenant, lead, assignment, rep, good, end));
    }
}
