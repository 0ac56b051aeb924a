package io.leaddispatcher.domain.pool;

import io.leaddispatcher.domain.roster.RepKey;
import java.time.Instant;

/** A candidate and where it stands in the pool. */
record Contender(Candidate candidate, PoolMember member, Standing standing) {

    RepKey rep() {
        return candidate.rep();
    }

    int priority() {
        return member.priority();
    }

    int weight() {
        return standing.weight();
    }

    /** Long ago for somebody who has had none yet. */
    Instant lastAssigned() {
        Instant last = standing.lastAssignedAt();
        return last == null ? Instant.MIN : last;
    }
}
