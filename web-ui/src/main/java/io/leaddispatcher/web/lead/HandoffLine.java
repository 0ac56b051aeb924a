package io.leaddispatcher.web.lead;

import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Words;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a lead was handed off, with what those were told who got it.
 *
 * @param facts of the summary, in an order of ours
 * @param back by whom and why it was given back, in words; null when it was not
 */
record HandoffLine(
        String to,
        String by,
        @Nullable When at,
        String state,
        String tone,
        @Nullable String reason,
        List<LeadView.Fact> facts,
        @Nullable String back) {

    private static final List<String> ORDER =
            List.of("notes", "productInterest", "history", "source", "campaign");

    /** Oldest first, as they were told one after the other. */
    static List<HandoffLine> all(Tree lead, Names names, Words words) {
        return lead.trees("handoffs").stream().map(each -> of(each, names, words)).toList();
    }

    private static HandoffLine of(Tree handoff, Names names, Words words) {
        String state = handoff.text("state", "CLOSED");
        Tree summary = handoff.tree("summary");
        Tree returned = handoff.tree("returned");
        return new HandoffLine(
                words.name("handoff", handoff.text("type")),
                names.actor(handoff.text("by")),
                words.whenOrNull(handoff.instant("at")),
                words.name("handoff.state", state),
                switch (state) {
                    case "WAITING", "RETURNED" -> "warn";
                    case "TAKEN" -> "good";
                    default -> "";
                },
                handoff.text("reason"),
                Stream.concat(
                                ORDER.stream(),
                                summary.members().keySet().stream()
                                        .map(String::valueOf)
                                        .filter(name -> !ORDER.contains(name))
                                        .sorted())
                        .flatMap(name ->
                                Stream.ofNullable(summary.text(name))
                                        .map(said ->
                                                new LeadView.Fact(
                                                        words.name("summary", name),
                                                        said,
                                                        null,
                                                        null)))
                        .toList(),
                returned.isEmpty()
                        ? null
                        : words.say(
                                "lead.handoff.back",
                                names.actor(returned.text("by")),
                                returned.text("reason", "")));
    }
}
