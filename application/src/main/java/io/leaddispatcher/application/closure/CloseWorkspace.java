package io.leaddispatcher.application.closure;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.access.PasswordCheck;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.access.Throttle;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.closure.port.WorkspaceDeletions;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * An owner closes the workspace: from now on it takes nothing in and sends nothing out, and when
 * the time of grace is over it is deleted with all that is in it. Until then an owner can open it
 * again.
 */
@UseCase
public final class CloseWorkspace {

    /**
     * What was sent.
     *
     * @param name the workspace's name, typed anew
     * @param address where the request came from
     */
    public record Command(SignedIn who, String name, Secret password, String address) {}

    /** What can come of it. */
    public sealed interface Outcome {
        record Closed(Instant dueAt) implements Outcome {}

        /** It had been closed before. */
        record AlreadyClosed() implements Outcome {}

        record WrongName() implements Outcome {}

        record WrongPassword() implements Outcome {}

        record TooMany(Duration retryAfter) implements Outcome {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(CloseWorkspace.class);

    private final PasswordCheck passwords;
    private final WorkspaceDeletions deletions;
    private final ClosedWorkspaces closedWorkspaces;
    private final ClosureRules rules;
    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public CloseWorkspace(
            PasswordCheck passwords,
            WorkspaceDeletions deletions,
            ClosedWorkspaces closedWorkspaces,
            ClosureRules rules,
            AuditTrail trail,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.passwords = passwords;
        this.deletions = deletions;
        this.closedWorkspaces = closedWorkspaces;
        this.rules = rules;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    public Mono<Outcome> handle(Command command) {
        return Mono.defer(() -> {
            command.who().caller().require(Permission.OWN);
            if (!command.name().strip().equals(command.who().workspaceName().strip())) {
                return Mono.just(new Outcome.WrongName());
            }
            return passwords
                    .ask(
                            new Throttle.Subjects(command.who().email(), command.address()),
                            command.password().reveal(),
                            Outcome.TooMany::new,
                            _ -> close(command.who()))
                    .defaultIfEmpty(new Outcome.WrongPassword());
        });
    }

    private Mono<Outcome> close(SignedIn who) {
        Caller caller = who.caller();
        Instant now = clock.instant();
        Instant dueAt = now.plus(rules.grace());
        return unitOfWork
                .run(
                        caller.tenant(),
                        deletions
                                .close(caller.tenant(), who.membership().member(), now, dueAt)
                                .flatMap(closed ->
                                        closed
                                                ? trail.append(
                                                                caller.tenant(),
                                                                entry(caller, dueAt))
                                                        .thenReturn(true)
                                                : Mono.just(false)))
                .doOnSuccess(_ -> closedWorkspaces.forget())
                .map(closed -> {
                    if (!closed) {
                        return new Outcome.AlreadyClosed();
                    }
                    LOG.info(
                            "workspace {} was closed and is deleted at {}", caller.tenant(), dueAt);
                    return new Outcome.Closed(dueAt);
                });
    }

    private static AuditEntry entry(Caller caller, Instant dueAt) {
        return AuditEntry.by(
                caller.actor(),
                AuditAction.WORKSPACE_CLOSED,
                "workspace:" + caller.tenant(),
                Map.of("deletedAt", dueAt.toString()));
    }
}
