package io.leaddispatcher.domain.routing;

import io.leaddispatcher.domain.field.Facts;
import io.leaddispatcher.domain.field.FieldValue.Items;
import io.leaddispatcher.domain.segment.SegmentKey;
import java.util.List;

/** The segments that a lead is in. */
public final class LeadSegments {

    private LeadSegments() {}

    /** As a decision sees the lead. */
    public static List<SegmentKey> of(RoutingConfiguration configuration, LeadContext context) {
        return configuration.segments().isEmpty()
                ? List.of()
                : of(new LeadFacts(configuration, context, context.lead().receivedAt()));
    }

    static List<SegmentKey> of(Facts facts) {
        return facts.value("segment")
                .map(found ->
                        found instanceof Items(var keys)
                                ? keys.stream().map(SegmentKey::new).toList()
                                : List.<SegmentKey>of())
                .orElse(List.of());
    }
}
