package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.lead.FindLeads;
import io.leaddispatcher.application.lead.LeadNeed;
import io.leaddispatcher.application.lead.LeadOrder;
import io.leaddispatcher.application.lead.LeadTraits;
import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.web.list.Asked;
import io.leaddispatcher.web.list.ListAddress;
import io.leaddispatcher.web.list.ListBack;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * What the address of the list asks for. What it says and nobody knows is left out.
 *
 * @param zone in which the days begin and end: the reader's, as far as their browser says it
 */
record LeadsFilter(
        @Nullable String q,
        @Nullable String status,
        @Nullable String rep,
        @Nullable String team,
        @Nullable String queue,
        LeadTraits traits,
        @Nullable LeadNeed need,
        @Nullable FilterDay from,
        @Nullable FilterDay to,
        ZoneId zone,
        LeadOrder order,
        @Nullable String cursor) {

    static final List<String> STATUSES =
            List.of("NEW", "ASSIGNED", "QUEUED", "REJECTED", "COMPLETED");

    static LeadsFilter of(MultiValueMap<String, String> parameters) {
        var status = Asked.text(parameters, "status");
        return new LeadsFilter(
                Asked.text(parameters, "q"),
                status != null && STATUSES.contains(status) ? status : null,
                Asked.text(parameters, "rep"),
                Asked.text(parameters, "team"),
                Asked.text(parameters, "queue"),
                new LeadTraits(
                        Asked.text(parameters, "rule"),
                        Asked.text(parameters, "source"),
                        Asked.one(Priority.class, parameters, "priority"),
                        Asked.text(parameters, "pool")),
                need(Asked.text(parameters, "need")),
                FilterDay.read(Asked.text(parameters, "from")),
                FilterDay.read(Asked.text(parameters, "to")),
                Asked.zone(parameters, "zone"),
                order(Asked.text(parameters, "sort")),
                Asked.text(parameters, "cursor"));
    }

    static LeadsFilter of(Map<String, String> parts) {
        var parameters = new LinkedMultiValueMap<String, String>();
        parts.forEach(parameters::add);
        return of(parameters);
    }

    /** What an address of the list asks for that a form has brought back; all, when it is none. */
    static LeadsFilter ofAddress(@Nullable String address) {
        return of(ListBack.parameters(address));
    }

    FindLeads.Query query(Caller caller, int limit) {
        return new FindLeads.Query(
                caller,
                status,
                rep,
                queue,
                q,
                from == null ? null : from.begins(zone),
                to == null ? null : to.ends(zone),
                limit,
                cursor,
                need,
                team,
                traits,
                order);
    }

    /** For the field of the form, which knows whole days only. */
    @Nullable LocalDate fromDay() {
        return from == null ? null : from.day(zone);
    }

    @Nullable LocalDate toDay() {
        return to == null ? null : to.day(zone);
    }

    boolean isNewestFirst() {
        return order == LeadOrder.NEWEST_FIRST;
    }

    /** Narrowed by one thing less, from the beginning. */
    LeadsFilter without(String part) {
        Map<String, String> parts = parts();
        parts.remove(part);
        return of(parts).in(order);
    }

    /** The same leads in another order, from the beginning. */
    LeadsFilter in(LeadOrder other) {
        return new LeadsFilter(
                q, status, rep, team, queue, traits, need, from, to, zone, other, null);
    }

    boolean narrows() {
        return !parts().isEmpty();
    }

    /** What narrows the list, as its address names and says it. */
    Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        put(parts, "q", q);
        put(parts, "status", status);
        put(parts, "rep", rep);
        put(parts, "team", team);
        put(parts, "queue", queue);
        put(parts, "pool", traits.pool());
        put(parts, "rule", traits.rule());
        put(parts, "source", traits.source());
        put(parts, "priority", traits.priority());
        put(parts, "need", need);
        put(parts, "from", from);
        put(parts, "to", to);
        put(parts, "zone", from == null && to == null ? null : zone);
        return parts;
    }

    /** The address of this list from a place on; from its beginning without one. */
    String address(@Nullable String place) {
        return address(place == null ? Map.of() : Map.of("cursor", place));
    }

    /** Its address from the beginning, with something that the page is to tell. */
    String address(Map<String, String> more) {
        return at("/leads").with(more).text();
    }

    /** Where the same leads can be downloaded. */
    String csv() {
        return at("/leads/export").text();
    }

    private ListAddress at(String path) {
        return ListAddress.of(path)
                .with(parts())
                .with("sort", isNewestFirst() ? null : order.word());
    }

    private static void put(Map<String, String> parts, String name, @Nullable Object value) {
        if (value != null) {
            parts.put(name, value.toString());
        }
    }

    private static @Nullable LeadNeed need(@Nullable String text) {
        return text == null ? null : LeadNeed.of(text).orElse(null);
    }

    private static LeadOrder order(@Nullable String text) {
        return LeadOrder.of(text == null ? "" : text).orElse(LeadOrder.NEWEST_FIRST);
    }
}
