package io.leaddispatcher.application.crm;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.crm.port.CrmFields;
import io.leaddispatcher.application.crm.port.CrmFields.Subject;
import io.leaddispatcher.domain.connection.ConnectionKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * From where in a CRM each field of a lead is read: what somebody has said, else what is usual. The
 * intake makes leads by it of the records that events name, and whoever tries a record is shown
 * what it would make.
 */
public final class LeadSources {

    /** The setting that a connection has while an event is read: paths by property. */
    private static final String MAPPINGS = "mappings";

    /** By path. */
    private final Map<String, String> mapped = new HashMap<>();

    private final CrmFields fields;

    /**
     * @param mappedFrom what somebody has said: paths by the property that is read
     */
    LeadSources(CrmFields fields, Map<String, String> mappedFrom) {
        this.fields = fields;
        mappedFrom.forEach((property, path) -> mapped.put(path, property));
    }

    /** As is said for a connection whose events are read. */
    public static LeadSources of(CrmFields fields, ConnectionAccess connection) {
        Map<String, String> mappedFrom = new TreeMap<>();
        if (connection.settings().get(MAPPINGS) instanceof Map<?, ?> map) {
            map.forEach((property, path) -> {
                if (property instanceof String from && path instanceof String to) {
                    mappedFrom.put(from, to);
                }
            });
        }
        return new LeadSources(fields, mappedFrom);
    }

    /**
     * What stands somewhere.
     *
     * @param subject whose property it is
     */
    record Found(String property, Subject subject, String value) {}

    /** What somebody has said for a path; null when nobody has. */
    @Nullable String mapped(String path) {
        return mapped.get(path);
    }

    /** From where a path is read without anybody saying so; null for nowhere. */
    @Nullable Source usual(String path) {
        for (Subject subject : Subject.values()) {
            for (var each : fields.usual(subject).entrySet()) {
                if (each.getValue().equals(path)) {
                    return new Source(each.getKey(), subject);
                }
            }
        }
        return null;
    }

    /** A property, and whose. */
    record Source(String property, Subject subject) {}

    /** What is to be asked of a record, or of a company. */
    public Set<String> properties(Subject subject) {
        Set<String> names = new HashSet<>(mapped.values());
        names.addAll(fields.usual(subject).keySet());
        if (subject == Subject.RECORD) {
            names.addAll(fields.withoutCompany().keySet());
        }
        return names;
    }

    /**
     * The lead that is made of a record.
     *
     * @param own what the record says
     * @param company what its company says; null when it has none, or it cannot be read for good
     */
    public Map<String, Object> lead(
            String record, Map<String, String> own, @Nullable Map<String, String> company) {
        return lead(record, in(own, company));
    }

    /** Its account is found by its company before all else. */
    public static void belongsTo(
            Map<String, Object> lead, ConnectionKey connection, String company) {
        put(lead, "company.externalIds", Map.of(connection.value(), company));
    }

    static Map<String, Object> lead(String record, Map<String, Found> found) {
        Map<String, Object> lead = new LinkedHashMap<>();
        lead.put("externalId", record);
        found.forEach((path, each) -> put(lead, path, each.value()));
        return lead;
    }

    private static void put(Map<String, Object> lead, String path, Object value) {
        int dot = path.indexOf('.');
        if (dot < 1 || dot == path.length() - 1) {
            return;
        }
        @SuppressWarnings("unchecked") // Only ever filled by the line itself.
        var part =
                (Map<String, Object>)
                        lead.computeIfAbsent(
                                path.substring(0, dot), _ -> new LinkedHashMap<String, Object>());
        part.put(path.substring(dot + 1), value);
    }

    /**
     * What they say, by path.
     *
     * @param company what the record's company says; null when it has none
     */
    Map<String, Found> in(Map<String, String> own, @Nullable Map<String, String> company) {
        Map<String, Found> found = new LinkedHashMap<>();
        find(fields.usual(Subject.RECORD), Subject.RECORD, own, found);
        if (company == null) {
            find(fields.withoutCompany(), Subject.RECORD, own, found);
        } else {
            find(fields.usual(Subject.ACCOUNT), Subject.ACCOUNT, company, found);
        }
        // Where the property that somebody has named says nothing, the usual one still counts.
        Map<String, Found> named = new LinkedHashMap<>();
        mapped.forEach((path, property) -> {
            find(Map.of(property, path), Subject.RECORD, own, named);
            if (company != null) {
                find(Map.of(property, path), Subject.ACCOUNT, company, named);
            }
        });
        found.putAll(named);
        return found;
    }

    private static void find(
            Map<String, String> sources,
            Subject subject,
            Map<String, String> values,
            Map<String, Found> found) {
        sources.forEach((property, path) -> {
            String value = values.get(property);
            if (value != null) {
                found.putIfAbsent(path, new Found(property, subject, value));
            }
        });
    }
}
