package io.leaddispatcher.application.workspacefile;

import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.application.workspacefile.ImportWorkspace.Change;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.ZoneNames;
import io.leaddispatcher.domain.phrase.Phrase;
import java.time.ZoneId;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The time zone of the workspace. */
record ZonePart(Workspaces workspaces) implements FilePart {

    static final String PATH = "/" + WorkspaceFile.TIME_ZONE;

    @Override
    public Mono<Step> plan(Incoming incoming) {
        ZoneId wanted = incoming.file().zone();
        return wanted == null
                ? Mono.just(Step.NONE)
                : workspaces
                        .show(incoming.tenant())
                        .map(workspace -> {
                            if (WorkspaceFile.named(wanted)
                                    .equals(WorkspaceFile.named(workspace.zone()))) {
                                return Step.NONE;
                            }
                            if (!ZoneNames.allow(wanted)) {
                                throw new InvalidInputException(
                                        PATH, Violation.Code.MALFORMED, ZoneNames.ALLOWED);
                            }
                            return step(incoming, workspace, wanted);
                        });
    }

    private Step step(Incoming incoming, Workspaces.Workspace workspace, ZoneId wanted) {
        return Step.changing(
                List.of(
                        new Change(
                                PATH,
                                ChangePhrases.changed(
                                        Phrase.of("import.zone", "Time zone"),
                                        Phrase.plain(WorkspaceFile.named(workspace.zone())),
                                        Phrase.plain(wanted)))),
                workspaces
                        .describe(incoming.tenant(), workspace.name(), wanted)
                        .thenMany(Flux.empty()));
    }
}
