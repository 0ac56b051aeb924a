package io.leaddispatcher.domain.analysis;

import com.google.common.collect.ImmutableSet;
import java.util.Set;

/**
 * The values that a field of a CRM takes, from which a field of leads is read.
 *
 * @param crm what the CRM is called
 * @param field as the CRM calls it
 * @param values in the CRM's order; texts that differ in case alone are one
 */
public record Picklist(String crm, String field, Set<String> values) {

    public Picklist {
        values = ImmutableSet.copyOf(values);
    }
}
