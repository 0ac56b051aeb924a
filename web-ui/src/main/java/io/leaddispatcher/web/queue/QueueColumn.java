package io.leaddispatcher.web.queue;

import io.leaddispatcher.application.paging.Page;
import io.leaddispatcher.application.queue.QueueView;
import io.leaddispatcher.application.queue.QueuedLeadView;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * A queue on the board.
 *
 * @param team whose it is, in words
 * @param count how much waits
 * @param teach what such a queue is for
 * @param pick whether there are few enough to choose from
 * @param more the address of all that waits, or of what follows; null when that is shown
 */
record QueueColumn(
        String key,
        String name,
        String type,
        String team,
        boolean pulled,
        String count,
        boolean empty,
        @Nullable When oldest,
        String teach,
        boolean claims,
        List<QueueView.Taker> takers,
        boolean pick,
        List<QueueCard> cards,
        @Nullable String more) {

    private static final int FEW = 60;

    static QueueColumn of(QueueView queue, Page<QueuedLeadView> page, Words words) {
        return new QueueColumn(
                queue.key(),
                queue.name(),
                words.name("queue-type", queue.type().name()),
                queue.team() == null ? words.say("queues.team.none") : queue.team(),
                queue.pulled(),
                words.number(queue.waiting()),
                queue.waiting() == 0,
                words.whenOrNull(queue.oldestAt()),
                words.say("queues.teach." + queue.type().name()),
                queue.claims(),
                queue.takers(),
                queue.takers().size() <= FEW,
                page.items().stream().map(lead -> QueueCard.of(lead, words)).toList(),
                page.next() == null ? null : address(queue.key(), null));
    }

    /** Likewise, where this queue alone is shown, from some place on. */
    QueueColumn alone(@Nullable String next) {
        return new QueueColumn(
                key,
                name,
                type,
                team,
                pulled,
                count,
                empty,
                oldest,
                teach,
                claims,
                takers,
                pick,
                cards,
                next == null ? null : address(key, next));
    }

    static String address(String key, @Nullable String after) {
        var address = UriComponentsBuilder.fromPath("/queues").queryParam("queue", "{queue}");
        return (after == null
                        ? address.encode().buildAndExpand(key)
                        : address.queryParam("after", "{after}")
                                .encode()
                                .buildAndExpand(key, after))
                .toUriString();
    }
}
