package io.leaddispatcher.domain.policy;

import static io.leaddispatcher.domain.document.Violation.Code.DUPLICATE;
import static io.leaddispatcher.domain.document.Violation.Code.OUT_OF_RANGE;
import static io.leaddispatcher.domain.document.Violation.Code.REQUIRED;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.field.ReferenceKind;
import io.leaddispatcher.domain.policy.Review.ConflictType;
import io.leaddispatcher.domain.queue.QueueKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads when a person has to look at a lead. */
final class ReviewReader {

    private final KeyReader keys;

    ReviewReader(KeyReader keys) {
        this.keys = keys;
    }

    Optional<Review> read(Part part) {
        if (!part.requireObject()) {
            return Optional.empty();
        }
        Optional<QueueKey> queue =
                part.requiredProperty("queue")
                        .flatMap(named -> keys.key(named, ReferenceKind.REVIEW_QUEUE))
                        .map(QueueKey::new);
        List<ConflictType> when =
                part.requiredProperty("when").map(ReviewReader::types).orElse(List.of());
        part.refuseUnknown();
        return queue.map(key -> new Review(key, when));
    }

    private static List<ConflictType> types(Part part) {
        List<ConflictType> types = new ArrayList<>();
        for (Part item : part.items()) {
            item.asText()
                    .ifPresent(text ->
                            Arrays.stream(ConflictType.values())
                                    .filter(type -> type.name().equals(text))
                                    .findFirst()
                                    .ifPresentOrElse(
                                            type -> add(types, type, item),
                                            () ->
                                                    item.violation(
                                                            OUT_OF_RANGE,
                                                            "must be one of "
                                                                    + Arrays.toString(
                                                                            ConflictType
                                                                                    .values()))));
        }
        if (part.value() instanceof List<?> list && list.isEmpty()) {
            part.violation(REQUIRED, "must name at least one conflict");
        }
        return types;
    }

    private static void add(List<ConflictType> types, ConflictType type, Part item) {
        if (types.contains(type)) {
            item.violation(DUPLICATE, "is there twice");
        } else {
            types.add(type);
        }
    }
}
