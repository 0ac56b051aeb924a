package io.leaddispatcher.application.work;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.assignment.WorkActor;
import io.leaddispatcher.application.routing.Voice;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.RepKey;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody does something with a lead.
 *
 * @param document what is said about it: the body of the act's route in the API
 * @param channel by which it came: {@code slack}, {@code email}, {@code api}, {@code web}
 * @param assignment the offer that whoever acts was shown; null: whatever there is
 */
public record Act(
        Caller caller,
        LeadId lead,
        Map<String, ?> document,
        String channel,
        @Nullable UUID assignment) {

    /** By somebody who was shown no offer in particular. */
    public Act(Caller caller, LeadId lead, Map<String, ?> document, String channel) {
        this(caller, lead, document, channel, null);
    }

    /** As the timeline names whoever acts; a program acts in the name of this rep, if any. */
    Voice voice(@Nullable RepKey rep) {
        return new Voice(WorkActor.label(caller.actor(), rep), channel);
    }
}
