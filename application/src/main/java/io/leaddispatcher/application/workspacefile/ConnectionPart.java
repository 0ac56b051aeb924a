package io.leaddispatcher.application.workspacefile;

import io.leaddispatcher.application.connection.port.Connections;
import io.leaddispatcher.application.workspacefile.ImportWorkspace.Change;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.phrase.Phrase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Connections are told of and not made, since the file has no secrets. Says nothing to whoever may
 * not see them.
 */
record ConnectionPart(Connections connections) implements FilePart {

    private static final String BY_HAND = "; put it with its secrets, which no file holds";

    @Override
    public Mono<Step> plan(Incoming incoming) {
        return Flux.fromIterable(incoming.file().connections().entrySet())
                .filter(_ -> incoming.caller().actor().may(Permission.VIEW_CONNECTIONS))
                .concatMap(wanted -> note(incoming, wanted.getKey(), wanted.getValue()))
                .collectList()
                .map(notes -> new Step(List.of(), notes, Flux.empty()));
    }

    private Mono<Change> note(Incoming incoming, String key, Map<String, ?> wanted) {
        return connections
                .find(incoming.tenant(), new ConnectionKey(key))
                .map(found -> Optional.of(ExportWorkspace.described(found)))
                .defaultIfEmpty(Optional.empty())
                .filter(here -> !here.equals(Optional.of(wanted)))
                .map(here ->
                        new Change(
                                "/%s/%s".formatted(WorkspaceFile.CONNECTIONS, key),
                                here.isPresent()
                                        ? Phrase.of(
                                                "import.connection.differs",
                                                "Connection %s is another one here" + BY_HAND,
                                                Phrase.name(key))
                                        : Phrase.of(
                                                "import.connection.absent",
                                                "Connection %s is not here" + BY_HAND,
                                                Phrase.name(key))));
    }
}
