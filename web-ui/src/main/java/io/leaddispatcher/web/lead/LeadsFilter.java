package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.lead.FindLeads;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What the address of the list asks for. What it says and nobody knows is left out.
 *
 * @param zone in which the days begin and end: the reader's, as far as their browser says it
 */
record LeadsFilter(
        @Nullable String q,
        @Nullable String status,
        @Nullable String rep,
        @Nullable String queue,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        ZoneId zone,
        @Nullable String cursor) {

    static final List<String> STATUSES =
            List.of("NEW", "ASSIGNED", "QUEUED", "REJECTED", "COMPLETED");

    static LeadsFilter of(MultiValueMap<String, String> parameters) {
        var status = text(parameters, "status");
        return new LeadsFilter(
                text(parameters, "q"),
                status != null && STATUSES.contains(status) ? status : null,
                text(parameters, "rep"),
                text(parameters, "queue"),
                day(text(parameters, "from")),
                day(text(parameters, "to")),
                zone(text(parameters, "zone")),
                text(parameters, "cursor"));
    }

    FindLeads.Query query(Caller caller, int limit) {
        return new FindLeads.Query(
                caller,
                status,
                rep,
                queue,
                q,
                from == null ? null : start(from, zone),
                to == null ? null : start(to.plusDays(1), zone),
                limit,
                cursor);
    }

    boolean narrows() {
        return Stream.of(q, status, rep, queue, from, to).anyMatch(part -> part != null);
    }

    /** The address of this list from a place on; from its beginning without one. */
    String address(@Nullable String place) {
        var address = UriComponentsBuilder.fromPath("/leads");
        add(address, "q", q);
        add(address, "status", status);
        add(address, "rep", rep);
        add(address, "queue", queue);
        add(address, "from", from);
        add(address, "to", to);
        add(address, "zone", from == null && to == null ? null : zone);
        add(address, "cursor", place);
        return address.encode().build().toUriString();
    }

    private static void add(UriComponentsBuilder address, String name, @Nullable Object value) {
        if (value != null) {
            address.queryParam(name, "{" + name + "}").uriVariables(Map.of(name, value));
        }
    }

    private static @Nullable String text(MultiValueMap<String, String> parameters, String name) {
        var text = parameters.getFirst(name);
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException _) {
            return null;
        }
    }

    private static ZoneId zone(@Nullable String text) {
        try {
            return text == null ? ZoneOffset.UTC : ZoneId.of(text);
        } catch (DateTimeException _) {
            return ZoneOffset.UTC;
        }
    }

    private static Instant start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }
}
