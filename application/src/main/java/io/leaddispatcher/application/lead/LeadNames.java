package io.leaddispatcher.application.lead;

import io.leaddispatcher.application.lead.port.LeadViews;
import io.leaddispatcher.domain.lead.LeadId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What leads are called in lists. */
public final class LeadNames {

    private LeadNames() {}

    /** By their names, else e-mail, else company; those of whom none may be told are left out. */
    public static Map<LeadId, String> of(List<LeadViews.Row> rows, SensitiveMask mask) {
        Map<LeadId, String> called = new LinkedHashMap<>();
        for (LeadViews.Row row : rows) {
            Optional.ofNullable(mask.name(row.name()))
                    .or(() -> Optional.ofNullable(mask.text("contact.email", row.email())))
                    .or(() -> Optional.ofNullable(mask.text("company.name", row.company())))
                    .ifPresent(name -> called.put(row.lead(), name));
        }
        return called;
    }
}
