package io.leaddispatcher.web.setup;

import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.web.layout.Words;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.util.MultiValueMap;

/**
 * How a form spells a document: with every day by its own name, and conditions as rows. The way
 * back keeps to the letter what has not changed.
 */
record Spelling(SetupKind kind, FieldCatalogue fields) {

    Map<String, Object> spread(Map<String, ?> document) {
        return switch (kind) {
            case REP, TEAM -> Week.spread(document);
            case SEGMENT -> Questions.spread(document);
            default -> new LinkedHashMap<>(document);
        };
    }

    /**
     * What a form makes of a document.
     *
     * @param zone by whose clocks the form tells its moments
     */
    Map<String, Object> filled(
            Map<String, ?> stored, MultiValueMap<String, String> sent, ZoneId zone) {
        var spread = spread(stored);
        var filled =
                Shapes.of(kind)
                        .filled(
                                spread,
                                kind == SetupKind.SEGMENT ? Questions.picked(sent) : sent,
                                zone);
        switch (kind) {
            case REP, TEAM -> Week.keep(filled, spread, stored);
            case SEGMENT -> Questions.gather(filled, spread, stored, fields);
            default -> {}
        }
        return filled;
    }

    /** What is wrong with a document, beside the inputs. */
    Shape.Problems problems(List<Violation> violations, Map<String, ?> document, Words words) {
        var pointed =
                violations.stream()
                        .map(each ->
                                kind == SetupKind.SEGMENT
                                        ? new Violation(
                                                Questions.pointer(each.pointer()),
                                                each.code(),
                                                each.message())
                                        : each)
                        .toList();
        return Shapes.of(kind)
                .problems(
                        pointed,
                        spread(document),
                        each ->
                                Week.unclear(each, document, words)
                                        .orElseGet(() -> words.problem(each.message())));
    }

    /** Whose clocks a document goes by: those that it names, else the ones that it inherits. */
    static ZoneId zone(Map<String, ?> document, ZoneId inherited) {
        return document.get("timeZone") instanceof String name
                ? named(name).orElse(inherited)
                : inherited;
    }

    /**
     * Whose clocks a form goes by: those that it names itself, so that a moment means what stands
     * beside it; those of the document while what it names is no zone.
     */
    static ZoneId zone(
            MultiValueMap<String, String> sent, Map<String, ?> stored, ZoneId inherited) {
        String name = sent.getFirst("timeZone");
        if (name == null) {
            return zone(stored, inherited);
        }
        return name.isBlank() ? inherited : named(name).orElseGet(() -> zone(stored, inherited));
    }

    private static Optional<ZoneId> named(String name) {
        try {
            return Optional.of(ZoneId.of(name.strip()));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
