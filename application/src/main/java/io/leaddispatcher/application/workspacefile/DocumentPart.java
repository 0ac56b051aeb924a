package io.leaddispatcher.application.workspacefile;

import io.leaddispatcher.application.configuration.DocumentBatch;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The sections of documents, and whether the policies fit them. */
record DocumentPart(DocumentBatch batch) implements FilePart {

    @Override
    public Mono<Step> plan(Incoming incoming) {
        WorkspaceFile file = incoming.file();
        return batch.check(incoming.tenant(), file.documents(), file.policies())
                .map(changes ->
                        Step.changing(
                                changes.stream()
                                        .flatMap(change -> DocumentDiff.of(change).stream())
                                        .toList(),
                                batch.save(incoming.caller(), changes).thenMany(Flux.empty())));
    }
}
