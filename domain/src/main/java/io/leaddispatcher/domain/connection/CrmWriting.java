package io.leaddispatcher.domain.connection;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is written to the records of a CRM beside owners and tasks. Nothing is written to a property
 * that nobody has named.
 *
 * @param properties the CRM's name of the property that takes each field
 * @param statuses the CRM's value for how a lead stands; without a value the status is left alone
 * @param note whether each run leaves a note that says why
 */
public record CrmWriting(
        Map<Field, String> properties, Map<Standing, String> statuses, boolean note) {

    public CrmWriting {
        properties = Maps.immutableEnumMap(properties);
        statuses = Maps.immutableEnumMap(statuses);
    }

    /** What can be written of a lead that somebody has. */
    public enum Field {
        RULE("rule"),
        TIER("tier"),
        POOL("pool"),
        PRIORITY("priority"),
        REP("rep"),
        RUN("run"),
        ASSIGNED_AT("assignedAt"),
        LEAD("lead"),
        STATUS("status");

        private final String word;

        Field(String word) {
            this.word = word;
        }

        /** The spelling in settings. */
        public String word() {
            return word;
        }
    }

    /** How a lead stands that somebody has. */
    public enum Standing {
        /** Offered to one rep, who has not accepted it yet. */
        ASSIGNED,
        ACCEPTED
    }

    /** The names of settings. */
    public static final String FIELDS = "writeFields";

    public static final String STATUS_VALUES = "statusValues";
    public static final String NOTE = "writeNote";

    /** Those of a connection; what is wrong in them counts as not there. */
    public static CrmWriting of(Map<String, ?> settings) {
        Map<Field, String> properties = new EnumMap<>(Field.class);
        for (Field field : Field.values()) {
            String property = text(settings.get(FIELDS), field.word());
            if (property != null) {
                properties.put(field, property);
            }
        }
        Map<Standing, String> statuses = new EnumMap<>(Standing.class);
        for (Standing standing : Standing.values()) {
            String value = text(settings.get(STATUS_VALUES), standing.name());
            if (value != null) {
                statuses.put(standing, value);
            }
        }
        return new CrmWriting(properties, statuses, Boolean.TRUE.equals(settings.get(NOTE)));
    }

    /** Whether it matters to the CRM that a rep has accepted a lead. */
    public boolean tellsAcceptance() {
        return properties.containsKey(Field.STATUS) && statuses.containsKey(Standing.ACCEPTED);
    }

    /**
     * What is written, by the CRM's names.
     *
     * @param values those that there are; the status is not among them
     */
    public Map<String, String> of(Map<Field, String> values, Standing standing) {
        ImmutableMap.Builder<String, String> written = ImmutableMap.builder();
        properties.forEach((field, property) -> {
            String value = field == Field.STATUS ? statuses.get(standing) : values.get(field);
            if (value != null) {
                written.put(property, value);
            }
        });
        return written.buildKeepingLast();
    }

    static ImmutableSet<String> fieldWords() {
        return Arrays.stream(Field.values())
                .map(Field::word)
                .collect(ImmutableSet.toImmutableSet());
    }

    static ImmutableSet<String> standingWords() {
        return Arrays.stream(Standing.values())
                .map(Standing::name)
                .collect(ImmutableSet.toImmutableSet());
    }

    private static @Nullable String text(@Nullable Object part, String name) {
        return part instanceof Map<?, ?> map
                        && map.get(name) instanceof String text
                        && !text.isBlank()
                ? text.strip()
                : null;
    }
}
