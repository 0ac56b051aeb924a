package io.leaddispatcher.domain.lead;

import static io.leaddispatcher.domain.document.Violation.Code.OUT_OF_RANGE;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.leaddispatcher.domain.field.FieldValue;
import java.time.Duration;
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

    /** The clocks of senders differ from ours by less, unless they are wrong. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(5);

    private static final String LIES_AHEAD =
            "lies ahead of when the lead came in: rings wait from then on";

    public LeadBody {
        values = ImmutableMap.copyOf(values);
        issues = ImmutableList.copyOf(issues);
    }

    /**
     * A new lead; {@code arrivedAt} counts when the event names no time of its own. One that lies
     * ahead of it is believed, as the sender's word, and told of.
     */
    public Lead toLead(LeadId id, Instant arrivedAt) {
        Instant at = receivedAt == null ? arrivedAt : receivedAt;
        ImmutableList<Issue> ahead =
                at.isAfter(arrivedAt.plus(CLOCKS_APART))
                        ? ImmutableList.of(
                                Issue.at(LeadShape.RECEIVED_AT, OUT_OF_RANGE, LIES_AHEAD))
                        : ImmutableList.of();
        return new Lead(id, null, LeadKind.LEAD, at, ImmutableMap.of(), ahead).merge(this).lead();
    }

    public Identity identity() {
        return Identity.of(externalId, values);
    }
}
