package io.leaddispatcher.adapter.slack;

import io.leaddispatcher.application.slack.SlackAnswer;

/** What somebody who pressed something is told, in mark-up. */
final class SlackWords {

    static final String FAILED = "That did not work. Please press again.";

    private static final int NAME = 200;

    private SlackWords() {}

    /** Empty when there is nothing to say: the message itself shows it. */
    static String of(SlackAnswer answer) {
        return switch (answer) {
            case SlackAnswer.Done _ -> "";
            case SlackAnswer.Snoozed(var until, var zone) ->
                    "You will be reminded " + Elements.date(until, zone) + ".";
            case SlackAnswer.NotYours(var holder) ->
                    holder == null
                            ? "Nobody has this lead any more, and nothing has changed."
                            : SlackText.escape(holder, NAME) + " has this lead.";
            case SlackAnswer.Superseded _ ->
                    "You have this lead. There is a later message about it: use the buttons there.";
            case SlackAnswer.Unknown _ -> "There is no such lead any more.";
            case SlackAnswer.Accepted(var holder) ->
                    SlackText.escape(holder, NAME)
                            + " has accepted this lead. Reassign it to pass it on.";
            case SlackAnswer.Full(var rep) ->
                    SlackText.escape(rep, NAME) + " has no room for another lead.";
            case SlackAnswer.Locked(var until, var zone) ->
                    "This lead stays where it is until " + Elements.date(until, zone) + ".";
            case SlackAnswer.NobodyLeft _ -> "Nobody is left who could take this lead.";
            case SlackAnswer.Over _ -> "There is nothing to do for this lead at the moment.";
        };
    }
}
