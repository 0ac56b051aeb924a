package io.leaddispatcher.adapter.rest.listing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leaddispatcher.adapter.rest.problem.ProblemException;
import io.leaddispatcher.application.seal.Seals;
import io.leaddispatcher.domain.document.Violation.Code;
import io.leaddispatcher.domain.tenant.TenantId;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/**
 * Where a list goes on, sealed: good for the tenant and the list that it was made for, and not to
 * be made up.
 */
@Component
final class Cursors {

    private static final int SEAL = 16;
    private static final int LONGEST = 400;

    private final Seals seals;

    Cursors(Seals seals) {
        this.seals = seals;
    }

    /**
     * @param list the path of the list
     * @param place where its next page begins
     */
    String sealed(TenantId tenant, String list, String place) {
        byte[] bytes = place.getBytes(UTF_8);
        byte[] sealed = Arrays.copyOf(seal(tenant, list, bytes), SEAL + bytes.length);
        System.arraycopy(bytes, 0, sealed, SEAL, bytes.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** The place; fails with a 400. */
    String opened(TenantId tenant, String list, String cursor) {
        byte[] sealed = cursor.length() > LONGEST ? new byte[0] : decoded(cursor);
        if (sealed.length > SEAL) {
            byte[] place = Arrays.copyOfRange(sealed, SEAL, sealed.length);
            if (MessageDigest.isEqual(Arrays.copyOf(sealed, SEAL), seal(tenant, list, place))) {
                return new String(place, UTF_8);
            }
        }
        throw ProblemException.wrongParameter(
                "cursor",
                Code.MALFORMED,
                "'cursor' must be the 'nextCursor' of a page of this list");
    }

    private static byte[] decoded(String cursor) {
        try {
            return Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private byte[] seal(TenantId tenant, String list, byte[] place) {
        byte[] seal = HexFormat.of().parseHex(seals.of(tenant, "cursor of " + list, place));
        return Arrays.copyOf(seal, SEAL);
    }
}
