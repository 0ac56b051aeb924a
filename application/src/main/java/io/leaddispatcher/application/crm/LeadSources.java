package io.leaddispatcher.application.crm;

import io.leaddispatcher.application.crm.port.CrmFields;
import io.leaddispatcher.application.crm.port.CrmFields.Subject;
import io.leaddispatcher.application.crm.port.CrmRecords.CrmRecord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From where in a CRM each field of a lead is read: what somebody has said, else what is usual.
 * Applied to a record as it is to those that events name.
 */
final class LeadSources {

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
    Set<String> properties(Subject subject) {
        Set<String> names = new HashSet<>(mapped.values());
        names.addAll(fields.usual(subject).keySet());
        if (subject == Subject.RECORD) {
            names.addAll(fields.withoutCompany().keySet());
        }
        return names;
    }

    /**
     * What they say, by path.
     *
     * @param company what the record's company says; null when it has none
     */
    Map<String, Found> in(CrmRecord record, @Nullable Map<String, String> company) {
        Map<String, Found> found = new LinkedHashMap<>();
        Map<String, String> own = record.properties();
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
