package io.leaddispatcher.application.workspace;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.Changes;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.application.workspace.port.Workspaces.Workspace;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.ZoneNames;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * Calls a workspace otherwise, or moves it to other clocks, and tells of it. Inside a unit of work,
 * under the lock of the configuration.
 */
public final class WorkspaceChanges {

    private final Workspaces workspaces;
    private final ConfigurationDocuments documents;
    private final AuditTrail trail;

    public WorkspaceChanges(
            Workspaces workspaces, ConfigurationDocuments documents, AuditTrail trail) {
        this.workspaces = workspaces;
        this.documents = documents;
        this.trail = trail;
    }

    /**
     * Fails with {@link InvalidInputException} when a workspace cannot go by the clocks that it is
     * to go by.
     */
    public static void check(Workspace before, Workspace after) {
        if (!after.zone().equals(before.zone()) && !ZoneNames.allow(after.zone())) {
            throw new InvalidInputException(
                    "/timeZone", Violation.Code.MALFORMED, ZoneNames.ALLOWED);
        }
    }

    /** Likewise, for callers who may administer. What is the same already changes nothing. */
    public Mono<Void> change(Caller caller, Workspace before, Workspace after) {
        return Mono.defer(() -> {
            caller.require(Permission.ADMINISTER);
            check(before, after);
            return after.equals(before) ? Mono.empty() : save(caller, before, after);
        });
    }

    private Mono<Void> save(Caller caller, Workspace before, Workspace after) {
        return workspaces
                .describe(caller.tenant(), after.name(), after.zone())
                .then(
                        trail.append(
                                caller.tenant(),
                                AuditEntry.by(
                                        caller.actor(),
                                        AuditAction.WORKSPACE_CHANGED,
                                        "workspace",
                                        Changes.between(said(before), said(after)))))
                // Whoever decides by the zone reads it with the rest of the configuration.
                .then(documents.advance(caller.tenant()))
                .then();
    }

    private static Map<String, Object> said(Workspace workspace) {
        return Map.of("name", workspace.name(), "timeZone", workspace.zone().getId());
    }
}
