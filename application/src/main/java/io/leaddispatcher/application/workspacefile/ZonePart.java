package io.leaddispatcher.application.workspacefile;

import io.leaddispatcher.application.workspace.WorkspaceChanges;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.application.workspace.port.Workspaces.Workspace;
import io.leaddispatcher.application.workspacefile.ImportWorkspace.Change;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.phrase.Phrase;
import java.time.ZoneId;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The time zone of the workspace. */
record ZonePart(Workspaces workspaces, WorkspaceChanges changes) implements FilePart {

    private static final String PATH = "/" + WorkspaceFile.TIME_ZONE;

    @Override
    public Mono<Step> plan(Incoming incoming) {
        ZoneId wanted = incoming.file().zone();
        return wanted == null
                ? Mono.just(Step.NONE)
                : workspaces
                        .show(incoming.tenant())
                        .map(before -> plan(incoming, before, at(before, wanted)));
    }

    private Step plan(Incoming incoming, Workspace before, Workspace after) {
        if (after.equals(before)) {
            // Every export names the zone: whoever takes back their own changes nothing by it.
            return Step.NONE;
        }
        incoming.caller()
                .require(
                        Permission.ADMINISTER,
                        "the file's '%s' is not the workspace's, and another one needs the rights of an admin; without it the rest can be imported."
                                .formatted(WorkspaceFile.TIME_ZONE));
        WorkspaceChanges.check(before, after);
        return Step.changing(
                List.of(
                        new Change(
                                PATH,
                                ChangePhrases.changed(
                                        Phrase.of("import.zone", "Time zone"),
                                        Phrase.plain(before.zone()),
                                        Phrase.plain(after.zone())))),
                changes.change(incoming.caller(), before, after).thenMany(Flux.empty()));
    }

    private static Workspace at(Workspace workspace, ZoneId zone) {
        return new Workspace(
                workspace.tenant(), workspace.slug(), workspace.name(), zone, workspace.demo());
    }
}
