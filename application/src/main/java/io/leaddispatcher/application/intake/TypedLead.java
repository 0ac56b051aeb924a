package io.leaddispatcher.application.intake;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.Violation.Code;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.lead.LeadReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A lead body that a person has typed, who can mend what a program's lead would only tell of. */
public final class TypedLead {

    /** Where such a lead comes from, and by which channel: the pages. */
    static final String WEB = "web";

    /** By which a lead's timeline tells who put it in. */
    static final String SUBMITTED = "LEAD_SUBMITTED";

    private TypedLead() {}

    /**
     * Fails with {@link InvalidInputException} when something of it cannot be read. What is
     * required for routing may be missing, as in any lead.
     */
    public static void check(Map<String, ?> body, LeadReader reader) {
        List<Violation> wrong = new ArrayList<>();
        Violations violations = new Violations();
        reader.read(Part.root(body, violations))
                .ifPresent(read ->
                        read.issues().stream()
                                .filter(issue -> issue.code() != Code.REQUIRED)
                                .map(issue ->
                                        new Violation(
                                                issue.pointer(), issue.code(), issue.refusal()))
                                .forEach(wrong::add));
        wrong.addAll(violations.list());
        if (!wrong.isEmpty()) {
            throw new InvalidInputException(wrong);
        }
    }

    /**
     * The lead as it is handed in.
     *
     * @param key by which a repeat can be told
     * @param patience how long to wait for the routing; zero: not at all
     * @param also what else is kept with it; null: nothing
     */
    static SubmitLead.Command submission(
            Caller caller,
            String key,
            Map<String, ?> body,
            Instant now,
            Duration patience,
            SubmitLead.@Nullable Also also) {
        Map<String, Object> dated = new LinkedHashMap<>(body);
        // A person who was erased and is named again by hand comes anew.
        dated.put("receivedAt", now.toString());
        return new SubmitLead.Command(
                caller,
                new InboundEvent(
                        caller.tenant(),
                        null,
                        WEB,
                        key,
                        "text/plain",
                        // Without the time, by which a repeat would be something else.
                        body.toString().getBytes(StandardCharsets.UTF_8),
                        now),
                dated,
                patience,
                also);
    }
}
