package io.leaddispatcher.web.sandbox;

import io.leaddispatcher.application.dispatch.SandboxMessageView;
import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.Initials;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Words;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message as a rep would see it: either a Slack card or a letter.
 *
 * @param lead the address of the lead it is about
 */
record MessageView(
        String id,
        String recipient,
        When at,
        @Nullable String lead,
        @Nullable List<SlackBlock> card,
        @Nullable Letter letter) {

    /**
     * @param body its lines, each in its pieces
     * @param links what can be pressed
     */
    record Letter(
            String from,
            String initials,
            String to,
            String subject,
            List<List<Piece>> body,
            List<Link> links) {}

    record Link(String text, String address) {}

    /**
     * @param names of reps and teams, by {@code rep:mia} or {@code team:emea}
     */
    static MessageView of(SandboxMessageView message, Map<String, String> names, Words words) {
        var sent = Tree.of(message.message());
        boolean slack = message.channel().equals("SLACK");
        return new MessageView(
                message.id(),
                message.recipient().equals(LEAD)
                        ? sent.text("to", LEAD)
                        : names.getOrDefault(
                                message.recipient(),
                                message.recipient().replaceFirst("^(?:rep|team):", "")),
                words.when(message.at()),
                message.leadId() == null ? null : "/leads/" + message.leadId(),
                slack ? SlackBlock.all(sent) : null,
                slack ? null : letter(sent, message.recipient()));
    }

    /** Who is written to in person. */
    private static final String LEAD = "lead";

    private static Letter letter(Tree mail, String recipient) {
        var links = links(mail);
        var from = mail.text("from", "Lead Dispatcher");
        return new Letter(
                from,
                Initials.of(from),
                mail.text("to", recipient),
                mail.text("subject", ""),
                mail.text("text", "")
                        .lines()
                        .filter(line -> links.stream().noneMatch(link -> spells(link, line)))
                        .map(Piece::ofPlainText)
                        .toList(),
                links);
    }

    /** What comes first in the mail comes first here. */
    private static List<Link> links(Tree mail) {
        var text = mail.text("text", "");
        return mail.tree("links").members().entrySet().stream()
                .map(link ->
                        new Link(String.valueOf(link.getKey()), String.valueOf(link.getValue())))
                .sorted(Comparator.comparingInt(link -> text.indexOf(link.text() + ": ")))
                .toList();
    }

    /** Where there is no mark-up a mail spells its links out. */
    private static boolean spells(Link link, String line) {
        return line.equals(link.text() + ": " + link.address());
    }
}
