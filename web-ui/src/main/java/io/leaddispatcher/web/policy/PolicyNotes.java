package io.leaddispatcher.web.policy;

import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.web.layout.Words;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** What has come of an act on a policy, as the address of the page carries it. */
final class PolicyNotes {

    private static final Map<String, String> TONES =
            Map.ofEntries(
                    Map.entry("published", "good"),
                    Map.entry("scheduled", "good"),
                    Map.entry("cancelled", "good"),
                    Map.entry("rolled-back", "good"),
                    Map.entry("discarded", "good"),
                    Map.entry("conflict", "warn"),
                    Map.entry("stale", "warn"),
                    Map.entry("comment", "bad"),
                    Map.entry("invalid", "bad"),
                    Map.entry("past", "bad"),
                    Map.entry("far", "bad"),
                    Map.entry("refused", "bad"),
                    Map.entry("no-draft", "warn"));

    private PolicyNotes() {}

    static @Nullable String text(@Nullable String note, Words words) {
        return note == null || !TONES.containsKey(note) ? null : words.say("policy.note." + note);
    }

    /**
     * The version before the active one, where the note tells that this has just become active;
     * null when there is none to go back to.
     */
    static @Nullable Integer before(@Nullable String note, int active) {
        boolean fresh = "published".equals(note) || "rolled-back".equals(note);
        return fresh && active > 1 ? active - 1 : null;
    }

    static String tone(@Nullable String note) {
        return TONES.getOrDefault(note == null ? "" : note, "info");
    }

    /** Fails with a page that is not there. */
    static PolicyKind kind(String pathName) {
        return PolicyKind.ofPathName(pathName)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
