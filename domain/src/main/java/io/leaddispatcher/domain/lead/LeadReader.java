package io.leaddispatcher.domain.lead;

import static io.leaddispatcher.domain.document.Violation.Code.OUT_OF_RANGE;
import static io.leaddispatcher.domain.document.Violation.Code.REQUIRED;
import static io.leaddispatcher.domain.document.Violation.Code.UNKNOWN_PROPERTY;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.field.FieldType;
import io.leaddispatcher.domain.field.FieldValue;
import io.leaddispatcher.domain.lead.normal.StorableText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads lead bodies. What is wrong with a value becomes an issue that the lead carries, and the
 * value is missing; only a body that names nobody, or is none, is refused.
 */
public final class LeadReader {

    /** More tell nobody anything, and a body may hold a million mistakes. */
    static final int MOST_ISSUES = 100;

    /** Names, places and the like stand in tables. */
    static final int LONGEST_TEXT = 1_000;

    /** What people write, and what a workspace's own fields hold. */
    static final int LONGEST_PROSE = 20_000;

    private static final ImmutableSet<String> NAMING =
            ImmutableSet.of("/contact", "/contact/email", "/contact/phone", "/externalId");

    private final Function<String, Optional<FieldType>> customTypes;
    private final ImmutableSet<String> required;

    /**
     * @param customTypes the type of a custom field by its key; empty for an unknown key
     * @param required the paths of the fields that are required for routing
     */
    public LeadReader(
            Function<String, Optional<FieldType>> customTypes, Collection<String> required) {
        this.customTypes = customTypes;
        this.required = ImmutableSet.copyOf(required);
    }

    /** Empty, with violations of the document, when it is refused. */
    public Optional<LeadBody> read(Part document) {
        if (!document.requireObject()) {
            return Optional.empty();
        }
        Violations found = new Violations();
        Part body = Part.root(document.value(), found);
        Map<String, FieldValue> values = new LinkedHashMap<>();
        Optional<String> externalId =
                body.property(LeadShape.EXTERNAL_ID).flatMap(LenientValue::id);
        Optional<LeadKind> kind = body.property(LeadShape.KIND).flatMap(LeadReader::kind);
        Optional<Instant> receivedAt =
                body.property(LeadShape.RECEIVED_AT).flatMap(LenientValue::instant);
        LeadShape.SECTIONS.forEach((name, types) ->
                body.property(name)
                        .filter(Part::requireObject)
                        .ifPresent(section -> section(section, name, types, values)));
        body.property(LeadShape.CUSTOM)
                .filter(Part::requireObject)
                .ifPresent(custom -> custom(custom, values));
        LeadShape.READ_ONLY.forEach(body::ignore);
        body.refuseUnknown();
        List<Issue> issues = issues(found);
        Normaliser normaliser = new Normaliser(values, issues);
        normaliser.each();
        normaliser.inContext();
        if (externalId.isEmpty()
                && !values.containsKey(LeadShape.EMAIL)
                && !values.containsKey(LeadShape.PHONE)) {
            refuse(document, issues);
            return Optional.empty();
        }
        addMissing(values, externalId.isPresent(), issues);
        return Optional.of(
                new LeadBody(
                        externalId.orElse(null),
                        kind.orElse(null),
                        receivedAt.orElse(null),
                        values,
                        issues));
    }

    /**
     * A lead as somebody corrects it: of a part of a lead body, in which {@code null} takes a value
     * away. What it does not name stays. Empty, with violations of the document, when something of
     * it cannot be used, or when nobody would be named any more.
     */
    public Optional<Lead.Merged> correct(Lead lead, Part document) {
        return new Correction(lead, customTypes, required).of(document);
    }

    private static void section(
            Part section,
            String name,
            ImmutableMap<String, FieldType> types,
            Map<String, FieldValue> values) {
        types.forEach((property, type) ->
                section.property(property)
                        .flatMap(part ->
                                LenientValue.read(part, type, longest(name + "." + property)))
                        .ifPresent(value -> values.put(name + "." + property, value)));
        if (name.equals(LeadShape.COMPANY)) {
            section.property(LeadShape.EXTERNAL_IDS)
                    .filter(Part::requireObject)
                    .ifPresent(ids -> externalIds(ids, values));
        }
        section.refuseUnknown();
    }

    /** In characters, of a standard field or of one of the workspace's own. */
    static int longest(String path) {
        return path.equals(LeadShape.MESSAGE) || LeadPaths.isCustom(path)
                ? LONGEST_PROSE
                : LONGEST_TEXT;
    }

    private static void externalIds(Part ids, Map<String, FieldValue> values) {
        for (String connection : ids.names()) {
            if (Key.isValid(connection)) {
                ids.property(connection)
                        .flatMap(LenientValue::id)
                        .ifPresent(id ->
                                values.put(
                                        LeadShape.EXTERNAL_IDS_PREFIX + connection,
                                        new FieldValue.Text(id)));
            }
        }
        ids.refuseUnknown();
    }

    private void custom(Part custom, Map<String, FieldValue> values) {
        for (String key : custom.names()) {
            Optional<FieldType> type = Key.isValid(key) ? customTypes.apply(key) : Optional.empty();
            if (type.isEmpty()) {
                custom.violations()
                        .add(
                                custom.child(key),
                                UNKNOWN_PROPERTY,
                                "there is no custom field of this key");
                continue;
            }
            custom.property(key)
                    .flatMap(part -> LenientValue.read(part, type.get(), LONGEST_PROSE))
                    .ifPresent(value -> values.put(LeadShape.CUSTOM + "." + key, value));
        }
    }

    private static Optional<LeadKind> kind(Part part) {
        return LenientValue.text(part)
                .flatMap(word -> {
                    Optional<LeadKind> kind = LeadKind.of(word);
                    if (kind.isEmpty()) {
                        part.violation(OUT_OF_RANGE, "must be one of lead, meeting, call");
                    }
                    return kind;
                });
    }

    /** Names of properties are the sender's, so they too may hold what cannot be stored. */
    private static List<Issue> issues(Violations found) {
        List<Issue> issues = new ArrayList<>();
        found.list().stream()
                .limit(MOST_ISSUES)
                .map(violation ->
                        new Issue(
                                StorableText.of(violation.pointer()),
                                violation.code(),
                                StorableText.of(violation.message())))
                .forEach(issues::add);
        return issues;
    }

    private void addMissing(
            Map<String, FieldValue> values, boolean hasExternalId, List<Issue> issues) {
        for (String path : required) {
            boolean present =
                    values.containsKey(path)
                            || (path.equals(LeadShape.EXTERNAL_ID) && hasExternalId);
            if (!present) {
                issues.add(missing(path));
            }
        }
    }

    /** Of what is required for routing. */
    static Issue missing(String path) {
        return Issue.at(path, REQUIRED, "'%s' is required for routing".formatted(path));
    }

    private static void refuse(Part document, List<Issue> issues) {
        issues.stream()
                .filter(issue -> NAMING.contains(issue.pointer()))
                .forEach(issue ->
                        document.violations()
                                .add(
                                        document.pointer() + issue.pointer(),
                                        issue.code(),
                                        issue.message()));
        document.violations()
                .add(
                        document.pointer() + "/contact/email",
                        REQUIRED,
                        "one of contact.email, contact.phone and externalId is required");
    }
}
