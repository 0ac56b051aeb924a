package io.leaddispatcher.application.assignment;

import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An assignment in the answer to whoever put the lead in. */
public final class AssignmentAnswer {

    private AssignmentAnswer() {}

    /** Of those who were asked at once nobody has it yet: {@code repKey} is null then. */
    public static Map<String, @Nullable Object> of(Offer offer) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("id", offer.id().toString());
        shown.put("repKey", offer.broadcast() ? null : offer.rep().value());
        shown.put("poolKey", offer.pool() == null ? null : offer.pool().value());
        shown.put("ruleId", offer.ruleId());
        shown.put("tier", offer.tier());
        shown.put("priority", offer.priority().name());
        if (offer.broadcast()) {
            shown.put("broadcast", true);
        }
        return shown;
    }
}
