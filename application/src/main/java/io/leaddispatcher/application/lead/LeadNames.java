package io.leaddispatcher.application.lead;

import io.leaddispatcher.application.lead.port.LeadViews;
import io.leaddispatcher.domain.lead.LeadId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What leads are called in lists. */
public final class LeadNames {

    private LeadNames() {}

    /** Those of whom nothing may be told, or is known, are left out. */
    public static Map<LeadId, String> of(List<LeadViews.Row> rows, SensitiveMask mask) {
        Map<LeadId, String> called = new LinkedHashMap<>();
        for (LeadViews.Row row : rows) {
            String name = called(row, mask);
            if (name != null) {
                called.put(row.lead(), name);
            }
        }
        return called;
    }

    /** The person, else how to reach them, else the company. */
    public static @Nullable String called(LeadViews.Row row, SensitiveMask mask) {
        String person = person(row, mask);
        return person == null ? mask.text("company.name", row.company()) : person;
    }

    /** The person, else how to reach them. Null: of whom no more than a company is known. */
    public static @Nullable String person(LeadViews.Row row, SensitiveMask mask) {
        String name = mask.name(row.name());
        return name == null ? reach(row, mask) : name;
    }

    /** The e-mail address, else the phone number. */
    public static @Nullable String reach(LeadViews.Row row, SensitiveMask mask) {
        String email = mask.text("contact.email", row.email());
        return email == null ? mask.text("contact.phone", phone(row)) : email;
    }

    static @Nullable String phone(LeadViews.Row row) {
        return row.document().get("contact") instanceof Map<?, ?> contact
                        && contact.get("phone") instanceof String phone
                ? phone
                : null;
    }
}
