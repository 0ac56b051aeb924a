package io.leaddispatcher.web.settings;

import io.leaddispatcher.application.privacy.FindPerson.KnownLead;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Words;
import org.jspecify.annotations.Nullable;

/**
 * A lead of the person who was looked for.
 *
 * @param company null when it is not known
 */
record PersonRow(String id, String name, @Nullable String company, When received) {

    static PersonRow of(KnownLead lead, Words words) {
        return new PersonRow(
                lead.id().toString(),
                lead.name() == null || lead.name().isBlank()
                        ? words.say("lead.nameless")
                        : lead.name(),
                lead.company(),
                words.when(lead.receivedAt()));
    }
}
