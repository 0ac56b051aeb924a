package io.leaddispatcher.application.task;

import io.leaddispatcher.domain.policy.NextAction;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.task.Task;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What a rep is told of a task, in a sentence. */
public final class TaskWords {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE d MMM, HH:mm z", Locale.ENGLISH);

    private TaskWords() {}

    static String due(Task task) {
        return "%s is due now.".formatted(name(task.type()));
    }

    /**
     * Of a task that a sequence has made.
     *
     * @param sequence its name
     * @param zone by whose clocks the {@link Rep} reads times
     */
    public static String next(Task task, String sequence, ZoneId zone, Instant now) {
        String when =
                task.dueAt().isAfter(now)
                        ? "due by " + TIME.format(task.dueAt().atZone(zone))
                        : "due now";
        return "%s is next in “%s”, %s.".formatted(name(task.type()), sequence, when);
    }

    private static String name(NextAction.Task type) {
        return switch (type) {
            case CALL -> "The call";
            case EMAIL -> "The e-mail";
            case SMS -> "The text message";
            case TICKET -> "The ticket";
        };
    }
}
