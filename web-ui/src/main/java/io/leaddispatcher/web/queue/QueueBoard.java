package io.leaddispatcher.web.queue;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.paging.Page;
import io.leaddispatcher.application.queue.ListQueues;
import io.leaddispatcher.application.queue.QueueView;
import io.leaddispatcher.application.queue.QueuedLeadView;
import io.leaddispatcher.application.queue.ShowQueue;
import io.leaddispatcher.application.queue.ShowQueueHeads;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.layout.Words;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** The page of what waits, which a refused act shows again. */
@Component
final class QueueBoard {

    private static final int HEAD = 6;
    private static final int PAGE = 50;
    private static final Page<QueuedLeadView> NOTHING = new Page<>(List.of(), null);

    /** What has come of an act, and whether that is good. */
    private static final Map<String, String> NOTES =
            Map.of(
                    "given", "good",
                    "decided", "good",
                    "moved", "good",
                    "undecided", "warn",
                    "nothing", "info",
                    "full", "warn",
                    "gone", "warn",
                    "unknown-rep", "bad");

    private final ListQueues listQueues;
    private final ShowQueue showQueue;
    private final ShowQueueHeads showHeads;
    private final Wording wording;

    QueueBoard(
            ListQueues listQueues, ShowQueue showQueue, ShowQueueHeads showHeads, Wording wording) {
        this.listQueues = listQueues;
        this.showQueue = showQueue;
        this.showHeads = showHeads;
        this.wording = wording;
    }

    /**
     * What is asked for.
     *
     * @param queue the only one to be shown; null: all
     * @param after where the page of it begins; null: at its head
     * @param note what has come of an act; null when nothing was done
     * @param typed what was typed and came to nothing; null for nothing
     */
    record Asked(
            @Nullable String queue,
            @Nullable String after,
            @Nullable String note,
            QueuesView.@Nullable Typed typed) {}

    Mono<Rendering.Builder<?>> of(Caller caller, Asked asked, Locale locale) {
        var words = wording.in(locale);
        String queue = asked.queue();
        String note = asked.note();
        return listQueues
                .handle(caller)
                .zipWhen(queues ->
                        queue == null
                                ? board(caller, queues, words)
                                : alone(caller, find(queues, queue), asked.after(), words))
                .map(found ->
                        new QueuesView(
                                found.getT2(),
                                queue != null,
                                asked.after() == null,
                                note == null || !NOTES.containsKey(note)
                                        ? null
                                        : words.say("queues.note." + note),
                                NOTES.getOrDefault(note == null ? "" : note, "info"),
                                found.getT1().stream()
                                        .map(each -> new QueuesView.Other(each.key(), each.name()))
                                        .toList(),
                                queue == null
                                        ? "/queues"
                                        : QueueColumn.address(queue, asked.after()),
                                caller.actor().may(Permission.CONFIGURE),
                                asked.typed()))
                .map(page -> Rendering.view("queue/queues").modelAttribute("page", page));
    }

    private Mono<List<QueueColumn>> board(Caller caller, List<QueueView> queues, Words words) {
        List<String> waiting =
                queues.stream().filter(queue -> queue.waiting() > 0).map(QueueView::key).toList();
        return showHeads
                .handle(new ShowQueueHeads.Query(caller, waiting, HEAD))
                .map(heads ->
                        queues.stream()
                                .map(queue ->
                                        QueueColumn.of(
                                                queue,
                                                heads.getOrDefault(queue.key(), NOTHING),
                                                words))
                                .toList());
    }

    private Mono<List<QueueColumn>> alone(
            Caller caller, QueueView queue, @Nullable String after, Words words) {
        return page(caller, queue, PAGE, after)
                .map(page -> List.of(QueueColumn.of(queue, page, words).alone(page.next())));
    }

    /**
     * Of a queue that nobody has described, nobody knows what waits but by looking at the leads.
     */
    private Mono<Page<QueuedLeadView>> page(
            Caller caller, QueueView queue, int limit, @Nullable String after) {
        return showQueue
                .handle(new ShowQueue.Query(caller, queue.key(), limit, after))
                .defaultIfEmpty(NOTHING);
    }

    private static QueueView find(List<QueueView> queues, String key) {
        return queues.stream()
                .filter(queue -> queue.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
