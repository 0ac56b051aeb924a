package io.leaddispatcher.application.routing;

import io.leaddispatcher.domain.queue.Queue;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.Decision.Result;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import java.util.Locale;

/** Tells whoever had a lead where it is now. */
final class WhereItIs {

    private WhereItIs() {}

    /** After a decision; empty when there is nothing to say. */
    static String after(Result result, RoutingConfiguration configuration) {
        return switch (result) {
            case Result.Assigned assigned ->
                    assigned.broadcast()
                            ? "Several reps are asked now."
                            : "%s has it now."
                                    .formatted(name(assigned.reps().getFirst(), configuration));
            case Result.Queued queued -> in(queued.queue(), configuration);
            case Result.Rejected _ -> "";
        };
    }

    /** While it waits. */
    static String in(QueueKey queue, RoutingConfiguration configuration) {
        return "It waits in the queue %s now."
                .formatted(configuration.queue(queue).map(Queue::name).orElseGet(queue::value));
    }

    static String name(RepKey rep, RoutingConfiguration configuration) {
        return configuration.roster().rep(rep).map(Rep::name).orElseGet(rep::value);
    }

    /** With a capital letter and a full stop. */
    static String sentence(String words) {
        if (words.isEmpty()) {
            return words;
        }
        String begun = words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
        return begun.endsWith(".") ? begun : begun + ".";
    }
}
