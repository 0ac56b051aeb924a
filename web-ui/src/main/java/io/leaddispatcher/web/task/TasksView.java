package io.leaddispatcher.web.task;

import io.leaddispatcher.application.task.FindTasks;
import io.leaddispatcher.application.task.FindTasks.Line;
import io.leaddispatcher.application.task.FindTasks.Whose;
import io.leaddispatcher.application.task.port.TaskViews.Position;
import io.leaddispatcher.web.layout.Reach;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Words;
import io.leaddispatcher.web.list.ListAddress;
import io.leaddispatcher.web.list.Place;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The list of tasks.
 *
 * @param open those to be done; else those that are done
 * @param choices whose they could be
 * @param zone by whose clocks times are told
 * @param first whether the list is shown from its beginning
 * @param self the address of what is shown, from its beginning
 * @param here the same, where it is shown from
 * @param more the address of what follows; null at the end
 */
record TasksView(
        List<Row> rows,
        boolean open,
        List<Choice> states,
        List<Choice> choices,
        boolean several,
        String zone,
        boolean first,
        String self,
        String here,
        @Nullable String more) {

    /**
     * @param title who it is about
     * @param phone by which they are called; null: none that is known, or it is done
     * @param email by which they are written to; likewise
     */
    record Row(
            String id,
            String lead,
            String type,
            String title,
            @Nullable String company,
            String rep,
            When due,
            @Nullable When ended,
            boolean overdue,
            boolean mayComplete,
            @Nullable String phone,
            @Nullable String email) {}

    record Choice(String key, String name, String address, boolean chosen) {}

    static TasksView of(FindTasks.Page page, boolean open, @Nullable Position after, Words words) {
        return new TasksView(
                page.items().stream().map(line -> row(line, page.zone(), words)).toList(),
                open,
                List.of(
                        new Choice(
                                "open",
                                words.say("tasks.open"),
                                address(page.whose(), true, null),
                                open),
                        new Choice(
                                "done",
                                words.say("tasks.done"),
                                address(page.whose(), false, null),
                                !open)),
                page.choices().stream()
                        .map(whose ->
                                new Choice(
                                        whose.key(),
                                        name(whose, words),
                                        address(whose.key(), open, null),
                                        whose.key().equals(page.whose())))
                        .toList(),
                page.choices().size() > 1,
                words.zone(page.zone()),
                after == null,
                address(page.whose(), open, null),
                address(page.whose(), open, after),
                page.next() == null ? null : address(page.whose(), open, page.next()));
    }

    private static String name(Whose whose, Words words) {
        return whose.name().isEmpty() ? words.say("tasks.whose." + whose.key()) : whose.name();
    }

    private static Row row(Line line, ZoneId zone, Words words) {
        return new Row(
                line.task().id(),
                line.task().lead(),
                words.name("activity", line.task().type()),
                line.name() == null ? words.say("lead.nameless") : line.name(),
                line.company(),
                line.rep(),
                words.moment(line.task().dueAt(), zone),
                line.task().endedAt() == null ? null : words.moment(line.task().endedAt(), zone),
                line.overdue(),
                line.mayComplete(),
                line.task().endedAt() == null ? Reach.phone(line.reach().phone()) : null,
                line.task().endedAt() == null ? Reach.email(line.reach().email()) : null);
    }

    private static String address(String whose, boolean open, @Nullable Position place) {
        return ListAddress.of("/tasks")
                .with("whose", whose)
                .with("state", open ? "open" : "done")
                .with("after", place == null ? null : new Place(place.at(), place.id()))
                .text();
    }
}
