package io.leaddispatcher.application.workspacefile;

import static java.util.stream.Collectors.toSet;

import io.leaddispatcher.application.configuration.Departures;
import io.leaddispatcher.application.configuration.DocumentBatch;
import io.leaddispatcher.domain.roster.RepKey;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The sections of documents, and whether the policies fit them. */
record DocumentPart(DocumentBatch batch, Departures departures) implements FilePart {

    @Override
    public Mono<Step> plan(Incoming incoming) {
        WorkspaceFile file = incoming.file();
        return batch.check(incoming.tenant(), file.documents(), file.policies())
                .map(changes ->
                        Step.changing(
                                changes.stream()
                                        .flatMap(change -> DocumentDiff.of(change).stream())
                                        .toList(),
                                departures
                                        .of(incoming.tenant(), leaving(changes))
                                        .then(batch.save(incoming.caller(), changes))
                                        .thenMany(Flux.empty())));
    }

    private static Set<RepKey> leaving(List<DocumentBatch.Change> changes) {
        return changes.stream()
                .flatMap(each -> Departures.by(each.kind(), each.key(), each.after()).stream())
                .collect(toSet());
    }
}
