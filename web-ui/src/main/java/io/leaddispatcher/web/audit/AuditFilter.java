package io.leaddispatcher.web.audit;

import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.auditlog.port.AuditLog;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

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
        var action = text(parameters, "action");
        var before = text(parameters, "before");
        return new AuditFilter(
                text(parameters, "q"),
                text(parameters, "actor"),
                action != null && AuditAction.of(action).isPresent() ? action : null,
                day(text(parameters, "from")),
                day(text(parameters, "to")),
                zone(text(parameters, "zone")),
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
        var address = UriComponentsBuilder.fromPath(path);
        add(address, "q", q);
        add(address, "actor", actor);
        add(address, "action", action);
        add(address, "from", from);
        add(address, "to", to);
        add(address, "zone", from == null && to == null ? null : zone);
        add(address, "before", place);
        return address.encode().build().toUriString();
    }

    private static void add(UriComponentsBuilder address, String name, @Nullable Object value) {
        if (value != null) {
            address.queryParam(name, "{" + name + "}").uriVariables(Map.of(name, value));
        }
    }

    private static @Nullable String text(MultiValueMap<String, String> parameters, String name) {
        var text = parameters.getFirst(name);
        return text == null || text.isBlank() || text.indexOf(0) >= 0 ? null : text.strip();
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        try {
            var day = text == null ? null : LocalDate.parse(text);
            return day == null || day.getYear() < 1900 || day.getYear() > 9000 ? null : day;
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
}
