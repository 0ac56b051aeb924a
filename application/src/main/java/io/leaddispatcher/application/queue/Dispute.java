package io.leaddispatcher.application.queue;

import io.leaddispatcher.domain.policy.Review.ConflictType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What contradicts itself about a lead, side by side.
 *
 * @param why in a sentence
 */
public record Dispute(ConflictType type, String why, List<Side> sides) {

    public Dispute {
        sides = List.copyOf(sides);
    }

    /**
     * One of those between which somebody has to decide.
     *
     * @param key of the account, rep or territory
     * @param name what it is called
     * @param rep key of the rep who gets the lead when it is decided so; null when that is open
     * @param repName what they are called
     */
    public record Side(String key, String name, @Nullable String rep, @Nullable String repName) {}
}
