package io.leaddispatcher.application.me;

import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.roster.RepKey;
import java.util.Optional;

/** Which rep somebody is. */
final class Myself {

    private Myself() {}

    /** Empty for a member who is no rep, and for programs. */
    static Optional<RepKey> of(Actor actor) {
        return switch (actor) {
            case Actor.Member(_, _, var rep) -> Optional.ofNullable(rep).map(RepKey::new);
            case Actor.Rep rep -> Optional.of(new RepKey(rep.rep()));
            case Actor.Token _, Actor.Connection _, Actor.Automation _ -> Optional.empty();
        };
    }
}
