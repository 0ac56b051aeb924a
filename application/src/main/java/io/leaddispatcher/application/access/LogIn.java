package io.leaddispatcher.application.access;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.port.PasswordHasher;
import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.access.port.Sessions;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.secret.SecretTokens;
import io.leaddispatcher.application.transaction.UnitOfWork;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * A person asks for a session. Nothing in the answer or its time tells whether the account exists.
 * Wrong tries delay the next one, by account and by address; nothing locks an account for good.
 */
@UseCase
public final class LogIn {

    /**
     * Someone at the door.
     *
     * @param address where the request came from
     */
    public record Command(String email, String password, String address) {}

    /** What a log-in can come to. */
    public sealed interface Outcome {
        /**
         * In.
         *
         * @param token the session's secret, for the cookie; kept nowhere
         */
        record Opened(String token) implements Outcome {}

        record Refused() implements Outcome {}

        record TooMany(Duration retryAfter) implements Outcome {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(LogIn.class);
    private static final UUID NOBODY = new UUID(0, 0);

    private final People people;
    private final Sessions sessions;
    private final Throttle throttle;
    private final AuditTrail trail;
    private final PasswordHasher hasher;
    private final SecretTokens tokens;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public LogIn(
            People people,
            Sessions sessions,
            Throttle throttle,
            AuditTrail trail,
            PasswordHasher hasher,
            SecretTokens tokens,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.people = people;
        this.sessions = sessions;
        this.throttle = throttle;
        this.trail = trail;
        this.hasher = hasher;
        this.tokens = tokens;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    public Mono<Outcome> handle(Command command) {
        return Mono.defer(() -> {
            var subjects = new Throttle.Subjects(command.email(), command.address());
            return throttle.waitFor(subjects)
                    .<Outcome>map(Outcome.TooMany::new)
                    .switchIfEmpty(Mono.defer(() -> attempt(command, subjects)));
        });
    }

    private Mono<Outcome> attempt(Command command, Throttle.Subjects subjects) {
        // A password out of bounds still costs one hash, of a text of allowed length.
        String password =
                command.password().length() > PasswordRules.MOST * 2
                        ? command.password().substring(0, PasswordRules.MOST)
                        : command.password();
        boolean allowed = password.length() == command.password().length();
        return people.find(EmailAddress.normalise(command.email()))
                .defaultIfEmpty(new People.Credentials(NOBODY, null, false))
                .flatMap(found -> {
                    String hash =
                            found.passwordHash() == null
                                    ? hasher.unmatchable()
                                    : found.passwordHash();
                    return hasher.matches(password, hash)
                            .flatMap(right ->
                                    right && allowed && found.passwordHash() != null
                                            ? open(found, hash, password, command, subjects)
                                            : refuse(found.person(), subjects));
                });
    }

    private Mono<Outcome> open(
            People.Credentials found,
            String hash,
            String password,
            Command command,
            Throttle.Subjects subjects) {
        String token = tokens.next();
        return people.memberships(found.person())
                .take(1)
                .singleOrEmpty()
                .flatMap(membership ->
                        unitOfWork
                                .run(
                                        membership.tenant(),
                                        sessions.open(
                                                        membership.tenant(),
                                                        TokenHash.of(token),
                                                        membership.member(),
                                                        clock.instant(),
                                                        command.address())
                                                .then(
                                                        trail.append(
                                                                membership.tenant(),
                                                                entry(
                                                                        label(membership),
                                                                        AuditAction.LOGGED_IN,
                                                                        membership))))
                                .then(rehash(found, hash, password))
                                .then(throttle.succeeded(subjects))
                                .thenReturn((Outcome) new Outcome.Opened(token)))
                .switchIfEmpty(Mono.defer(() -> refuse(found.person(), subjects)));
    }

    private Mono<Void> rehash(People.Credentials found, String hash, String password) {
        return hasher.isOutdated(hash)
                ? hasher.hash(password)
                        .flatMap(better -> people.changePasswordHash(found.person(), better))
                : Mono.empty();
    }

    private static AuditEntry entry(
            String actor, AuditAction action, People.Membership membership) {
        return new AuditEntry(actor, action, label(membership), Map.of());
    }

    private static String label(People.Membership membership) {
        return "member:" + membership.member();
    }

    /** Tells the workspaces of the account, if there is one. */
    private Mono<Void> tell(UUID person) {
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
                                                        entry(
                                                                AuditEntry.ANONYMOUS,
                                                                AuditAction.LOG_IN_FAILED,
                                                                membership)))
                                        .onErrorResume(error -> {
                                            LOG.error("a refused log-in is not in the log", error);
                                            return Mono.empty();
                                        }),
                                Mono.empty()))
                .then();
    }

    private Mono<Outcome> refuse(UUID person, Throttle.Subjects subjects) {
        return throttle.failed(subjects).then(tell(person)).thenReturn(new Outcome.Refused());
    }
}
