package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.lead.LeadNeed;
import io.leaddispatcher.application.lead.LeadOrder;
import io.leaddispatcher.application.lead.LeadSummaryView;
import io.leaddispatcher.application.lead.ListLeadFilters;
import io.leaddispatcher.application.lead.ListLeadFilters.Choice;
import io.leaddispatcher.application.lead.port.LeadViews.Count;
import io.leaddispatcher.application.paging.Page;
import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.web.layout.Words;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The list of leads.
 *
 * @param live whether new leads belong on top of what is shown
 * @param saved the filters that the reader keeps
 * @param savable whether what is shown could be kept under a name
 * @param bulk what can be done with several at once; null: nothing
 * @param count how many there are, in words; null: nobody has counted
 * @param chips what narrows the list, one by one
 * @param filters what the list can be narrowed to
 * @param fromDay for the field of the form, which knows whole days only
 * @param sort the order, as the address says it
 * @param csv where the same leads can be downloaded
 * @param newest the address of the same list from its beginning
 * @param top the address of the same leads, the newest first
 * @param more the address of what follows; null at the end
 */
record LeadsView(
        LeadsFilter filter,
        List<LeadRow> rows,
        @Nullable String count,
        List<FilterChip> chips,
        ListLeadFilters.Filters filters,
        List<Choice> statuses,
        List<Choice> priorities,
        List<Choice> needs,
        List<Choice> orders,
        @Nullable LocalDate fromDay,
        @Nullable LocalDate toDay,
        String sort,
        boolean newestFirst,
        String csv,
        boolean narrowed,
        boolean live,
        List<SavedChip> saved,
        boolean savable,
        @Nullable BulkBar bulk,
        String newest,
        String top,
        @Nullable String more) {

    static LeadsView of(
            LeadsFilter filter,
            Page<LeadSummaryView> found,
            Optional<Count> counted,
            ListLeadFilters.Filters filters,
            List<SavedChip> saved,
            @Nullable BulkBar bulk,
            Words words) {
        return new LeadsView(
                filter,
                found.items().stream().map(lead -> LeadRow.of(lead, words)).toList(),
                LeadsCount.of(counted, words),
                FilterChip.all(filter, filters, words),
                filters,
                LeadsFilter.STATUSES.stream()
                        .map(status -> new Choice(status, words.name("status", status)))
                        .toList(),
                Arrays.stream(Priority.values())
                        .map(priority ->
                                new Choice(
                                        priority.name(), words.name("priority", priority.name())))
                        .toList(),
                Arrays.stream(LeadNeed.values())
                        .map(need -> new Choice(need.name(), words.say("leads.need." + need)))
                        .toList(),
                Arrays.stream(LeadOrder.values())
                        .map(order -> new Choice(order.word(), words.say("leads.sort." + order)))
                        .toList(),
                filter.fromDay(),
                filter.toDay(),
                filter.order().word(),
                filter.isNewestFirst(),
                filter.csv(),
                filter.narrows(),
                filter.cursor() == null && filter.isNewestFirst(),
                saved,
                filter.narrows() && saved.stream().noneMatch(SavedChip::chosen),
                bulk,
                filter.address((String) null),
                filter.in(LeadOrder.NEWEST_FIRST).address((String) null),
                found.next() == null ? null : filter.address(found.next()));
    }
}
