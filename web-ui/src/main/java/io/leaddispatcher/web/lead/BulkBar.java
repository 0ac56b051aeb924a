package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.bulk.Deed;
import io.leaddispatcher.application.lead.ListLeadFilters;
import io.leaddispatcher.application.lead.ListLeadFilters.Choice;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.web.layout.Words;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the reader can do with several leads at once.
 *
 * @param deeds what can be done, by the word that the form sends
 * @param all whether the reader acts for others, and may give their leads to anybody
 */
record BulkBar(
        List<Choice> deeds,
        boolean all,
        List<Choice> reps,
        List<Choice> pools,
        List<Choice> queues) {

    /** What a rep may do with several at once: to whom others go is not for a rep to say. */
    private static final Set<Deed> OF_REPS = Set.of(Deed.RETURN, Deed.SPAM, Deed.REOPEN);

    /** Null when there is nothing that the reader can do. */
    static @Nullable BulkBar of(Actor actor, ListLeadFilters.Filters filters, Words words) {
        boolean all = actor.may(Permission.WORK_TEAM_LEADS);
        if (!all && (!actor.may(Permission.WORK_OWN_LEADS) || actor.ownRep().isEmpty())) {
            return null;
        }
        return new BulkBar(
                Stream.of(Deed.values())
                        .filter(deed -> all || OF_REPS.contains(deed))
                        .map(deed -> new Choice(deed.name(), words.say("bulk.deed." + deed)))
                        .toList(),
                all,
                filters.reps(),
                filters.pools(),
                filters.queues());
    }
}
