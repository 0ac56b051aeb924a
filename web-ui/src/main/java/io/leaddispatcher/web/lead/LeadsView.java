package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.lead.LeadNeed;
import io.leaddispatcher.application.lead.LeadSummaryView;
import io.leaddispatcher.application.lead.ListLeadFilters;
import io.leaddispatcher.application.lead.ListLeadFilters.Choice;
import io.leaddispatcher.application.paging.Page;
import io.leaddispatcher.web.layout.Words;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The list of leads.
 *
 * @param live whether new leads belong on top of what is shown
 * @param saved the filters that the reader keeps
 * @param savable whether what is shown could be kept under a name
 * @param bulk what can be done with several at once; null: nothing
 * @param newest the address of the same list from its beginning
 * @param more the address of what follows; null at the end
 */
record LeadsView(
        LeadsFilter filter,
        List<LeadRow> rows,
        List<Choice> statuses,
        List<Choice> reps,
        List<Choice> queues,
        List<Choice> needs,
        boolean narrowed,
        boolean live,
        List<SavedChip> saved,
        boolean savable,
        @Nullable BulkBar bulk,
        String newest,
        @Nullable String more) {

    static LeadsView of(
            LeadsFilter filter,
            Page<LeadSummaryView> found,
            ListLeadFilters.Filters filters,
            List<SavedChip> saved,
            @Nullable BulkBar bulk,
            Words words) {
        return new LeadsView(
                filter,
                found.items().stream().map(lead -> LeadRow.of(lead, words)).toList(),
                LeadsFilter.STATUSES.stream()
                        .map(status -> new Choice(status, words.name("status", status)))
                        .toList(),
                filters.reps(),
                filters.queues(),
                Arrays.stream(LeadNeed.values())
                        .map(need -> new Choice(need.name(), words.say("leads.need." + need)))
                        .toList(),
                filter.narrows(),
                filter.cursor() == null,
                saved,
                filter.narrows() && saved.stream().noneMatch(SavedChip::chosen),
                bulk,
                filter.address((String) null),
                found.next() == null ? null : filter.address(found.next()));
    }
}
