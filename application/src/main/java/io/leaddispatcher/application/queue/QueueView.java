package io.leaddispatcher.application.queue;

import io.leaddispatcher.domain.queue.QueueType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A queue with how much waits in it.
 *
 * @param team what the team is called whose it is; null: nobody's in particular
 * @param pulled whether what waits goes to somebody as soon as somebody is there
 * @param oldestAt since when the one waits that waits longest; null when nothing waits
 */
public record QueueView(
        String key,
        String name,
        QueueType type,
        @Nullable String team,
        boolean pulled,
        long waiting,
        @Nullable Instant oldestAt) {}
