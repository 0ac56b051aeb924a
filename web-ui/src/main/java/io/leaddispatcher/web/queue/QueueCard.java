package io.leaddispatcher.web.queue;

import io.leaddispatcher.application.lead.Opening;
import io.leaddispatcher.application.queue.Dispute;
import io.leaddispatcher.application.queue.QueuedLeadView;
import io.leaddispatcher.domain.policy.Review;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Words;
import io.leaddispatcher.web.lead.LeadRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lead that waits.
 *
 * @param why what it waits for, as the decision said it
 * @param opening when somebody can be there for it; null when no clock tells
 * @param conflict what contradicts itself about it, in words; null when nothing does
 * @param sides between which somebody has to decide
 */
record QueueCard(
        LeadRow lead,
        When since,
        @Nullable String why,
        @Nullable String opening,
        @Nullable String conflict,
        List<Side> sides) {

    /**
     * One of those between which somebody has to decide.
     *
     * @param rep key of who gets the lead when it is decided so; null when that is open
     * @param give what the button says; null when there is none
     * @param decide what to say so that only this side holds
     * @param belongs what the button for that says
     */
    record Side(
            String name,
            String detail,
            @Nullable String rep,
            @Nullable String give,
            String decide,
            String belongs) {

        static Side of(Dispute.Side side, Review.ConflictType type, Words words) {
            return new Side(
                    side.name(),
                    side.name().equals(side.repName()) || side.repName() == null
                            ? side.key()
                            : words.say("queues.side.owner", side.repName()),
                    side.rep(),
                    side.repName() == null ? null : words.say("queues.side.give", side.repName()),
                    kind(type) + ":" + side.key(),
                    words.say("queues.side.belongs", side.name()));
        }

        private static String kind(Review.ConflictType type) {
            return switch (type) {
                case TWO_ACCOUNTS -> "account";
                case TWO_OWNERS -> "owner";
                case TWO_TERRITORIES -> "territory";
            };
        }
    }

    static QueueCard of(QueuedLeadView waiting, Words words) {
        Dispute dispute = waiting.dispute();
        return new QueueCard(
                LeadRow.of(waiting.lead(), words),
                words.when(waiting.since()),
                dispute == null ? why(waiting.waitsFor(), words) : null,
                opening(waiting.opening(), words),
                dispute == null ? null : words.name("conflict", dispute.type().name()),
                dispute == null
                        ? List.of()
                        : dispute.sides().stream()
                                .map(side -> Side.of(side, dispute.type(), words))
                                .toList());
    }

    private static @Nullable String why(@Nullable String waitsFor, Words words) {
        return waitsFor == null ? null : words.reason(waitsFor);
    }

    private static @Nullable String opening(@Nullable Opening opening, Words words) {
        return opening == null
                ? null
                : words.say(
                        "queues.opening",
                        opening.rep(),
                        words.dayAndTime(opening.at(), opening.zone()));
    }
}
