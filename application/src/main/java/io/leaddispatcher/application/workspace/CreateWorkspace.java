package io.leaddispatcher.application.workspace;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.EmailAddress;
import io.leaddispatcher.application.access.NewToken;
import io.leaddispatcher.application.access.port.ApiTokens;
import io.leaddispatcher.application.access.port.PasswordHasher;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.access.Scope;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Founds a workspace: its owner, the queue that catches what nobody takes, a first policy of each
 * kind and, if wanted, a token for automation. A workspace that exists is left alone.
 */
@UseCase
public final class CreateWorkspace {

    /** What can come of it. */
    public sealed interface Outcome {
        TenantId tenant();

        record Created(TenantId tenant) implements Outcome {}

        /** A workspace has this slug already; nothing was changed. */
        record AlreadyThere(TenantId tenant) implements Outcome {}
    }

    private final Workspaces workspaces;
    private final Founding founding;
    private final PasswordHasher hasher;
    private final ApiTokens tokens;
    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;
    private final Ids ids;
    private final InstantSource clock;

    public CreateWorkspace(
            Workspaces workspaces,
            Founding founding,
            PasswordHasher hasher,
            ApiTokens tokens,
            AuditTrail trail,
            UnitOfWork unitOfWork,
            Ids ids,
            InstantSource clock) {
        this.workspaces = workspaces;
        this.founding = founding;
        this.hasher = hasher;
        this.tokens = tokens;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Fails with {@link InvalidInputException} when the workspace is not there and the charter does
     * not hold. Safe to run on several nodes at once: one of them creates.
     */
    public Mono<Outcome> handle(WorkspaceCharter charter) {
        return existing(charter).switchIfEmpty(Mono.defer(() -> found(charter)));
    }

    private Mono<Outcome> existing(WorkspaceCharter charter) {
        return workspaces.find(charter.slug()).map(Outcome.AlreadyThere::new);
    }

    private Mono<Outcome> found(WorkspaceCharter charter) {
        charter.refuseIfAny();
        NewToken token =
                charter.apiToken() == null ? null : NewToken.of(charter.apiToken().reveal());
        TenantId tenant = new TenantId(ids.next());
        return refuseKnown(token)
                .then(hasher.hash(charter.ownerPassword().reveal()))
                .flatMap(passwordHash ->
                        unitOfWork.run(tenant, create(tenant, charter, passwordHash, token)))
                .<Outcome>thenReturn(new Outcome.Created(tenant))
                // Another node may have been quicker; then its workspace is the one.
                .onErrorResume(
                        failure -> existing(charter).switchIfEmpty(Mono.error(() -> failure)));
    }

    private Mono<Void> refuseKnown(@Nullable NewToken token) {
        return token == null
                ? Mono.empty()
                : tokens.tenantOf(token.hash())
                        .flatMap(_ -> Mono.error(WorkspaceCharter::tokenOfAnother));
    }

    private Mono<Void> create(
            TenantId tenant,
            WorkspaceCharter charter,
            String passwordHash,
            @Nullable NewToken token) {
        return founding.found(
                        new Workspaces.Workspace(
                                tenant,
                                charter.slug(),
                                charter.name(),
                                charter.zone(),
                                charter.demo()),
                        new Founding.Owner.Named(
                                EmailAddress.normalise(charter.ownerEmail()),
                                charter.ownerName(),
                                passwordHash))
                .then(token == null ? Mono.empty() : add(tenant, token, clock.instant()));
    }

    private Mono<Void> add(TenantId tenant, NewToken token, Instant now) {
        UUID id = ids.next();
        return tokens.add(
                        tenant,
                        id,
                        "bootstrap",
                        token.hash(),
                        EnumSet.allOf(Scope.class),
                        new ApiTokens.Maker(null, Role.OWNER),
                        now,
                        null)
                .then(
                        trail.append(
                                tenant,
                                AuditEntry.by(
                                        new Actor.Automation(),
                                        AuditAction.TOKEN_CREATED,
                                        "token:" + id,
                                        Map.of("name", "bootstrap"))));
    }
}
