package io.leaddispatcher.web.lead;

import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.Words;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a lead after its latest decision without another one: it was given back, its
 * time ran out, or somebody took it.
 */
final class SinceThen {

    private SinceThen() {}

    /** What holds now; null where it is still what was decided. */
    static @Nullable String of(Tree lead, TraceView latest, Names names, Words words) {
        var queue = lead.text("queueKey");
        var holder = lead.tree("assignment").text("repKey");
        var decided = latest.ending();
        return switch (lead.text("status", "NEW")) {
            case "QUEUED" ->
                    queue == null
                                    || (decided.kind().equals("queued")
                                            && decided.who().equals(names.queue(queue)))
                            ? null
                            : words.say("trace.now.queued", names.queue(queue));
            case "ASSIGNED" ->
                    holder == null
                                    || (decided.kind().equals("assigned")
                                            && decided.who().equals(names.rep(holder)))
                            ? null
                            : words.say("trace.now.assigned", names.rep(holder));
            default -> null;
        };
    }
}
