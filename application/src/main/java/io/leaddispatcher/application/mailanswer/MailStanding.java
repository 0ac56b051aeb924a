package io.leaddispatcher.application.mailanswer;

import io.leaddispatcher.application.maillink.MailAct;
import io.leaddispatcher.domain.lead.LeadId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What somebody gets to see who follows a link from a mail. */
public sealed interface MailStanding {

    /**
     * The lead, in the words of the mail.
     *
     * @param name who raised a hand; the reference when no name may be told
     */
    record Told(LeadId lead, String reference, String name, @Nullable String company) {}

    /** It waits for the answer. */
    record Open(MailAct act, Told lead) implements MailStanding {}

    /** The rep has it. */
    record Accepted(Told lead) implements MailStanding {}

    /** The rep has declined it. */
    record Declined(Told lead) implements MailStanding {}

    /** Another rep has it, who is called so. */
    record Taken(Told lead, String holder) implements MailStanding {}

    /** It is no longer offered to the rep, and nobody has it. */
    record Withdrawn(Told lead) implements MailStanding {}

    /** The rep has as many leads as the rep may have. */
    record Full(Told lead) implements MailStanding {}

    /** There is no such lead any more, or no such rep, or the workspace is closed. */
    record Gone() implements MailStanding {}

    record Expired(LeadId lead) implements MailStanding {}

    /** We have not made it. */
    record Forged() implements MailStanding {}

    record TooMany(Duration retryAfter) implements MailStanding {}
}
