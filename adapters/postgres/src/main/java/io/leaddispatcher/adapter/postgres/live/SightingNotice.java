package io.leaddispatcher.adapter.postgres.live;

import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.presence.Sighting;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Word of who has a draft open, as it travels: ids only.
 *
 * @param node who sends it, so that a node can pass over its own
 */
record SightingNotice(UUID node, Sighting sighting) {

    private static final String MARK = "sighting";
    private static final int PARTS = 8;

    String payload() {
        return String.join(
                ";",
                MARK,
                node.toString(),
                sighting.tenant().toString(),
                sighting.kind().name(),
                sighting.seat().toString(),
                sighting.member().toString(),
                sighting.what().name(),
                Long.toString(sighting.revision()));
    }

    /** Null: something else, or from a node of another version. */
    static @Nullable SightingNotice parse(String payload) {
        String[] parts = payload.split(";", -1);
        if (parts.length != PARTS || !parts[0].equals(MARK)) {
            return null;
        }
        try {
            return new SightingNotice(
                    UUID.fromString(parts[1]),
                    new Sighting(
                            new TenantId(UUID.fromString(parts[2])),
                            PolicyKind.valueOf(parts[3]),
                            UUID.fromString(parts[4]),
                            UUID.fromString(parts[5]),
                            Sighting.What.valueOf(parts[6]),
                            Long.parseLong(parts[7])));
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
