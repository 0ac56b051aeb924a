package io.leaddispatcher.application.queue;

import io.leaddispatcher.domain.queue.QueueType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A queue with how much waits in it.
 *
 * @param team what the team is called whose it is; null: nobody's in particular
 * @param pulled whether what waits goes to somebody as soon as somebody is there
 * @param oldestAt since when the one waits that waits longest; null when nothing waits
 * @param claims whether the caller may take leads out of it for oneself
 * @param takers for whom the caller may take leads out of it; none when the caller may not act on
 *     the leads of others
 */
public record QueueView(
        String key,
        String name,
        QueueType type,
        @Nullable String team,
        boolean pulled,
        long waiting,
        @Nullable Instant oldestAt,
        boolean claims,
        List<Taker> takers) {

    public QueueView {
        takers = List.copyOf(takers);
    }

    /** A rep by key and name. */
    public record Taker(String rep, String name) {}
}
