package io.leaddispatcher.application.workspace;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.application.workspace.port.Workspaces.Workspace;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.NameRule;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Calls a workspace otherwise, or moves it to the clocks of another time zone. */
@UseCase
public final class ChangeWorkspace {

    /**
     * What is to hold.
     *
     * @param document {@code name} and {@code timeZone}; what is left out stays
     */
    public record Command(Caller caller, Map<String, ?> document) {}

    private record Wanted(Optional<String> name, Optional<ZoneId> zone) {}

    private final Workspaces workspaces;
    private final ConfigurationDocuments documents;
    private final WorkspaceChanges changes;
    private final UnitOfWork unitOfWork;

    public ChangeWorkspace(
            Workspaces workspaces,
            ConfigurationDocuments documents,
            AuditTrail trail,
            UnitOfWork unitOfWork) {
        this.workspaces = workspaces;
        this.documents = documents;
        this.changes = new WorkspaceChanges(workspaces, documents, trail);
        this.unitOfWork = unitOfWork;
    }

    /** Fails with {@link InvalidInputException} when something is wrong, and changes nothing. */
    public Mono<Workspace> handle(Command command) {
        return Mono.defer(() -> {
            Caller caller = command.caller();
            caller.require(Permission.ADMINISTER);
            Wanted wanted = wanted(command.document());
            return unitOfWork.run(
                    caller.tenant(),
                    documents
                            .lock(caller.tenant())
                            .then(workspaces.show(caller.tenant()))
                            .flatMap(before -> change(caller, before, wanted)));
        });
    }

    private Mono<Workspace> change(Caller caller, Workspace before, Wanted wanted) {
        Workspace after =
                new Workspace(
                        before.tenant(),
                        before.slug(),
                        wanted.name().orElse(before.name()),
                        wanted.zone().orElse(before.zone()),
                        before.demo());
        return changes.change(caller, before, after).thenReturn(after);
    }

    private static Wanted wanted(Map<String, ?> document) {
        var violations = new Violations();
        Part root = Part.root(document, violations);
        Optional<String> name =
                root.property("name").flatMap(part -> part.asText(NameRule.LONGEST));
        name.flatMap(typed -> NameRule.violation(root.child("name"), typed))
                .ifPresent(wrong -> violations.add(wrong.pointer(), wrong.code(), wrong.message()));
        Optional<ZoneId> zone = root.zone("timeZone");
        root.refuseUnknown();
        violations.refuseIfAny();
        return new Wanted(name, zone);
    }
}
