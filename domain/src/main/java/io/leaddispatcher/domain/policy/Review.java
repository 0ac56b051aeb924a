package io.leaddispatcher.domain.policy;

import io.leaddispatcher.domain.queue.QueueKey;
import java.util.List;

/**
 * When a person has to look at a lead before anybody gets it.
 *
 * @param queue where it waits for that, of type {@code MANUAL_REVIEW}
 * @param when what is looked for, in this order; the first that there is counts
 */
public record Review(QueueKey queue, List<ConflictType> when) {

    public Review {
        when = List.copyOf(when);
    }

    /** What may contradict itself in what is known of a lead. */
    public enum ConflictType {
        /** Two accounts match equally well, and nothing decides between them. */
        TWO_ACCOUNTS,
        /** Likewise, and they have different owners. */
        TWO_OWNERS,
        /** Two territories that have nothing to do with each other claim it equally closely. */
        TWO_TERRITORIES
    }
}
