package io.leaddispatcher.application.maillink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leaddispatcher.application.seal.Seals;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
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
    private static final int SEAL = 32;
    private static final int FIXED = 1 + 1 + Long.BYTES + 3 * 2 * Long.BYTES;
    private static final int LONGEST_TEXT = 400;

    private final Seals seals;
    private final String base;

    public MailLinks(Seals seals, URI publicUrl) {
        this.seals = seals;
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
        byte[] said =
                ByteBuffer.allocate(FIXED + rep.length)
                        .put(VERSION)
                        .put(link.act().code())
                        .putLong(link.expiresAt().getEpochSecond())
                        .put(bytes(link.tenant().value()))
                        .put(bytes(link.lead().value()))
                        .put(bytes(link.assignment()))
                        .put(rep)
                        .array();
        byte[] whole = Arrays.copyOf(said, said.length + SEAL);
        System.arraycopy(seal(link.tenant(), said), 0, whole, said.length, SEAL);
        return encoded(whole);
    }

    /** What a link says; empty when we have not made it. */
    public Optional<MailLink> opened(String text) {
        byte[] whole = text.length() > LONGEST_TEXT ? new byte[0] : decoded(text);
        // A link has one spelling.
        if (whole.length <= FIXED + SEAL || !encoded(whole).equals(text)) {
            return Optional.empty();
        }
        byte[] said = Arrays.copyOf(whole, whole.length - SEAL);
        byte[] seal = Arrays.copyOfRange(whole, said.length, whole.length);
        ByteBuffer parts = ByteBuffer.wrap(said);
        byte version = parts.get();
        Optional<MailAct> act = MailAct.of(parts.get());
        long expiresAt = parts.getLong();
        TenantId tenant = new TenantId(id(parts));
        if (!MessageDigest.isEqual(seal, seal(tenant, said)) || version != VERSION) {
            return Optional.empty();
        }
        LeadId lead = new LeadId(id(parts));
        UUID assignment = id(parts);
        RepKey rep = new RepKey(new String(said, FIXED, said.length - FIXED, UTF_8));
        return act.map(good ->
                new MailLink(
                        tenant, lead, assignment, rep, good, Instant.ofEpochSecond(expiresAt)));
    }

    private byte[] seal(TenantId tenant, byte[] said) {
        return Arrays.copyOf(HexFormat.of().parseHex(seals.of(tenant, PURPOSE, said)), SEAL);
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
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
