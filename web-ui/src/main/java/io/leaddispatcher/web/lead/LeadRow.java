package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.lead.LeadSummaryView;
import io.leaddispatcher.application.lead.port.LeadViews.Closed;
import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.Initials;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Words;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A lead in a list.
 *
 * @param title what to call it: the person, else how to reach them
 * @param detail the company and the address, as far as the title does not say them
 * @param tone of the status badge
 * @param priority null when it is the usual one
 * @param status where it stands; of one that is over, what came of it
 * @param part whether it is part of another lead
 * @param into the id of that one; null when the reader may not see it
 * @param holder the rep who has it, or had it to the end; null when nobody does
 */
public record LeadRow(
        String id,
        String title,
        @Nullable String detail,
        @Nullable String company,
        String source,
        String status,
        String tone,
        @Nullable String priority,
        @Nullable String priorityTone,
        @Nullable String holder,
        @Nullable String holderInitials,
        @Nullable String queue,
        boolean part,
        @Nullable String into,
        When received) {

    public static LeadRow of(LeadSummaryView lead, Words words) {
        String title = title(lead, words);
        var priority = "STANDARD".equals(lead.priority()) ? null : lead.priority();
        var closed = "COMPLETED".equals(lead.status()) ? lead.closed() : null;
        String holder = holder(lead, closed);
        var merged = Tree.of(lead.document()).tree("merged");
        var detail =
                Stream.ofNullable(lead.email())
                        .filter(part -> !part.equals(title))
                        .collect(Collectors.joining(" \u00b7 "));
        return new LeadRow(
                lead.id(),
                title,
                detail.isEmpty() ? null : detail,
                lead.company(),
                words.name("source", lead.source()),
                merged.isEmpty() ? status(lead, closed, words) : words.name("status", "MERGED"),
                closed == null ? tone(lead.status()) : Closing.tone(closed.outcome()),
                priority == null ? null : words.name("priority", priority),
                priority == null ? null : "priority-" + priority.toLowerCase(Locale.ROOT),
                holder,
                holder == null ? null : Initials.of(holder),
                // What is over waits nowhere.
                lead.queueKey() == null || "COMPLETED".equals(lead.status())
                        ? null
                        : Words.spelled(lead.queueKey()),
                !merged.isEmpty(),
                merged.text("into"),
                words.when(lead.receivedAt()));
    }

    private static String status(LeadSummaryView lead, @Nullable Closed closed, Words words) {
        return closed == null
                ? words.name("status", lead.status())
                : Closing.result(closed.outcome(), closed.reason(), words);
    }

    /** Who has it, or had it to the end. */
    private static @Nullable String holder(LeadSummaryView lead, @Nullable Closed closed) {
        if (lead.repName() != null) {
            return lead.repName();
        }
        return lead.repKey() != null || closed == null ? lead.repKey() : closed.rep();
    }

    private static String title(LeadSummaryView lead, Words words) {
        var phone = Tree.of(lead.document()).tree("contact").text("phone");
        return Stream.of(lead.name(), lead.email(), phone, lead.company())
                .filter(text -> text != null && !text.isBlank())
                .findFirst()
                .map(String::valueOf)
                .orElseGet(() -> words.say("lead.nameless"));
    }

    static String tone(String status) {
        return switch (status) {
            case "ASSIGNED" -> "good";
            case "QUEUED" -> "warn";
            case "REJECTED" -> "bad";
            case "COMPLETED" -> "calm";
            default -> "info";
        };
    }
}
