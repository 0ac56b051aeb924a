package io.leaddispatcher.domain.lead;

import static io.leaddispatcher.domain.field.FieldType.GEO;
import static io.leaddispatcher.domain.field.FieldType.NUMBER;
import static io.leaddispatcher.domain.field.FieldType.TEXT;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.leaddispatcher.domain.field.FieldType;
import org.jspecify.annotations.Nullable;

/** The properties of a lead body, and where a value stands in it. */
final class LeadShape {

    static final String EXTERNAL_ID = "externalId";
    static final String KIND = "kind";
    static final String RECEIVED_AT = "receivedAt";
    static final String CUSTOM = "custom";
    static final String COMPANY = "company";

    /** An object: the company's id in the CRM, by key of the connection. */
    static final String EXTERNAL_IDS = "externalIds";

    static final String EMAIL = "contact.email";
    static final String PHONE = "contact.phone";
    static final String DOMAIN = "company.domain";
    static final String COMPANY_NAME = "company.name";
    static final String COUNTRY = "company.country";
    static final String STATE = "company.state";

    /** What says nothing without its country. */
    static final ImmutableSet<String> PLACE =
            ImmutableSet.of(STATE, "company.postalCode", "company.city", "company.geo");

    static final String MESSAGE = "lead.message";
    static final String LANGUAGE = "lead.language";
    static final String CURRENCY = "lead.currency";
    static final String TIME_ZONE = "lead.timeZone";
    static final String RECEIVED_AT_PATH = "lead.receivedAt";
    static final String EXTERNAL_IDS_PREFIX = COMPANY + "." + EXTERNAL_IDS + ".";

    /** By section, the type of each property. */
    static final ImmutableMap<String, ImmutableMap<String, FieldType>> SECTIONS =
            ImmutableMap.of(
                    "contact",
                    texts("email", "firstName", "lastName", "phone", "title", "preferredChannel")
                            .buildOrThrow(),
                    COMPANY,
                    texts("name", "domain", "country", "state", "postalCode", "city", "industry")
                            .put("employees", NUMBER)
                            .put("annualRevenue", NUMBER)
                            .put("geo", GEO)
                            .buildOrThrow(),
                    "lead",
                    texts("source", "campaign", "type", "intent", "product", "language")
                            .putAll(texts("currency", "timeZone", "urgency", "message").build())
                            .put("score", NUMBER)
                            .put("estimatedValue", NUMBER)
                            .buildOrThrow(),
                    "meeting",
                    texts("host", "type").buildOrThrow());

    /** What an answer has besides the body; sent back, it means nothing. */
    static final ImmutableSet<String> READ_ONLY =
            ImmutableSet.of(
                    "id",
                    "status",
                    "assignment",
                    "assignments",
                    "queueKey",
                    "ruleId",
                    "tier",
                    "priority",
                    "rejectReason",
                    "arrivedAt",
                    "account",
                    "issues",
                    "blocker",
                    "waitsFor",
                    "clocks",
                    "handoffs",
                    "meetings",
                    "sequence",
                    "crm",
                    "nextRingAt",
                    "merged");

    private LeadShape() {}

    /** The type of a standard property; null when there is none at this path. */
    static @Nullable FieldType type(String path) {
        int dot = path.indexOf('.');
        return SECTIONS.getOrDefault(path.substring(0, dot), ImmutableMap.of())
                .get(path.substring(dot + 1));
    }

    /** RFC 6901 pointer of the value at a path such as {@code custom.gpuCount}. */
    static String pointer(String path) {
        if (path.startsWith(EXTERNAL_IDS_PREFIX)) {
            String connection = path.substring(EXTERNAL_IDS_PREFIX.length());
            return "/company/externalIds/" + connection;
        }
        // Keys of custom fields may hold dots, so only the first one parts.
        return "/" + path.replaceFirst("\\.", "/");
    }

    private static ImmutableMap.Builder<String, FieldType> texts(String... names) {
        ImmutableMap.Builder<String, FieldType> types = ImmutableMap.builder();
        for (String name : names) {
            types.put(name, TEXT);
        }
        return types;
    }
}
