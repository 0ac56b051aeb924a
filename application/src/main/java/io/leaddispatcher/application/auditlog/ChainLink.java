package io.leaddispatcher.application.auditlog;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import io.leaddispatcher.domain.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry with its place in the chain.
 *
 * @param detail the text of its JSON, as the database writes it
 * @param previous the hash that it says the entry before has
 * @param hash the hash that it says it has
 */
public record ChainLink(
        long number,
        UUID id,
        Instant at,
        String actor,
        @Nullable String address,
        String action,
        String target,
        String detail,
        HashCode previous,
        HashCode hash) {

    /** What comes before the first entry. */
    public static final HashCode START = HashCode.fromBytes(new byte[32]);

    /**
     * The hash that it ought to have: SHA-256 over the hash before and each column as its length in
     * bytes, a colon and the text, or a dash where there is none. The database reckons the same
     * when it takes an entry in; here it is reckoned without its help.
     */
    HashCode reckoned(TenantId tenant) {
        StringBuilder content = new StringBuilder();
        part(content, tenant.toString());
        part(content, Long.toString(number));
        part(content, id.toString());
        part(content, Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, at)));
        part(content, actor);
        part(content, address);
        part(content, action);
        part(content, target);
        part(content, detail);
        return Hashing.sha256()
                .newHasher()
                .putBytes(previous.asBytes())
                .putString(content, StandardCharsets.UTF_8)
                .hash();
    }

    private static void part(StringBuilder content, @Nullable String text) {
        if (text == null) {
            content.append('-');
        } else {
            content.append(text.getBytes(StandardCharsets.UTF_8).length).append(':').append(text);
        }
    }
}
