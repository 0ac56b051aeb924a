package io.leaddispatcher.application.intake;

import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.Violation.Code;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.lead.LeadReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A lead body that a person has typed, who can mend what a program's lead would only tell of. */
public final class TypedLead {

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
                                                issue.pointer(), issue.code(), issue.message()))
                                .forEach(wrong::add));
        wrong.addAll(violations.list());
        if (!wrong.isEmpty()) {
            throw new InvalidInputException(wrong);
        }
    }
}
