package io.leaddispatcher.application.policy;

import io.leaddispatcher.domain.access.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Somebody edits a draft, and it is saved again and again meanwhile.
 *
 * @param by the label of the actor
 * @param since when the audit log was last told of it
 * @param told the draft as the audit log knows it
 * @param revision of the draft that was saved last in this sitting
 */
public record DraftSitting(String by, Instant since, Map<String, ?> told, long revision) {

    /** After so long the log is told again, also of one who edits all day. */
    public static final Duration LONGEST = Duration.ofMinutes(10);

    /**
     * Whether this is more of the same: by the same person, soon, and with nothing between. A
     * program saves when it means to.
     */
    boolean goesOn(Actor actor, PolicyDraft before, Instant now) {
        return actor instanceof Actor.Member
                && by.equals(actor.label())
                && revision == before.revision()
                && now.isBefore(since.plus(LONGEST));
    }

    DraftSitting saved(long next) {
        return new DraftSitting(by, since, told, next);
    }
}
