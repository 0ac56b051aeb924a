package io.leaddispatcher.application.task;

import io.leaddispatcher.application.task.port.Tasks;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.task.Task;
import io.leaddispatcher.domain.task.TaskState;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The tasks of one tenant in a list. */
public final class InMemoryTasks implements Tasks {

    public final Map<UUID, Kept> all = new LinkedHashMap<>();

    @Override
    public Mono<List<Task>> keep(TenantId tenant, NewTasks tasks, Instant at) {
        return Mono.fromSupplier(() -> {
            List<Task> ended = new ArrayList<>();
            ended.addAll(
                    end(
                            kept -> tasks.over().contains(kept.task().assignment()),
                            TaskState.CANCELLED,
                            null,
                            at));
            tasks.made()
                    .forEach(
                            task -> all.put(task.id(), new Kept(task, TaskState.OPEN, null, null)));
            tasks.doings()
                    .forEach(doing ->
                            ended.addAll(
                                    end(
                                            kept ->
                                                    kept.task().lead().equals(doing.lead())
                                                            && kept.task().type() == doing.type(),
                                            TaskState.DONE,
                                            doing.by(),
                                            at)));
            return ended;
        });
    }

    private List<Task> end(
            Predicate<Kept> which, TaskState state, @Nullable String by, Instant at) {
        List<Task> ended =
                all.values().stream()
                        .filter(kept -> kept.state() == TaskState.OPEN && which.test(kept))
                        .map(Kept::task)
                        .toList();
        all.replaceAll((_, kept) ->
                kept.state() == TaskState.OPEN && which.test(kept)
                        ? new Kept(kept.task(), state, at, by)
                        : kept);
        return ended;
    }

    @Override
    public Flux<Kept> list(TenantId tenant, Filter filter, @Nullable Position after, int atMost) {
        return Flux.fromIterable(List.copyOf(all.values()))
                .filter(kept -> filter.rep() == null || filter.rep().equals(kept.task().rep()))
                .filter(kept -> filter.state() == null || filter.state() == kept.state())
                .filter(kept -> after == null || kept.task().dueAt().isAfter(after.dueAt()))
                .sort(Comparator.comparing(kept -> kept.task().dueAt()))
                .take(atMost);
    }

    @Override
    public Mono<Kept> find(TenantId tenant, UUID id) {
        return Mono.defer(() -> Mono.justOrEmpty(all.get(id)));
    }

    @Override
    public Mono<Boolean> complete(TenantId tenant, UUID id, String by, Instant at) {
        return Mono.fromSupplier(() -> {
            boolean open = all.get(id) != null && all.get(id).state() == TaskState.OPEN;
            end(kept -> kept.task().id().equals(id), TaskState.DONE, by, at);
            return open;
        });
    }

    @Override
    public Mono<List<Task>> cancel(TenantId tenant, LeadId lead, Instant at) {
        return Mono.fromSupplier(
                () -> end(kept -> kept.task().lead().equals(lead), TaskState.CANCELLED, null, at));
    }
}
