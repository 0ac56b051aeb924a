package io.leaddispatcher.web.setup;

import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.web.layout.Words;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** What a form makes of a document. */
    Map<String, Object> filled(Map<String, ?> stored, MultiValueMap<String, String> sent) {
        var spread = spread(stored);
        var filled = Shapes.of(kind).filled(spread, sent, zone(stored));
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
                .problems(pointed, spread(document), each -> words.problem(each.message()));
    }

    /** Whose clocks a form goes by: those that its document names, else those of the world. */
    static ZoneId zone(Map<String, ?> document) {
        try {
            return document.get("timeZone") instanceof String name
                    ? ZoneId.of(name.strip())
                    : ZoneOffset.UTC;
        } catch (DateTimeException _) {
            return ZoneOffset.UTC;
        }
    }
}
