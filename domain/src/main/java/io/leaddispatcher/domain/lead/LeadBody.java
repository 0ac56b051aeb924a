package io.leaddispatcher.domain.lead;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.leaddispatcher.domain.field.FieldValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one event says about a lead, normalised: all of a new lead, some of a known one.
 *
 * @param kind null when the event does not say
 * @param receivedAt null when the event does not say
 * @param values by path: {@code contact.email}, {@code custom.gpuCount}, {@code
 *     company.externalIds.<connection>}
 */
public record LeadBody(
        @Nullable String externalId,
        @Nullable LeadKind kind,
        @Nullable Instant receivedAt,
        Map<String, FieldValue> values,
        List<Issue> issues) {

    public LeadBody {
        values = ImmutableMap.copyOf(values);
        issues = ImmutableList.copyOf(issues);
    }

    /** A new lead; {@code arrivedAt} counts when the event names no time of its own. */
    public Lead toLead(LeadId id, Instant arrivedAt) {
        Instant at = receivedAt == null ? arrivedAt : receivedAt;
        return new Lead(id, null, LeadKind.LEAD, at, ImmutableMap.of(), ImmutableList.of())
                .merge(this)
                .lead();
    }

    public Identity identity() {
        return Identity.of(externalId, values);
    }
}
