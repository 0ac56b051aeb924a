package io.leaddispatcher.web.lead;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of a lead's form.
 *
 * @param path as in the lead body: {@code contact.email}; the name that the form sends it by
 * @param kind how it is filled in: {@code text}, {@code email}, {@code tel}, {@code area}, {@code
 *     number}, {@code list}, {@code date} or {@code pick}
 * @param value what stands in it
 * @param was what stood in it when the form was opened; null in a form of something new
 * @param choices of a {@code pick}
 * @param problem what is wrong with it; null: nothing
 */
record LeadInput(
        String path,
        String kind,
        String label,
        String value,
        @Nullable String was,
        List<Choice> choices,
        @Nullable String problem) {

    record Choice(String key, String name) {}

    LeadInput {
        choices = List.copyOf(choices);
    }

    /** As it stands in the page. */
    public String getId() {
        return path.replace('.', '-');
    }
}
