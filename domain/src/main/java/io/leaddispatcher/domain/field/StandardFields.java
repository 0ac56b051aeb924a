package io.leaddispatcher.domain.field;

import static io.leaddispatcher.domain.field.FieldType.BOOLEAN;
import static io.leaddispatcher.domain.field.FieldType.DATE;
import static io.leaddispatcher.domain.field.FieldType.DATETIME;
import static io.leaddispatcher.domain.field.FieldType.GEO;
import static io.leaddispatcher.domain.field.FieldType.LIST;
import static io.leaddispatcher.domain.field.FieldType.NUMBER;
import static io.leaddispatcher.domain.field.FieldType.TEXT;

import com.google.common.collect.ImmutableMap;

/** The fields that every workspace has, in the order in which people look for them. */
final class StandardFields {

    /** What is known of a clock in some zone, after {@code time.lead.} and the like. */
    static final ImmutableMap<String, FieldType> CLOCK =
            ImmutableMap.of("weekday", TEXT, "hour", NUMBER, "time", TEXT, "date", DATE);

    /** What is known of a team's clock, after {@code time.team.<key>.}. */
    static final ImmutableMap<String, FieldType> TEAM_CLOCK =
            ImmutableMap.<String, FieldType>builder().put("open", BOOLEAN).putAll(CLOCK).build();

    static final ImmutableMap<String, FieldType> TYPES = types();

    private StandardFields() {}

    private static ImmutableMap<String, FieldType> types() {
        ImmutableMap.Builder<String, FieldType> types = ImmutableMap.builder();
        put(types, TEXT, "externalId", "kind");
        put(types, TEXT, "contact.email", "contact.firstName", "contact.lastName");
        put(types, TEXT, "contact.phone", "contact.title", "contact.preferredChannel");
        put(types, TEXT, "company.name", "company.domain", "company.country", "company.state");
        put(types, TEXT, "company.postalCode", "company.city", "company.industry");
        put(types, NUMBER, "company.employees", "company.annualRevenue");
        put(types, GEO, "company.geo");
        put(types, TEXT, "lead.source", "lead.campaign", "lead.type", "lead.intent");
        put(types, TEXT, "lead.product", "lead.language");
        put(types, NUMBER, "lead.score", "lead.estimatedValue");
        put(types, TEXT, "lead.currency", "lead.timeZone", "lead.urgency", "lead.message");
        put(types, DATETIME, "lead.receivedAt");
        put(types, TEXT, "meeting.host", "meeting.type");
        put(types, BOOLEAN, "account.exists");
        put(types, TEXT, "account.owner", "account.segment");
        put(types, LIST, "account.lists", "territory", "segment");
        put(types, TEXT, "history.previousOwner");
        put(types, BOOLEAN, "history.openAssignment");
        put(types, DATETIME, "history.lastTouchAt");
        CLOCK.forEach((name, type) -> types.put("time.lead." + name, type));
        CLOCK.forEach((name, type) -> types.put("time.utc." + name, type));
        return types.buildOrThrow();
    }

    private static void put(
            ImmutableMap.Builder<String, FieldType> types, FieldType type, String... paths) {
        for (String path : paths) {
            types.put(path, type);
        }
    }
}
