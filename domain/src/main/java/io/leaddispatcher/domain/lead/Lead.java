package io.leaddispatcher.domain.lead;

import static io.leaddispatcher.domain.document.Violation.Code.REQUIRED;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import io.leaddispatcher.domain.field.Facts;
import io.leaddispatcher.domain.field.FieldType;
import io.leaddispatcher.domain.field.FieldValue;
import io.leaddispatcher.domain.field.FieldValue.Moment;
import io.leaddispatcher.domain.field.FieldValue.Text;
import io.leaddispatcher.domain.field.TextFolding;
import io.leaddispatcher.domain.lead.normal.Zones;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The person and the request, as all events so far tell it.
 *
 * @param receivedAt when the first event of it arrived
 * @param values normalised, by path as in the lead body
 * @param issues what was sent and could not be used, and what is required and missing
 */
public record Lead(
        LeadId id,
        @Nullable String externalId,
        LeadKind kind,
        Instant receivedAt,
        Map<String, FieldValue> values,
        List<Issue> issues)
        implements Facts {

    public Lead {
        values = ImmutableMap.copyOf(values);
        issues = ImmutableList.copyOf(issues);
    }

    /**
     * A lead after an event.
     *
     * @param changed the paths whose value is new or another, in alphabetic order
     */
    public record Merged(Lead lead, Set<String> changed) {
        public Merged {
            changed = ImmutableSortedSet.copyOf(changed);
        }
    }

    @Override
    public Optional<FieldValue> value(String path) {
        return switch (path) {
            case LeadShape.EXTERNAL_ID -> Optional.ofNullable(externalId).map(Text::new);
            case LeadShape.KIND -> Optional.of(new Text(kind.word()));
            case LeadShape.RECEIVED_AT_PATH -> Optional.of(new Moment(receivedAt));
            default -> Optional.ofNullable(values.get(path));
        };
    }

    /** The text at a path; empty when there is none, or the value is no text. */
    public Optional<String> text(String path) {
        return value(path)
                .flatMap(value ->
                        value instanceof Text(String text) ? Optional.of(text) : Optional.empty());
    }

    /** The zone that the lead names, else the one of its state or country where that has one. */
    public Optional<ZoneId> zone() {
        return text(LeadShape.TIME_ZONE)
                .flatMap(Zones::zone)
                .or(() ->
                        Zones.of(
                                text(LeadShape.COUNTRY).orElse(null),
                                text(LeadShape.STATE).orElse(null)));
    }

    /** The company's ids in the CRMs, by key of the connection. */
    public Map<String, String> companyIds() {
        Map<String, String> ids = new LinkedHashMap<>();
        for (String path : values.keySet()) {
            if (path.startsWith(LeadShape.EXTERNAL_IDS_PREFIX)) {
                text(path)
                        .ifPresent(id ->
                                ids.put(
                                        path.substring(LeadShape.EXTERNAL_IDS_PREFIX.length()),
                                        id));
            }
        }
        return ids;
    }

    public Identity identity() {
        return Identity.of(externalId, values);
    }

    /** The same, as if it had come in then. */
    public Lead received(Instant at) {
        return new Lead(id, externalId, kind, at, values, issues);
    }

    /** New values win, none is lost. The lead stays as old as it was. */
    public Merged merge(LeadBody body) {
        Map<String, FieldValue> merged = new LinkedHashMap<>(values);
        if (body.values().containsKey(LeadShape.EMAIL) && isDomainOfAddress()) {
            // Nobody said this domain: it follows the address.
            merged.remove(LeadShape.DOMAIN);
        }
        merged.putAll(body.values());
        List<Issue> open = new ArrayList<>(new LinkedHashSet<>(issuesWith(body)));
        Normaliser normaliser = new Normaliser(merged, open);
        normaliser.inContext();
        normaliser.deriveDomain();
        String known = body.externalId() == null ? externalId : body.externalId();
        open.removeIf(issue -> issue.code() == REQUIRED && isMet(issue, merged, known));
        LeadKind newKind = body.kind() == null ? kind : body.kind();
        Lead lead =
                new Lead(
                        id,
                        known,
                        newKind,
                        receivedAt,
                        merged,
                        open.subList(0, Math.min(open.size(), LeadReader.MOST_ISSUES)));
        return new Merged(lead, changes(lead));
    }

    /**
     * What another lead of the same person says and this one does not. The values of this one win,
     * and what only makes sense in a country or of a company does not come from another one.
     */
    public Merged fill(Lead other) {
        Map<String, FieldValue> filled = new LinkedHashMap<>(other.values);
        if (values.containsKey(LeadShape.EMAIL) && other.isDomainOfAddress()) {
            // It follows the address that is not taken.
            filled.remove(LeadShape.DOMAIN);
        }
        if (isElsewhere(other)) {
            filled.keySet().removeAll(LeadShape.PLACE);
        }
        if (isOfAnotherCompany(other)) {
            filled.keySet().removeIf(path -> path.startsWith(LeadShape.COMPANY + "."));
        }
        filled.putAll(values);
        String known = externalId == null ? other.externalId : externalId;
        List<Issue> open =
                issues.stream()
                        .filter(issue -> issue.code() != REQUIRED || !isMet(issue, filled, known))
                        .toList();
        Lead lead = new Lead(id, known, kind, receivedAt, filled, open);
        return new Merged(lead, changes(lead));
    }

    /** By its name; where only one of the two says that, by domains that somebody has said. */
    private boolean isOfAnotherCompany(Lead other) {
        if (text(LeadShape.COMPANY_NAME).isPresent()
                && other.text(LeadShape.COMPANY_NAME).isPresent()) {
            return differs(LeadShape.COMPANY_NAME, other);
        }
        return !isDomainOfAddress()
                && !other.isDomainOfAddress()
                && text(LeadShape.DOMAIN).isPresent()
                && other.text(LeadShape.DOMAIN).isPresent()
                && differs(LeadShape.DOMAIN, other);
    }

    private boolean differs(String path, Lead other) {
        return !text(path).map(TextFolding::fold).equals(other.text(path).map(TextFolding::fold));
    }

    private boolean isElsewhere(Lead other) {
        FieldValue country = values.get(LeadShape.COUNTRY);
        FieldValue theirs = other.values.get(LeadShape.COUNTRY);
        return country != null && theirs != null && !country.equals(theirs);
    }

    /** The same lead with other values. */
    Merged next(Map<String, FieldValue> others, List<Issue> open) {
        Lead lead = new Lead(id, externalId, kind, receivedAt, others, open);
        return new Merged(lead, changes(lead));
    }

    /** The lead body as normalised, of the values that JSON knows. */
    public Map<String, Object> toDocument() {
        return LeadDocument.of(this);
    }

    /**
     * The lead that {@link #toDocument} gave; nothing is normalised again. A custom field whose
     * definition has gone or changed since keeps its value in the type that JSON shows.
     */
    public static Lead fromDocument(
            LeadId id,
            Map<String, ?> document,
            List<Issue> issues,
            Function<String, Optional<FieldType>> customTypes) {
        return LeadDocument.lead(id, document, issues, customTypes);
    }

    /** Whether the company's domain is the one that follows from the address. */
    boolean isDomainOfAddress() {
        return Normaliser.domainOfAddress(values).equals(text(LeadShape.DOMAIN));
    }

    /** The old ones, but of those values that came anew, and the new ones. */
    private List<Issue> issuesWith(LeadBody body) {
        Set<String> renewed =
                body.values().keySet().stream()
                        .map(LeadShape::pointer)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        List<Issue> all = new ArrayList<>();
        for (Issue issue : issues) {
            if (!renewed.contains(issue.pointer())) {
                all.add(issue);
            }
        }
        all.addAll(body.issues());
        return all;
    }

    private static boolean isMet(
            Issue issue, Map<String, FieldValue> values, @Nullable String externalId) {
        return values.keySet().stream()
                        .anyMatch(path -> LeadShape.pointer(path).equals(issue.pointer()))
                || (externalId != null
                        && issue.pointer().equals(LeadShape.pointer(LeadShape.EXTERNAL_ID)));
    }

    private Set<String> changes(Lead next) {
        Set<String> changed = new LinkedHashSet<>();
        next.values.forEach((path, value) -> {
            if (!value.equals(values.get(path))) {
                changed.add(path);
            }
        });
        values.keySet().stream()
                .filter(path -> !next.values.containsKey(path))
                .forEach(changed::add);
        if (!Objects.equals(externalId, next.externalId)) {
            changed.add(LeadShape.EXTERNAL_ID);
        }
        if (kind != next.kind) {
            changed.add(LeadShape.KIND);
        }
        return changed;
    }
}
