package io.leaddispatcher.application.outreach;

import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.domain.lead.TimelineEntry;
import io.leaddispatcher.domain.sequence.SequenceRun;
import io.leaddispatcher.domain.sequence.SequenceStep;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells of sequences in the timelines of their leads. */
final class SequenceStory {

    private static final String SYSTEM = "system";

    private SequenceStory() {}

    static Timeline.Entry started(SequenceRun run, Instant at) {
        return entry(
                run,
                "SEQUENCE_STARTED",
                SYSTEM,
                Map.of("sequence", run.sequence().name(), "rep", run.rep().value()),
                at);
    }

    static Timeline.Entry moved(SequenceRun run, Instant at) {
        return entry(
                run,
                "SEQUENCE_MOVED",
                SYSTEM,
                Map.of("sequence", run.sequence().name(), "rep", run.rep().value()),
                at);
    }

    /**
     * @param skipped why nothing was done; null: it was done
     */
    static Timeline.Entry step(
            SequenceRun run, SequenceStep step, @Nullable String skipped, Instant at) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("sequence", run.sequence().name());
        detail.put("step", run.next() + 1);
        switch (step.action()) {
            case SequenceStep.Action.Email(var template) ->
                    detail.put("template", template.value());
            case SequenceStep.Action.Task(var what) -> detail.put("type", what.task().name());
        }
        if (skipped != null) {
            detail.put("skipped", skipped);
        }
        return entry(run, "SEQUENCE_STEP", SYSTEM, detail, at);
    }

    static Timeline.Entry stopped(SequenceRun run, String by, Instant at) {
        return entry(
                run,
                "SEQUENCE_STOPPED",
                by,
                Map.of(
                        "sequence", run.sequence().name(),
                        "reason", String.valueOf(run.reason())),
                at);
    }

    private static Timeline.Entry entry(
            SequenceRun run, String type, String by, Map<String, Object> detail, Instant at) {
        return new Timeline.Entry(run.lead(), new TimelineEntry(at, type, by, SYSTEM, detail));
    }
}
