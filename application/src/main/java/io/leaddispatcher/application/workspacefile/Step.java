package io.leaddispatcher.application.workspacefile;

import io.leaddispatcher.application.workspacefile.ImportWorkspace.Change;
import io.leaddispatcher.application.workspacefile.ImportWorkspace.NewSecret;
import java.util.List;
import reactor.core.publisher.Flux;

/**
 * What one part of a file changes.
 *
 * @param notes what the file names and an import cannot do
 * @param apply changes it, when it is subscribed to
 */
record Step(List<Change> changes, List<Change> notes, Flux<NewSecret> apply) {

    static final Step NONE = new Step(List.of(), List.of(), Flux.empty());

    Step {
        changes = List.copyOf(changes);
        notes = List.copyOf(notes);
    }

    static Step changing(List<Change> changes, Flux<NewSecret> apply) {
        return changes.isEmpty() ? NONE : new Step(changes, List.of(), apply);
    }
}
