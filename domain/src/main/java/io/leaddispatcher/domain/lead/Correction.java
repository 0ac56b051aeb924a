package io.leaddispatcher.domain.lead;

import static io.leaddispatcher.domain.document.Violation.Code.REQUIRED;
import static io.leaddispatcher.domain.document.Violation.Code.UNKNOWN_PROPERTY;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.field.FieldType;
import io.leaddispatcher.domain.field.FieldValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What somebody says a lead is really like. What a value is {@code null} for is taken away, unlike
 * in a lead body, and nothing that cannot be used is let through: whoever corrects a lead is there
 * to mend it.
 */
final class Correction {

    private final Lead lead;
    private final Function<String, Optional<FieldType>> customTypes;
    private final Set<String> required;

    private final Map<String, FieldValue> values = new LinkedHashMap<>();
    private final Set<String> cleared = new LinkedHashSet<>();

    Correction(Lead lead, Function<String, Optional<FieldType>> customTypes, Set<String> required) {
        this.lead = lead;
        this.customTypes = customTypes;
        this.required = required;
    }

    /** Empty, with violations of the document, when it is refused. */
    Optional<Lead.Merged> of(Part document) {
        if (!document.requireObject()) {
            return Optional.empty();
        }
        Violations violations = document.violations();
        Violations found = new Violations();
        Part body = Part.root(document.value(), found);
        LeadPaths.SECTIONS.forEach(section -> section(body, section));
        body.refuseUnknown();
        if (!found.isEmpty()) {
            found.list()
                    .forEach(each ->
                            violations.add(
                                    each.pointer(),
                                    each.code(),
                                    LenientValue.refusal(each.message())));
            return Optional.empty();
        }
        List<Issue> wrong = new ArrayList<>();
        new Normaliser(values, wrong).each();
        Map<String, FieldValue> next = next();
        List<Issue> open = open();
        Normaliser together = new Normaliser(next, open);
        together.inContext();
        together.deriveDomain();
        open.stream().filter(this::isNews).forEach(wrong::add);
        if (wrong.isEmpty() && isNobody(next)) {
            wrong.add(
                    Issue.at(
                            LeadShape.EMAIL,
                            REQUIRED,
                            "one of contact.email, contact.phone and externalId is required"));
        }
        wrong.forEach(issue -> violations.add(issue.pointer(), issue.code(), issue.message()));
        return wrong.isEmpty()
                ? Optional.of(lead.next(next, issues(open, next)))
                : Optional.empty();
    }

    private void section(Part document, String name) {
        document.property(name)
                .filter(Part::requireObject)
                .ifPresent(section -> {
                    for (String property : section.names()) {
                        property(section, name + "." + property, property);
                    }
                    section.refuseUnknown();
                });
    }

    private void property(Part section, String path, String property) {
        Optional<FieldType> type = type(path);
        if (type.isEmpty()) {
            section.ignore(property);
            section.violations()
                    .add(section.child(property), UNKNOWN_PROPERTY, "this cannot be corrected");
            return;
        }
        Optional<FieldValue> value =
                section.property(property)
                        .flatMap(part ->
                                LenientValue.read(part, type.get(), LeadReader.longest(path)));
        value.ifPresentOrElse(found -> values.put(path, found), () -> cleared.add(path));
    }

    private Optional<FieldType> type(String path) {
        if (!LeadPaths.isProperty(path)) {
            return Optional.empty();
        }
        return LeadPaths.isCustom(path)
                ? customTypes.apply(path.substring(LeadShape.CUSTOM.length() + 1))
                : Optional.ofNullable(LeadShape.type(path));
    }

    private Map<String, FieldValue> next() {
        Map<String, FieldValue> next = new LinkedHashMap<>(lead.values());
        boolean otherAddress = values.containsKey(LeadShape.EMAIL) || isCleared(LeadShape.EMAIL);
        if (otherAddress && lead.isDomainOfAddress()) {
            // Nobody said this domain: it follows the address.
            next.remove(LeadShape.DOMAIN);
        }
        cleared.forEach(next::remove);
        next.putAll(values);
        return next;
    }

    private boolean isCleared(String path) {
        return cleared.contains(path);
    }

    /** What was wrong before, but of what is said anew. */
    private List<Issue> open() {
        List<Issue> open = new ArrayList<>(lead.issues());
        open.removeIf(this::isAboutWhatIsSaid);
        return open;
    }

    private boolean isAboutWhatIsSaid(Issue issue) {
        return values.keySet().stream().anyMatch(path -> isAt(issue, path))
                || cleared.stream().anyMatch(path -> isAt(issue, path));
    }

    private boolean isNews(Issue issue) {
        return isAboutWhatIsSaid(issue) || !lead.issues().contains(issue);
    }

    private static boolean isAt(Issue issue, String path) {
        return LeadShape.pointer(path).equals(issue.pointer());
    }

    private boolean isNobody(Map<String, FieldValue> next) {
        return lead.externalId() == null
                && !next.containsKey(LeadShape.EMAIL)
                && !next.containsKey(LeadShape.PHONE);
    }

    /** What is required for routing may be missing now, or be there. */
    private List<Issue> issues(List<Issue> open, Map<String, FieldValue> next) {
        List<Issue> issues = new ArrayList<>(open);
        issues.removeIf(issue ->
                issue.code() == REQUIRED
                        && next.keySet().stream().anyMatch(path -> isAt(issue, path)));
        for (String path : cleared) {
            if (required.contains(path) && !next.containsKey(path)) {
                issues.add(LeadReader.missing(path));
            }
        }
        return issues.subList(0, Math.min(issues.size(), LeadReader.MOST_ISSUES));
    }
}
