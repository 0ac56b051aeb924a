package io.leaddispatcher.application.outcome;

import io.leaddispatcher.application.assignment.WorkActor;
import io.leaddispatcher.application.assignment.port.Assignments.Given;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.outcome.OutcomeEffects.Told;
import io.leaddispatcher.domain.lead.TimelineEntry;
import io.leaddispatcher.domain.outcome.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells in a lead's timeline what has come of it. */
final class OutcomeStory {

    private OutcomeStory() {}

    /** The entries, in order. */
    static List<Timeline.Entry> of(Told told) {
        Given given = told.given();
        List<Timeline.Entry> entries = new ArrayList<>();
        entries.add(entry(told, "OUTCOME_RECORDED", detail(told.outcome(), given)));
        if (told.outcome().type().concludes() && given != null && given.isHeld()) {
            entries.add(
                    entry(
                            told,
                            "ASSIGNMENT_COMPLETED",
                            Map.of(
                                    "assignment", given.offer().id().toString(),
                                    "rep", given.offer().rep().value(),
                                    "outcome", told.outcome().type().name())));
        }
        return entries;
    }

    private static Map<String, Object> detail(Outcome outcome, @Nullable Given given) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("type", outcome.type().name());
        detail.put("at", outcome.at().toString());
        if (given != null) {
            detail.put("rep", given.offer().rep().value());
        }
        if (outcome.amount() != null) {
            detail.put("amount", outcome.amount());
        }
        if (outcome.currency() != null) {
            detail.put("currency", outcome.currency());
        }
        if (outcome.reason() != null) {
            detail.put("reason", outcome.reason());
        }
        return detail;
    }

    private static Timeline.Entry entry(Told told, String type, Map<String, Object> detail) {
        return new Timeline.Entry(
                told.file().lead().id(),
                new TimelineEntry(
                        told.at(),
                        type,
                        WorkActor.label(
                                told.caller().actor(),
                                told.given() == null ? null : told.given().offer().rep()),
                        told.channel(),
                        detail));
    }
}
