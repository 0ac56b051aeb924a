package io.leaddispatcher.domain.pool;

import io.leaddispatcher.domain.roster.RepKey;
import org.jspecify.annotations.Nullable;

/**
 * A member who may have the lead at hand.
 *
 * @param open how many leads the rep works on now, from every source
 * @param openCapacity how many that may be; {@code null} when there is no limit
 * @param skillScore how many entries of the pool's skill match the rep meets
 */
public record Candidate(RepKey rep, int open, @Nullable Integer openCapacity, int skillScore) {

    Candidate withOneMore() {
        return new Candidate(rep, open + 1, openCapacity, skillScore);
    }
}
