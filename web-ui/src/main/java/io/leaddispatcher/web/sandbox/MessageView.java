package io.leaddispatcher.web.sandbox;

import io.leaddispatcher.application.dispatch.SandboxMessageView;
import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Words;
import java.util.List;
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
     */
    record Letter(
            String from, String initials, String to, String subject, List<List<Piece>> body) {}

    static MessageView of(SandboxMessageView message, Words words) {
        var sent = Tree.of(message.message());
        boolean slack = message.channel().equals("SLACK");
        return new MessageView(
                message.id(),
                message.recipient(),
                words.when(message.at()),
                message.leadId() == null ? null : "/leads/" + message.leadId(),
                slack ? SlackBlock.all(sent) : null,
                slack ? null : letter(sent, message.recipient()));
    }

    private static Letter letter(Tree mail, String recipient) {
        var from = mail.text("from", "Lead Dispatcher");
        return new Letter(
                from,
                Words.initials(from),
                mail.text("to", recipient),
                mail.text("subject", ""),
                mail.text("text", "").lines().map(Piece::ofPlainText).toList());
    }
}
