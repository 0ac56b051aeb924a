package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.leadfilter.port.SavedFilters.Saved;
import io.leaddispatcher.web.layout.Words;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * What the list of leads tells of what was just done.
 *
 * @param undo the address of the form that takes it back; null: there is nothing to take back
 */
record LeadsNote(boolean good, String text, @Nullable String undo) {

    private static final Map<String, Boolean> NOTES =
            Map.of(
                    "filter-saved", true,
                    "filter-restored", true,
                    "filter-gone", false,
                    "none-chosen", false);

    static @Nullable LeadsNote of(
            MultiValueMap<String, String> parameters, List<Saved> saved, Words words) {
        var dropped = parameters.getFirst("dropped");
        if (dropped != null) {
            return saved.stream()
                    .filter(each -> each.droppedAt() != null)
                    .filter(each -> each.id().toString().equals(dropped))
                    .findFirst()
                    .map(each ->
                            new LeadsNote(
                                    true,
                                    words.say("leads.saved.dropped", each.name()),
                                    "/leads/filters/%s/restore".formatted(each.id())))
                    .orElse(null);
        }
        var note = parameters.getFirst("note");
        var good = note == null ? null : NOTES.get(note);
        return note == null || good == null
                ? null
                : new LeadsNote(good, words.say("leads.note." + note), null);
    }
}
