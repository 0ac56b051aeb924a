package io.leaddispatcher.application.workspacefile;

import io.leaddispatcher.application.retention.Retention;
import io.leaddispatcher.application.retention.RetentionChanges;
import io.leaddispatcher.application.retention.port.Retentions;
import io.leaddispatcher.application.workspacefile.ImportWorkspace.Change;
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
                                        "Retention: %s changed from %s to %s"
                                                .formatted(what, words(then), words(next))));
                    }
                });
        return told;
    }

    private static String words(@Nullable Object days) {
        return days instanceof Integer number
                ? number + (number == 1 ? " day" : " days")
                : String.valueOf(days);
    }
}
