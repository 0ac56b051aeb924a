package io.leaddispatcher.domain.policy;

import static io.leaddispatcher.domain.document.Violation.Code.UNKNOWN_FIELD;
import static io.leaddispatcher.domain.document.Violation.Code.UNKNOWN_OPERATOR;
import static io.leaddispatcher.domain.document.Violation.Code.UNKNOWN_PROPERTY;
import static io.leaddispatcher.domain.document.Violation.Code.WRONG_TYPE;

import com.google.common.collect.Range;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.field.FieldType;
import io.leaddispatcher.domain.field.ReferenceKind;
import io.leaddispatcher.domain.field.TextFolding;
import io.leaddispatcher.domain.lead.normal.Domains;
import io.leaddispatcher.domain.named.ListKey;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads a leaf: the field is known, the operator fits it, the value fits both. */
final class LeafReader {

    private final PolicyReferences references;
    private final KeyReader keys;

    LeafReader(PolicyReferences references) {
        this.references = references;
        keys = new KeyReader(references);
    }

    Optional<Condition> read(Part leaf) {
        Optional<Part> field = leaf.requiredProperty("field");
        Optional<String> path = field.flatMap(Part::asText);
        Optional<FieldType> type = path.flatMap(text -> type(text, field.orElseThrow()));
        Optional<Operator> op = leaf.requiredProperty("op").flatMap(this::operator);
        if (type.isEmpty() || op.isEmpty()) {
            return Optional.empty();
        }
        return read(leaf, path.orElseThrow(), type.get(), op.get());
    }

    private Optional<Condition> read(Part leaf, String path, FieldType type, Operator op) {
        if (!op.fits(path, type)) {
            leaf.violations()
                    .add(
                            leaf.child("op"),
                            WRONG_TYPE,
                            "'%s' cannot be asked of '%s' (%s); can be asked: %s"
                                    .formatted(op.spelling(), path, type, spellings(path, type)));
            return Optional.empty();
        }
        return (op.takesValue()
                        ? leaf.requiredProperty("value")
                                .flatMap(value -> test(value, path, type, op))
                        : withoutValue(leaf, op))
                .map(test ->
                        new Condition.Leaf(
                                path,
                                type,
                                op,
                                leaf.property("value").map(Part::value).orElse(null),
                                test));
    }

    private Optional<FieldType> type(String path, Part field) {
        Optional<FieldType> type = references.fields().typeOf(path);
        if (type.isEmpty()) {
            field.violation(UNKNOWN_FIELD, "there is no field '%s'".formatted(path));
        }
        Optional<String> team = FieldCatalogue.teamOf(path);
        if (team.isPresent() && !keys.isKnown(field, ReferenceKind.TEAM, team.get())) {
            return Optional.empty();
        }
        return type;
    }

    private Optional<Operator> operator(Part part) {
        return part.asText()
                .flatMap(text -> {
                    Optional<Operator> op = Operator.of(text);
                    if (op.isEmpty()) {
                        part.violation(
                                UNKNOWN_OPERATOR, "there is no operator '%s'".formatted(text));
                    }
                    return op;
                });
    }

    private static String spellings(String path, FieldType type) {
        return Operator.fitting(path, type).stream()
                .map(Operator::spelling)
                .collect(Collectors.joining(", "));
    }

    private static Optional<LeafTest> withoutValue(Part leaf, Operator op) {
        Optional<Part> value = leaf.property("value");
        value.ifPresent(sent ->
                sent.violation(UNKNOWN_PROPERTY, "'%s' takes no value".formatted(op.spelling())));
        return value.isPresent() ? Optional.empty() : Optional.of(new LeafTest.Present());
    }

    private Optional<LeafTest> test(Part value, String path, FieldType type, Operator op) {
        return switch (op) {
            case IN_LIST -> list(value, path);
            case WITHIN_KM -> OperandReader.near(value);
            case MATCHES ->
                    OperandReader.pattern(value)
                            .map(pattern -> new LeafTest.Matching(path, pattern));
            default ->
                    switch (type) {
                        case NUMBER -> ordered(value, op, OperandReader.NUMBERS);
                        case BOOLEAN -> equal(value, op, OperandReader.FLAGS);
                        case DATE, DATETIME -> ordered(value, op, OperandReader.INSTANTS);
                        case TEXT -> textual(value, path, op);
                        case LIST, GEO -> keyOrText(value, path, op);
                    };
        };
    }

    private Optional<LeafTest> textual(Part value, String path, Operator op) {
        return switch (op) {
            case CONTAINS, NOT_CONTAINS ->
                    OperandReader.folded(value).map(LeafTest.Containing::new);
            case STARTS_WITH -> OperandReader.folded(value).map(LeafTest.StartingWith::new);
            case ENDS_WITH -> OperandReader.folded(value).map(LeafTest.EndingWith::new);
            case EQ, NE, IN, NOT_IN -> keyOrText(value, path, op);
            default -> ordered(value, op, OperandReader.TIMES_OF_DAY);
        };
    }

    /** One of these texts; where the field holds keys, known ones. */
    private Optional<LeafTest> keyOrText(Part value, String path, Operator op) {
        // An account may be on lists that are known by their name alone, as its CRM tells them.
        Optional<ReferenceKind> kind =
                FieldCatalogue.refersTo(path).filter(each -> each != ReferenceKind.LIST);
        Function<Part, Optional<String>> read =
                part ->
                        OperandReader.textOf(path, part)
                                .filter(text ->
                                        kind.isEmpty() || keys.isKnown(part, kind.get(), text))
                                .map(text -> asLeadsSay(path, text))
                                .map(TextFolding::fold);
        return OperandReader.values(value, op, read).map(LeafTest.OneOfTexts::new);
    }

    private static String asLeadsSay(String path, String text) {
        return FieldCatalogue.isDomain(path) ? Domains.inAscii(text).orElse(text) : text;
    }

    private static <C extends Comparable<? super C>> Optional<LeafTest> equal(
            Part value, Operator op, OperandReader.Measured<C> kind) {
        return OperandReader.values(value, op, kind.operand())
                .map(values -> new LeafTest.OneOf<>(kind.measure(), values));
    }

    private static <C extends Comparable<? super C>> Optional<LeafTest> ordered(
            Part value, Operator op, OperandReader.Measured<C> kind) {
        Optional<Range<C>> range =
                switch (op) {
                    case BETWEEN -> OperandReader.range(value, kind.operand());
                    case GT, AFTER -> kind.operand().apply(value).map(Range::greaterThan);
                    case GTE -> kind.operand().apply(value).map(Range::atLeast);
                    case LT, BEFORE -> kind.operand().apply(value).map(Range::lessThan);
                    case LTE -> kind.operand().apply(value).map(Range::atMost);
                    default -> Optional.empty();
                };
        return OperandReader.EQUALITY.contains(op)
                ? equal(value, op, kind)
                : range.map(found -> new LeafTest.Within<>(kind.measure(), found));
    }

    private Optional<LeafTest> list(Part value, String path) {
        return value.asText()
                .filter(key -> keys.isKnown(value, ReferenceKind.LIST, key))
                .map(key -> new LeafTest.OnList(new ListKey(key), path.startsWith("company.")));
    }
}
