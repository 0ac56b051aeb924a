package io.leaddispatcher.adapter.slack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leaddispatcher.application.lead.LeadSummaryView;
import io.leaddispatcher.application.me.MyDay;
import io.leaddispatcher.application.me.MyDay.MyLead;
import io.leaddispatcher.application.slack.CommandFromSlack;
import io.leaddispatcher.application.slack.CreateLeadFromSlack;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Leads one below the other, each with the way to it, in mark-up. */
final class SlackLists {

    private static final int NAME = 120;

    private final String base;

    /**
     * Lists of this installation.
     *
     * @param publicUrl what links to leads begin with
     */
    SlackLists(String publicUrl) {
        this.base =
                publicUrl.endsWith("/")
                        ? publicUrl.substring(0, publicUrl.length() - 1)
                        : publicUrl;
    }

    String help() {
        return """
        *What you can type*
        `/lead next` – the lead to look at now
        `/lead mine` – your open leads
        `/lead find Acme` – leads by the beginning of words
        `/lead away 30m` – no new leads for a while (`m`, `h`, `d`; at most 60 days)
        `/lead back` – new leads again
        """
                .strip();
    }

    String mine(MyDay day, int most) {
        if (day.leads().isEmpty()) {
            return "You have no open leads.";
        }
        List<String> lines = new ArrayList<>();
        day.leads().stream().limit(most).forEach(lead -> lines.add(line(lead)));
        if (day.open() > lines.size()) {
            lines.add(more(day.open() - lines.size()));
        }
        return String.join("\n", lines);
    }

    /** How many open leads of a rep are not shown, and where they are. */
    String more(long left) {
        return "%d more: <%s/me|all of them>".formatted(left, base);
    }

    String found(CommandFromSlack.Outcome.Found found) {
        if (found.leads().isEmpty()) {
            return "There is no such lead among yours.";
        }
        List<String> lines = new ArrayList<>(found.leads().stream().map(this::line).toList());
        if (found.more()) {
            lines.add(
                    "There are more: <%s/leads?q=%s|all of them>"
                            .formatted(base, URLEncoder.encode(found.words(), UTF_8)));
        }
        return String.join("\n", lines);
    }

    /** What a lead is, and what is to be done about it. */
    String line(MyLead lead) {
        String state = lead.accepted() ? "accepted" : "waits for your answer";
        String left = lead.left() == null ? "" : ", " + words(lead.left()) + " left";
        return link(lead.id(), lead.name(), lead.company(), lead.detail())
                + " (%s) – %s%s".formatted(lead.priority(), state, left);
    }

    private String line(LeadSummaryView lead) {
        String who =
                lead.repName() == null ? "" : ", with " + SlackText.escape(lead.repName(), NAME);
        return link(lead.id(), lead.name(), lead.company(), lead.email())
                + " – "
                + lead.status()
                + who;
    }

    /** What has become of a lead that somebody has put in. */
    String created(CreateLeadFromSlack.Outcome.Created created) {
        String id = created.lead().toString();
        String lead = "<%s/leads/%s|The lead>".formatted(base, id);
        String goes;
        if (created.holder() != null) {
            goes =
                    (created.merged() ? " is with " : " goes to ")
                            + SlackText.escape(created.holder(), NAME)
                            + ".";
        } else if (created.queue() != null) {
            goes = " waits in the queue " + SlackText.escape(created.queue(), NAME) + ".";
        } else {
            goes = " is taken in.";
        }
        return lead
                + goes
                + (created.merged() ? " It was known already; what is new was added." : "");
    }

    private String link(
            String id, @Nullable String name, @Nullable String company, @Nullable String other) {
        String called =
                Stream.of(name, company)
                        .filter(Objects::nonNull)
                        .map(text -> SlackText.escape(text, NAME))
                        .filter(text -> !text.isEmpty())
                        .reduce((first, second) -> first + " at " + second)
                        .or(() ->
                                Stream.ofNullable(other)
                                        .map(text -> SlackText.escape(text, NAME))
                                        .filter(text -> !text.isEmpty())
                                        .findFirst())
                        .orElse("Lead " + id.substring(Math.max(0, id.length() - 6)));
        // A bar would end the words of a link.
        return "<%s/leads/%s|%s>".formatted(base, id, called.replace('|', '/'));
    }

    private static String words(Duration time) {
        long minutes = Math.max(1, time.toMinutes());
        return minutes < 120 ? minutes + " min" : minutes / 60 + " h";
    }
}
