package io.leaddispatcher.application.access;

import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.access.port.Sessions;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.secret.SecretTokens;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Actor;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** What log-ins by one step and by two share: the session, and the word of it in the audit log. */
public final class SessionOpening {

    private static final Logger LOG = LoggerFactory.getLogger(SessionOpening.class);

    private final People people;
    private final Sessions sessions;
    private final AuditTrail trail;
    private final SecretTokens tokens;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public SessionOpening(
            People people,
            Sessions sessions,
            AuditTrail trail,
            SecretTokens tokens,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.people = people;
        this.sessions = sessions;
        this.trail = trail;
        this.tokens = tokens;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    /** Whether any workspace lets the person in by a password. */
    public Mono<Boolean> isPossible(UUID person) {
        return people.membershipsByPassword(person).hasElements();
    }

    /** Answers the session's secret; empty when no workspace lets the person in by a password. */
    public Mono<String> open(UUID person, String address) {
        return people.membershipsByPassword(person)
                .take(1)
                .singleOrEmpty()
                .flatMap(membership -> open(membership, address));
    }

    /** Answers the secret of a session in that workspace. */
    public Mono<String> open(People.Membership membership, String address) {
        return Mono.defer(() -> {
            String token = tokens.next();
            return unitOfWork
                    .run(
                            membership.tenant(),
                            sessions.open(
                                            membership.tenant(),
                                            TokenHash.of(token),
                                            membership.member(),
                                            clock.instant(),
                                            address)
                                    .then(
                                            trail.append(
                                                    membership.tenant(),
                                                    AuditEntry.ofMember(
                                                            membership.member(),
                                                            AuditAction.LOGGED_IN,
                                                            Map.of()))))
                    .thenReturn(token);
        });
    }

    /** Tells the workspaces of the account, if there is one, of a log-in that was refused. */
    public Mono<Void> tellRefusal(UUID person) {
        return tellRefusal(person, AuditAction.LOG_IN_FAILED);
    }

    public Mono<Void> tellRefusal(UUID person, AuditAction refusal) {
        return people.memberships(person)
                .concatMap(membership ->
                        // Begun and not waited for: a commit more would tell that the account
                        // exists.
                        Mono.firstWithSignal(
                                unitOfWork
                                        .run(
                                                membership.tenant(),
                                                trail.append(
                                                        membership.tenant(),
                                                        refused(refusal, membership)))
                                        .onErrorResume(error -> {
                                            LOG.error("a refused log-in is not in the log", error);
                                            return Mono.empty();
                                        }),
                                Mono.empty()))
                .then();
    }

    private static AuditEntry refused(AuditAction refusal, People.Membership membership) {
        return new AuditEntry(
                AuditEntry.ANONYMOUS, refusal, Actor.Member.labelOf(membership.member()), Map.of());
    }
}
