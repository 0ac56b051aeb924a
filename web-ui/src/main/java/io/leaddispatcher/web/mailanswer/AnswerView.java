package io.leaddispatcher.web.mailanswer;

import io.leaddispatcher.application.mailanswer.MailStanding;
import io.leaddispatcher.application.mailanswer.MailStanding.Told;
import io.leaddispatcher.application.maillink.MailAct;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.web.layout.WhyNot;
import io.leaddispatcher.web.layout.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What a link from a mail shows.
 *
 * @param kind for tests and colours
 * @param told the lead, in the words of the mail; null when nothing may be told
 * @param lead where to read more, after a log-in
 * @param act what the form does; null when there is nothing to do
 * @param status of the answer to somebody who looks
 */
record AnswerView(
        String kind,
        String title,
        String text,
        @Nullable Told told,
        @Nullable LeadId lead,
        @Nullable MailAct act,
        HttpStatus status) {

    /** Why leads are declined most often. */
    public List<String> getDeclines() {
        return WhyNot.DECLINED;
    }

    static AnswerView of(MailStanding standing, Words words) {
        return switch (standing) {
            case MailStanding.Open(var act, var told) ->
                    new AnswerView(
                            "open",
                            words.say("answer." + act),
                            words.say("answer." + act + ".text"),
                            told,
                            told.lead(),
                            act,
                            HttpStatus.OK);
            case MailStanding.Accepted(var told) -> known("accepted", told, words);
            case MailStanding.Declined(var told) -> known("declined", told, words);
            case MailStanding.Withdrawn(var told) -> known("withdrawn", told, words);
            case MailStanding.Full(var told) -> known("full", told, words);
            case MailStanding.Taken(var told, var holder) ->
                    new AnswerView(
                            "taken",
                            words.say("answer.taken", holder),
                            words.say("answer.taken.text"),
                            told,
                            told.lead(),
                            null,
                            HttpStatus.OK);
            case MailStanding.Expired(var lead) -> bare("expired", lead, HttpStatus.GONE, words);
            case MailStanding.Gone() -> bare("gone", null, HttpStatus.NOT_FOUND, words);
            case MailStanding.Forged() -> bare("forged", null, HttpStatus.NOT_FOUND, words);
            case MailStanding.TooMany _ ->
                    bare("too-many", null, HttpStatus.TOO_MANY_REQUESTS, words);
        };
    }

    private static AnswerView known(String kind, Told told, Words words) {
        return new AnswerView(
                kind,
                words.say("answer." + kind),
                words.say("answer." + kind + ".text"),
                told,
                told.lead(),
                null,
                HttpStatus.OK);
    }

    private static AnswerView bare(
            String kind, @Nullable LeadId lead, HttpStatus status, Words words) {
        return new AnswerView(
                kind,
                words.say("answer." + kind),
                words.say("answer." + kind + ".text"),
                null,
                lead,
                null,
                status);
    }
}
