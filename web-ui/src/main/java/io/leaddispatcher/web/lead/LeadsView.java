package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.lead.FindLeads;
import io.leaddispatcher.application.lead.ListLeadFilters;
import io.leaddispatcher.application.lead.ListLeadFilters.Choice;
import io.leaddispatcher.web.layout.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The list of leads.
 *
 * @param live whether new leads belong on top of what is shown
 * @param newest the address of the same list from its beginning
 * @param more the address of what follows; null at the end
 */
record LeadsView(
        LeadsFilter filter,
        List<LeadRow> rows,
        List<Choice> statuses,
        List<Choice> reps,
        List<Choice> queues,
        boolean narrowed,
        boolean live,
        String newest,
        @Nullable String more) {

    static LeadsView of(
            LeadsFilter filter,
            FindLeads.Page found,
            ListLeadFilters.Filters filters,
            Words words) {
        return new LeadsView(
                filter,
                found.items().stream().map(lead -> LeadRow.of(lead, words)).toList(),
                LeadsFilter.STATUSES.stream()
                        .map(status -> new Choice(status, words.name("status", status)))
                        .toList(),
                filters.reps(),
                filters.queues(),
                filter.narrows(),
                filter.cursor() == null,
                filter.address(null),
                found.nextCursor() == null ? null : filter.address(found.nextCursor()));
    }
}
