package io.leaddispatcher.adapter.slack;

import io.leaddispatcher.application.dispatch.CardNow;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Says what has become of an offer. */
final class FateWords {

    private static final int NAME = 200;

    private FateWords() {}

    static String of(CardNow now, ZoneId zone) {
        String rep = SlackText.escape(now.rep(), NAME);
        String what =
                switch (now.state()) {
                    case OFFERED -> "Offered to " + rep + ".";
                    case ACCEPTED ->
                            "Accepted by "
                                    + rep
                                    + " "
                                    + Elements.date(now.at(), zone)
                                    + "."
                                    + handedOff(now.giver());
                    case DECLINED -> "Declined by " + rep + ".";
                    case EXPIRED -> "The offer to " + rep + " is over.";
                    case RETURNED -> "Returned by " + rep + ".";
                    case REASSIGNED -> "No longer with " + rep + ".";
                    case COMPLETED -> "Completed by " + rep + ".";
                };
        return now.state().isActive() || now.holder() == null
                ? what
                : what + " " + SlackText.escape(now.holder(), NAME) + " has this lead.";
    }

    private static String handedOff(@Nullable String giver) {
        return giver == null ? "" : " Handed off by " + SlackText.escape(giver, NAME) + ".";
    }
}
