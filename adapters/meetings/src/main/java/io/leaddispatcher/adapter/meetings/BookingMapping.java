package io.leaddispatcher.adapter.meetings;

import io.leaddispatcher.domain.lead.LeadPaths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Into which fields of the lead what somebody has answered goes: by what the connection says of the
 * question, by what a field of the workspace says, and else by what the question usually means.
 * What no field takes stands in {@code lead.message}.
 */
final class BookingMapping {

    /** As people name their questions, in small letters. */
    private static final Map<String, String> USUAL =
            Map.ofEntries(
                    Map.entry("company", "company.name"),
                    Map.entry("company name", "company.name"),
                    Map.entry("organization", "company.name"),
                    Map.entry("organisation", "company.name"),
                    Map.entry("website", "company.domain"),
                    Map.entry("company website", "company.domain"),
                    Map.entry("domain", "company.domain"),
                    Map.entry("country", "company.country"),
                    Map.entry("industry", "company.industry"),
                    Map.entry("employees", "company.employees"),
                    Map.entry("number of employees", "company.employees"),
                    Map.entry("company size", "company.employees"),
                    Map.entry("phone", "contact.phone"),
                    Map.entry("phone number", "contact.phone"),
                    Map.entry("title", "contact.title"),
                    Map.entry("job title", "contact.title"),
                    Map.entry("role", "contact.title"),
                    Map.entry("product", "lead.product"),
                    Map.entry("language", "lead.language"));

    private static final int LONGEST_MESSAGE = 4_000;

    static final BookingMapping DEFAULT = new BookingMapping(Map.of());

    private final Map<String, String> further;

    private BookingMapping(Map<String, String> further) {
        this.further = further;
    }

    /**
     * @param own question to path, as the connection's setting {@code mapping} says; it counts
     *     first
     * @param fields question to path, as the workspace's fields say
     */
    static BookingMapping of(@Nullable Object own, @Nullable Object fields) {
        Map<String, String> further = new TreeMap<>();
        put(further, fields);
        put(further, own);
        return new BookingMapping(Map.copyOf(further));
    }

    private static void put(Map<String, String> further, @Nullable Object setting) {
        if (setting instanceof Map<?, ?> map) {
            map.forEach((question, path) -> {
                if (question instanceof String from
                        && path instanceof String to
                        && LeadPaths.isProperty(to.strip())) {
                    further.put(folded(from), to.strip());
                }
            });
        }
    }

    /** An answer to a question, by the question's name and by its text. */
    record Answer(String name, String question, String text) {}

    /** Puts answers into a lead body; what is there already stays. */
    void put(Map<String, Object> body, List<Answer> answers) {
        List<String> others = new ArrayList<>();
        for (Answer answer : answers) {
            path(answer)
                    .ifPresentOrElse(
                            path -> put(body, path, answer.text()),
                            () -> others.add(answer.question() + ": " + answer.text()));
        }
        if (!others.isEmpty()) {
            String message = String.join("\n", others);
            put(
                    body,
                    "lead.message",
                    message.substring(0, Math.min(message.length(), LONGEST_MESSAGE)));
        }
    }

    private Optional<String> path(Answer answer) {
        return Optional.ofNullable(further.get(folded(answer.question())))
                .or(() -> Optional.ofNullable(further.get(folded(answer.name()))))
                .or(() -> Optional.ofNullable(USUAL.get(folded(answer.question()))))
                .or(() -> Optional.ofNullable(USUAL.get(folded(answer.name()))));
    }

    private static String folded(String question) {
        return question.strip().replaceAll("[\\s_*:?]+", " ").strip().toLowerCase(Locale.ROOT);
    }

    /** Puts a value where its path says; what is there already stays. */
    static void put(Map<String, Object> body, String path, @Nullable String value) {
        if (value == null) {
            return;
        }
        int dot = path.indexOf('.');
        @SuppressWarnings("unchecked") // Only ever filled by the line itself.
        var part =
                (Map<String, Object>)
                        body.computeIfAbsent(
                                path.substring(0, dot), _ -> new LinkedHashMap<String, Object>());
        part.putIfAbsent(path.substring(dot + 1), value);
    }

    /** A name that nobody has taken apart: its last word is the family's. */
    static void name(Map<String, Object> body, @Nullable String whole) {
        if (whole == null) {
            return;
        }
        String name = whole.strip();
        int space = name.lastIndexOf(' ');
        put(body, "contact.firstName", space < 0 ? name : name.substring(0, space).strip());
        put(body, "contact.lastName", space < 0 ? null : name.substring(space + 1));
    }
}
