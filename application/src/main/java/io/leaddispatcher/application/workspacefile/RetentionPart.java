package io.leaddispatcher.application.workspacefile;

import io.leaddispatcher.application.retention.Retention;
import io.leaddispatcher.application.retention.RetentionChanges;
import io.leaddispatcher.application.retention.port.Retentions;
import io.leaddispatcher.application.workspacefile.ImportWorkspace.Change;
import io.leaddispatcher.domain.phrase.Phrase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** For how many days the workspace keeps what is over. */
record RetentionPart(Retentions retentions, RetentionChanges changes) implements FilePart {

    @Override
    public Mono<Step> plan(Incoming incoming) {
        Retention wanted = incoming.file().retention();
        return wanted == null
                ? Mono.just(Step.NONE)
                : retentions
                        .find(incoming.tenant())
                        .map(before ->
                                Step.changing(
                                        told(before, wanted),
                                        changes.change(incoming.caller(), before, wanted)
                                                .thenMany(Flux.empty())));
    }

    private static List<Change> told(Retention before, Retention after) {
        Map<String, Object> now = after.described();
        List<Change> told = new ArrayList<>();
        before.described()
                .forEach((what, then) -> {
                    Object next = now.get(what);
                    if (!then.equals(next)) {
                        told.add(
                                new Change(
                                        "/%s/%s".formatted(WorkspaceFile.RETENTION, what),
                                        ChangePhrases.about(
                                                Phrase.of("import.retention", "Retention"),
                                                ChangePhrases.changed(
                                                        Phrase.plain(what),
                                                        words(then),
                                                        words(next)))));
                    }
                });
        return told;
    }

    private static Phrase words(@Nullable Object days) {
        if (!(days instanceof Integer number)) {
            String text = String.valueOf(days);
            return Phrase.of("import." + text.replace(' ', '-'), text);
        }
        return number == 1
                ? Phrase.of("import.day", "1 day")
                : Phrase.of("import.days", "%s days", Phrase.plain(number));
    }
}
