package io.leaddispatcher.web.lead;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is sent to merge two leads. */
final class MergeForm {

    static final String STATUS = "status";
    static final String HOLDER = "assignment.repKey";

    private MergeForm() {}

    /** What the field is called that says what was seen of a lead. */
    static String was(String lead, String path) {
        return "was.%s.%s".formatted(lead, path);
    }

    /**
     * As the use case reads it.
     *
     * @param lead the id of the one that ends
     * @param into the id of the one that goes on
     */
    static Map<String, Object> document(
            String lead, String into, LeadInputs inputs, Map<String, String> sent) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("into", into);
        document.put(
                "was", Map.of("lead", seen(lead, inputs, sent), "into", seen(into, inputs, sent)));
        String reason = sent.getOrDefault("reason", "").strip();
        if (!reason.isEmpty()) {
            document.put("reason", reason);
        }
        return document;
    }

    private static Map<String, Object> seen(
            String lead, LeadInputs inputs, Map<String, String> sent) {
        Map<String, Object> seen = new LinkedHashMap<>();
        for (String path : inputs.paths()) {
            String value = sent.get(was(lead, path));
            if (value != null) {
                LeadInputs.put(seen, path, inputs.typed(path, value));
            }
        }
        String status = sent.get(was(lead, STATUS));
        if (status != null) {
            seen.put(STATUS, status);
        }
        String holder = sent.get(was(lead, HOLDER));
        if (holder != null) {
            LeadInputs.put(seen, HOLDER, none(holder));
        }
        return seen;
    }

    private static @Nullable String none(String text) {
        return text.isEmpty() ? null : text;
    }
}
