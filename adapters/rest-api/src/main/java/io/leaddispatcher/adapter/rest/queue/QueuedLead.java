package io.leaddispatcher.adapter.rest.queue;

import io.leaddispatcher.application.queue.Dispute;
import io.leaddispatcher.application.queue.QueuedLeadView;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A lead that waits, as the API shows it. */
final class QueuedLead {

    private QueuedLead() {}

    static Map<String, @Nullable Object> of(QueuedLeadView waiting) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>(waiting.lead().document());
        shown.put("waitsSince", waiting.since().toString());
        shown.put("waitsFor", waiting.waitsFor());
        shown.put("opening", opening(waiting));
        shown.put("conflict", waiting.dispute() == null ? null : conflict(waiting.dispute()));
        return shown;
    }

    private static @Nullable Map<String, Object> opening(QueuedLeadView waiting) {
        return waiting.opening() == null
                ? null
                : Map.of(
                        "rep", waiting.opening().rep(),
                        "at", waiting.opening().at().toString(),
                        "timeZone", waiting.opening().zone().getId());
    }

    private static Map<String, Object> conflict(Dispute dispute) {
        return Map.of(
                "type", dispute.type().name(),
                "why", dispute.why(),
                "sides", dispute.sides().stream().map(QueuedLead::side).toList());
    }

    private static Map<String, @Nullable Object> side(Dispute.Side side) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("key", side.key());
        shown.put("name", side.name());
        shown.put("rep", side.rep());
        return shown;
    }
}
