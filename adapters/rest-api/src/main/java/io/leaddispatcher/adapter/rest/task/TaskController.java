package io.leaddispatcher.adapter.rest.task;

import io.leaddispatcher.adapter.rest.access.PathIds;
import io.leaddispatcher.adapter.rest.body.NullableMember;
import io.leaddispatcher.adapter.rest.listing.MomentCursor;
import io.leaddispatcher.adapter.rest.listing.PageRequest;
import io.leaddispatcher.adapter.rest.listing.Pages;
import io.leaddispatcher.adapter.rest.listing.QueryParameters;
import io.leaddispatcher.adapter.rest.problem.ProblemException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.paging.Page;
import io.leaddispatcher.application.task.CompleteTask;
import io.leaddispatcher.application.task.ListTasks;
import io.leaddispatcher.application.task.port.Tasks.Kept;
import io.leaddispatcher.application.task.port.Tasks.Position;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.document.Violation.Code;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.task.Task;
import io.leaddispatcher.domain.task.TaskState;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What reps are to do next. */
@RestController
@RequestMapping("/api/v1/tasks")
final class TaskController {

    private static final String CHANNEL = "api";

    private final ListTasks listTasks;
    private final CompleteTask completeTask;
    private final Pages pages;

    TaskController(ListTasks listTasks, CompleteTask completeTask, Pages pages) {
        this.listTasks = listTasks;
        this.completeTask = completeTask;
        this.pages = pages;
    }

    @GetMapping
    Mono<Map<String, Object>> list(Caller caller, ServerHttpRequest request) {
        PageRequest page = pages.asked(caller, request);
        return listTasks
                .handle(
                        new ListTasks.Query(
                                caller,
                                rep(QueryParameters.text(request, "rep")),
                                QueryParameters.oneOf(request, "status", TaskState.class),
                                MomentCursor.read(page.after(), Position::new),
                                page.limit()))
                .map(found ->
                        pages.answer(
                                caller,
                                request,
                                new Page<>(found.items(), cursor(found.next())),
                                TaskController::shown));
    }

    @PostMapping("/{id}/complete")
    Mono<Map<String, Object>> complete(Caller caller, @PathVariable("id") String id) {
        return completeTask
                .handle(new CompleteTask.Command(caller, PathIds.of(id), CHANNEL))
                .map(outcome ->
                        switch (outcome) {
                            case CompleteTask.Outcome.Done(var task) -> shown(task);
                            case CompleteTask.Outcome.Cancelled() ->
                                    throw ProblemException.conflict(
                                            "Nobody needs to do this any more.");
                            case CompleteTask.Outcome.Unknown() ->
                                    throw ProblemException.notFound();
                        });
    }

    private static @Nullable RepKey rep(@Nullable String key) {
        if (key != null && !Key.isValid(key)) {
            throw new InvalidInputException("/rep", Code.MALFORMED, "'rep' " + Key.ALLOWED);
        }
        return key == null ? null : new RepKey(key);
    }

    private static @Nullable String cursor(@Nullable Position end) {
        return end == null ? null : MomentCursor.of(end.dueAt(), end.id());
    }

    private static Map<String, Object> shown(Kept kept) {
        Task task = kept.task();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", task.id().toString());
        shown.put("leadId", task.lead().toString());
        shown.put("assignmentId", task.assignment().toString());
        shown.put("repKey", task.rep().value());
        shown.put("type", task.type().name());
        shown.put("dueAt", task.dueAt().toString());
        shown.put("status", kept.state().name());
        NullableMember.put(shown, "endedAt", kept.endedAt());
        NullableMember.put(shown, "endedBy", kept.endedBy());
        return shown;
    }
}
