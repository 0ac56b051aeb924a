package io.leaddispatcher.application.account;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.access.TokenHash;
import io.leaddispatcher.application.access.port.Sessions;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.transaction.UnitOfWork;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Where somebody is logged in to this workspace, the latest first. */
@UseCase
public final class ListSessions {

    /**
     * Who asks.
     *
     * @param session the secret of the session that asks
     */
    public record Query(SignedIn who, Secret session) {}

    /**
     * A session.
     *
     * @param address from which it was opened; null when that is not known
     * @param current whether it is the one that asks
     */
    public record SessionView(
            UUID id,
            @Nullable String address,
            Instant createdAt,
            Instant lastSeenAt,
            boolean current) {}

    private final Sessions sessions;
    private final UnitOfWork unitOfWork;

    public ListSessions(Sessions sessions, UnitOfWork unitOfWork) {
        this.sessions = sessions;
        this.unitOfWork = unitOfWork;
    }

    public Mono<List<SessionView>> handle(Query query) {
        var here = query.who().membership();
        return unitOfWork.run(
                here.tenant(),
                sessions.of(here.tenant(), here.member(), TokenHash.of(query.session().reveal()))
                        .map(each ->
                                new SessionView(
                                        each.id(),
                                        each.address(),
                                        each.createdAt(),
                                        each.lastSeenAt(),
                                        each.current()))
                        .collectList());
    }
}
