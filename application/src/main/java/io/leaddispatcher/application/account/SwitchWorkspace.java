package io.leaddispatcher.application.account;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.access.TokenHash;
import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.access.port.Sessions;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.secret.SecretTokens;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * Goes on in another workspace of one's own, in a new session. It is as old as the one before, so
 * that nobody stays logged in for ever by going to and fro.
 */
@UseCase
public final class SwitchWorkspace {

    /**
     * Where to.
     *
     * @param session the secret of the session that asks
     */
    public record Command(SignedIn who, Secret session, TenantId target, String address) {}

    /** What came of it. */
    public sealed interface Outcome {
        /**
         * There.
         *
         * @param token the new session's secret
         */
        record Entered(Secret token) implements Outcome {}

        /** There is no such workspace, or they do not belong to it. */
        record Unknown() implements Outcome {}
    }

    private final People people;
    private final Sessions sessions;
    private final SecretTokens secrets;
    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;

    public SwitchWorkspace(
            People people,
            Sessions sessions,
            SecretTokens secrets,
            AuditTrail trail,
            UnitOfWork unitOfWork) {
        this.people = people;
        this.sessions = sessions;
        this.secrets = secrets;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
    }

    public Mono<Outcome> handle(Command command) {
        if (command.who().sso()) {
            // The provider of this workspace has no say in another.
            return Mono.just(new Outcome.Unknown());
        }
        TenantId here = command.who().caller().tenant();
        byte[] hash = TokenHash.of(command.session().reveal());
        return unitOfWork
                .run(here, sessions.find(here, hash))
                .zipWhen(_ ->
                        people.find(command.who().email())
                                .flatMapMany(found -> people.membershipsByPassword(found.person()))
                                .filter(each -> each.tenant().equals(command.target()))
                                .next())
                .flatMap(found -> enter(command, found.getT2(), found.getT1().createdAt()))
                .defaultIfEmpty(new Outcome.Unknown());
    }

    private static AuditEntry entry(People.Membership membership) {
        return AuditEntry.ofMember(
                membership.member(), AuditAction.LOGGED_IN, Map.of("by", "switching workspaces"));
    }

    private Mono<Outcome> enter(Command command, People.Membership membership, Instant since) {
        String token = secrets.next();
        byte[] hash = TokenHash.of(token);
        TenantId tenant = membership.tenant();
        return unitOfWork.run(
                tenant,
                sessions.open(tenant, hash, membership.member(), since, command.address())
                        .then(trail.append(tenant, entry(membership)))
                        .thenReturn(new Outcome.Entered(new Secret(token))));
    }
}
