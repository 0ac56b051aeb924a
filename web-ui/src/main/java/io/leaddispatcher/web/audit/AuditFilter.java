package io.leaddispatcher.web.audit;

import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.auditlog.port.AuditLog;
import io.leaddispatcher.web.list.Asked;
import io.leaddispatcher.web.list.ListAddress;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * What the address of the page asks for. What it says and nobody knows is left out.
 *
 * @param zone in which the days begin and end: the reader's, as far as their browser says it
 */
record AuditFilter(
        @Nullable String q,
        @Nullable String actor,
        @Nullable String action,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        ZoneId zone,
        @Nullable Long before) {

    static AuditFilter of(MultiValueMap<String, String> parameters) {
        var action = Asked.text(parameters, "action");
        var before = Asked.text(parameters, "before");
        return new AuditFilter(
                Asked.text(parameters, "q"),
                Asked.text(parameters, "actor"),
                action != null && AuditAction.of(action).isPresent() ? action : null,
                day(Asked.text(parameters, "from")),
                day(Asked.text(parameters, "to")),
                Asked.zone(parameters, "zone"),
                before != null && before.matches("[0-9]{1,18}") ? Long.valueOf(before) : null);
    }

    AuditLog.Filter wanted() {
        return new AuditLog.Filter(
                q,
                actor,
                action == null ? null : AuditAction.of(action).orElse(null),
                null,
                from == null ? null : from.atStartOfDay(zone).toInstant(),
                to == null ? null : to.plusDays(1).atStartOfDay(zone).toInstant());
    }

    boolean narrows() {
        return Stream.of(q, actor, action, from, to).anyMatch(part -> part != null);
    }

    /** The address of a page under this filter, from a place on; from its beginning without one. */
    String address(String path, @Nullable Long place) {
        return ListAddress.of(path)
                .with("q", q)
                .with("actor", actor)
                .with("action", action)
                .with("from", from)
                .with("to", to)
                .with("zone", from == null && to == null ? null : zone)
                .with("before", place)
                .text();
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        try {
            var day = text == null ? null : LocalDate.parse(text);
            return day == null || day.getYear() < 1900 || day.getYear() > 9000 ? null : day;
        } catch (DateTimeParseException _) {
            return null;
        }
    }
}
