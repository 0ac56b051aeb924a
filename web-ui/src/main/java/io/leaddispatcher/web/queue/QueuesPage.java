package io.leaddispatcher.web.queue;

import io.leaddispatcher.application.access.SignedIn;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** What waits, queue by queue: the head of each on one board, or one of them in full. */
@Controller
final class QueuesPage {

    private final QueueBoard board;

    QueuesPage(QueueBoard board) {
        this.board = board;
    }

    @GetMapping("/queues")
    Mono<Rendering> show(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(name = "queue", required = false) @Nullable String queue,
            @RequestParam(name = "after", required = false) @Nullable String after,
            @RequestParam(name = "note", required = false) @Nullable String note,
            Locale locale) {
        return board.of(who.caller(), new QueueBoard.Asked(queue, after, note, null), locale)
                .map(Rendering.Builder::build);
    }
}
