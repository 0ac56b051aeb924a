package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.lead.ListLeadFields;
import io.leaddispatcher.web.layout.Words;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A lead that somebody makes up to see what rules do with it. */
public final class MadeUpLead {

    private MadeUpLead() {}

    /** Its fields, all empty, as {@code lead/inputs} draws them. */
    public static List<?> inputs(ListLeadFields.Fields fields, Locale locale, Words words) {
        return new LeadInputs(LeadInputs.ASKED, fields.own(), locale, words)
                .groups(Map.of(), null, Map.of(), Set.of());
    }

    /** The field that a pointer into a lead body leads to, as its input is called. */
    public static String path(String pointer) {
        return LeadInputs.path(pointer);
    }
}
