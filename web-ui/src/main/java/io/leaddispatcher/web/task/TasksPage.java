package io.leaddispatcher.web.task;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.task.CompleteTask;
import io.leaddispatcher.application.task.FindTasks;
import io.leaddispatcher.application.task.port.TaskViews.Position;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.list.ListAddress;
import io.leaddispatcher.web.list.ListBack;
import io.leaddispatcher.web.list.Place;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What is to be done, and what was done: one's own, a team's or everybody's. */
@Controller
final class TasksPage {

    private static final int PAGE = 50;
    private static final String CHANNEL = "web";
    private static final Set<String> NOTES = Set.of("task", "task-over");
    private static final List<String> PLACE = List.of("whose", "state", "after");

    private final FindTasks findTasks;
    private final CompleteTask completeTask;
    private final Wording wording;

    TasksPage(FindTasks findTasks, CompleteTask completeTask, Wording wording) {
        this.findTasks = findTasks;
        this.completeTask = completeTask;
        this.wording = wording;
    }

    @GetMapping("/tasks")
    Mono<Rendering> show(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(name = "whose", required = false) @Nullable String whose,
            @RequestParam(name = "state", required = false) @Nullable String state,
            @RequestParam(name = "after", required = false) @Nullable String after,
            @RequestParam(name = "note", required = false) @Nullable String note,
            Locale locale) {
        boolean open = !"done".equals(state);
        var place = Place.read(after);
        var position = place == null ? null : new Position(place.at(), place.id());
        return findTasks
                .handle(new FindTasks.Query(who.caller(), whose, open, position, PAGE))
                .map(page -> {
                    var rendering =
                            Rendering.view("task/tasks")
                                    .modelAttribute(
                                            "page",
                                            TasksView.of(page, open, position, wording.in(locale)));
                    return note != null && NOTES.contains(note)
                            ? rendering.modelAttribute("note", note).build()
                            : rendering.build();
                });
    }

    @PostMapping("/tasks/{id}/complete")
    Mono<Rendering> complete(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("id") UUID id,
            ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(sent ->
                        completeTask
                                .handle(new CompleteTask.Command(who.caller(), id, CHANNEL))
                                .map(outcome ->
                                        answer(
                                                outcome,
                                                "me".equals(sent.getFirst("then")),
                                                sent.getFirst("back"))));
    }

    private static Rendering answer(
            CompleteTask.Outcome outcome, boolean me, @Nullable String back) {
        return switch (outcome) {
            case CompleteTask.Outcome.Done _ ->
                    me ? Rendering.redirectTo("/me?done=task").build() : back(back, "task");
            case CompleteTask.Outcome.Cancelled _ ->
                    me
                            ? Rendering.redirectTo("/me?note=task-over").build()
                            : back(back, "task-over");
            case CompleteTask.Outcome.Unknown _ ->
                    throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        };
    }

    /** To the list that was shown, and to the place in it. */
    private static Rendering back(@Nullable String address, String note) {
        return ListAddress.back(ListBack.to(address, "/tasks", PLACE).with("note", note).text());
    }
}
