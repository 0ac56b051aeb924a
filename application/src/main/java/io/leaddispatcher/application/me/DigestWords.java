package io.leaddispatcher.application.me;

import io.leaddispatcher.application.me.MyDesk.MyClock;
import io.leaddispatcher.application.me.MyDesk.MyTask;
import io.leaddispatcher.application.me.MyDesk.Work;
import io.leaddispatcher.domain.dispatch.WorkspaceNotice;
import io.leaddispatcher.domain.sla.SlaTarget;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The mail about a rep's day, in words. */
record DigestWords(ZoneId zone, LocalDate day) {

    private static final int MOST = 30;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE d MMM, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.ENGLISH);

    /** Empty when there is nothing to be told. */
    Optional<WorkspaceNotice> of(MyDesk desk, URI link) {
        List<MyTask> tasks =
                desk.tasks().stream()
                        .filter(task -> !LocalDate.ofInstant(task.dueAt(), zone).isAfter(day))
                        .toList();
        if (desk.leads().isEmpty() && tasks.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder(DAY.format(day)).append("\n\n");
        section(
                text,
                "Your open leads, by what is due next:",
                desk.leads().stream().map(this::lead).toList());
        section(text, "Tasks due today:", tasks.stream().map(this::task).toList());
        return Optional.of(
                new WorkspaceNotice(
                        "Your day: %s, %s"
                                .formatted(
                                        count(desk.leads().size(), "open lead"),
                                        count(tasks.size(), "task")),
                        text.toString(),
                        "Open my day",
                        link,
                        desk.day().rep()));
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static void section(StringBuilder text, String title, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        text.append(title).append('\n');
        lines.stream().limit(MOST).forEach(line -> text.append("- ").append(line).append('\n'));
        if (lines.size() > MOST) {
            text.append("- and ").append(lines.size() - MOST).append(" more\n");
        }
        text.append('\n');
    }

    private String lead(Work work) {
        String who = who(work.lead().name(), work.lead().company());
        MyClock clock = work.clock();
        if (clock != null) {
            return switch (clock.state()) {
                case RUNNING ->
                        "%s: %s by %s".formatted(who, to(clock.target()), time(clock.dueAt()));
                case OVERDUE ->
                        "%s: %s, overdue since %s"
                                .formatted(who, to(clock.target()), time(clock.dueAt()));
                case PAUSED -> who + ": it is the customer’s turn";
            };
        }
        return work.lead().accepted() ? who : who + ": waits for your answer";
    }

    private static String to(SlaTarget target) {
        return switch (target) {
            case DISPATCHED, ACCEPTED -> "accept";
            case FIRST_ACTION -> "take the first step";
            case FOLLOW_UP -> "follow up";
        };
    }

    private String task(MyTask task) {
        String type =
                switch (task.type()) {
                    case "CALL" -> "Call";
                    case "EMAIL" -> "E-mail";
                    case "SMS" -> "Text message";
                    default -> "Ticket";
                };
        return "%s %s, %s %s"
                .formatted(
                        type,
                        who(task.name(), task.company()),
                        task.overdue() ? "overdue since" : "due",
                        time(task.dueAt()));
    }

    private String time(Instant at) {
        return TIME.format(at.atZone(zone));
    }

    private static String who(@Nullable String name, @Nullable String company) {
        String person = name == null ? "Somebody" : name;
        return company == null ? person : person + " at " + company;
    }
}
