package io.leaddispatcher.domain.lead;

import static io.leaddispatcher.domain.lead.Leads.lead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.Violation.Code;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.field.FieldType;
import io.leaddispatcher.domain.field.FieldValue;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Somebody says what a lead is really like. */
class CorrectionTest {

    private final Violations violations = new Violations();
    private final Set<String> required = Set.of("company.name", "company.city");

    private Optional<Lead.Merged> correct(Lead lead, @Nullable Object document) {
        return new LeadReader(
                        key ->
                                key.equals("gpuCount")
                                        ? Optional.of(FieldType.NUMBER)
                                        : Optional.empty(),
                        required)
                .correct(lead, Part.root(document, violations));
    }

    private Lead.Merged corrected(Lead lead, @Nullable Object... pathsAndValues) {
        Lead.Merged found = correct(lead, said(pathsAndValues)).orElseThrow();
        assertThat(violations.list()).isEmpty();
        return found;
    }

    private List<Violation> refused(Lead lead, @Nullable Object... pathsAndValues) {
        assertThat(correct(lead, said(pathsAndValues))).isEmpty();
        return violations.list();
    }

    @Test
    void whatIsTooLongIsRefusedAndNotSaidToBeCut() {
        assertThat(refused(lead("contact.email", "ana@acme.de"), "company.name", "x".repeat(1_001)))
                .containsExactly(
                        new Violation(
                                "/company/name",
                                Code.OUT_OF_RANGE,
                                "must have at most 1000 characters"));
    }

    private static Map<String, Object> said(@Nullable Object... pathsAndValues) {
        Map<String, Object> document = new LinkedHashMap<>();
        for (int each = 0; each < pathsAndValues.length; each += 2) {
            String[] path = String.valueOf(pathsAndValues[each]).split("\\.", 2);
            @SuppressWarnings("unchecked")
            Map<String, @Nullable Object> section =
                    (Map<String, @Nullable Object>)
                            document.computeIfAbsent(path[0], _ -> new HashMap<String, Object>());
            section.put(path[1], pathsAndValues[each + 1]);
        }
        return document;
    }

    private static Lead onlyKnownBy(Object... pathsAndValues) {
        return Leads.read(Leads.document(pathsAndValues), List.of()).toLead(Leads.ID, Leads.NOW);
    }

    @Test
    void whatIsNamedIsReplacedAndTheRestStays() {
        Lead known = lead("contact.email", "ana@acme.de", "contact.firstName", "Anna");

        Lead.Merged merged =
                corrected(
                        known,
                        "contact.firstName",
                        " Ana ",
                        "company.country",
                        "Germany",
                        "custom.gpuCount",
                        "8");

        assertThat(merged.lead().text("contact.firstName")).contains("Ana");
        assertThat(merged.lead().text("contact.email")).contains("ana@acme.de");
        assertThat(merged.lead().text("company.country")).contains("DE");
        assertThat(merged.lead().value("custom.gpuCount"))
                .containsInstanceOf(FieldValue.Number.class);
        assertThat(merged.lead().receivedAt()).isEqualTo(known.receivedAt());
        assertThat(merged.changed())
                .containsExactly("company.country", "contact.firstName", "custom.gpuCount");
    }

    @Test
    void nullAndBlankTakeAValueAway() {
        Lead known =
                lead(
                        "contact.email", "ana@acme.de",
                        "contact.phone", "+49301234567",
                        "contact.title", "CTO");

        Lead.Merged merged = corrected(known, "contact.phone", null, "contact.title", " ");

        assertThat(merged.changed()).containsExactly("contact.phone", "contact.title");
        assertThat(merged.lead().text("contact.phone")).isEmpty();
        assertThat(merged.lead().text("contact.title")).isEmpty();
    }

    @Test
    void whatIsSaidAsItIsChangesNothing() {
        Lead known = lead("contact.email", "ana@acme.de");

        assertThat(corrected(known, "contact.email", "ANA@acme.de").changed()).isEmpty();
        assertThat(corrected(known).lead()).isEqualTo(known);
    }

    @Test
    void aDomainThatNobodySaidFollowsTheAddress() {
        Lead known = lead("contact.email", "ana@amce.de", "contact.phone", "+49301234567");

        assertThat(corrected(known, "contact.email", "ana@acme.de").lead().text("company.domain"))
                .contains("acme.de");
        assertThat(corrected(known, "contact.email", null).changed())
                .containsExactly("company.domain", "contact.email");
        Lead said = lead("contact.email", "ana@amce.de", "company.domain", "globex.com");
        assertThat(corrected(said, "contact.email", "ana@acme.de").lead().text("company.domain"))
                .contains("globex.com");
    }

    @Test
    void whatWasWrongBeforeIsMendedAndStandsInNobodysWay() {
        Lead known = lead("contact.email", "ana@acme.de", "contact.phone", "030 1234567");
        assertThat(known.issues()).isNotEmpty();

        assertThat(corrected(known, "contact.firstName", "Ana").lead().issues())
                .isEqualTo(known.issues());
        assertThat(corrected(known, "company.country", "DE").lead().text("contact.phone"))
                .contains("+49301234567");
        assertThat(corrected(known, "contact.phone", null).lead().issues()).isEmpty();
    }

    @Test
    void whatIsRequiredForRoutingIsMissedOnceItIsGoneAndNoLongerOnceItIsThere() {
        Lead known = lead("contact.email", "ana@acme.de", "company.name", "Acme");

        Lead without = corrected(known, "company.name", null, "company.city", null).lead();

        assertThat(without.issues())
                .extracting(Issue::pointer)
                .containsExactlyInAnyOrder("/company/name", "/company/city");
        assertThat(corrected(without, "company.name", "Acme GmbH").lead().issues())
                .extracting(Issue::pointer)
                .containsExactly("/company/city");
    }

    @Test
    void whatCannotBeUsedIsRefusedWithItsPlace() {
        Lead known = lead("contact.email", "ana@acme.de", "company.country", "DE");

        assertThat(
                        refused(
                                known,
                                "contact.email",
                                "ana at acme",
                                "contact.phone",
                                "12",
                                "company.state",
                                "Narnia"))
                .extracting(Violation::pointer)
                .containsExactlyInAnyOrder("/contact/email", "/contact/phone", "/company/state");
    }

    @Test
    void aLeadThatNamesNobodyIsNone() {
        assertThat(refused(onlyKnownBy("contact.email", "ana@acme.de"), "contact.email", null))
                .extracting(Violation::code)
                .containsExactly(Code.REQUIRED);
    }

    @Test
    void whoIsKnownByAnIdOrAPhoneNeedsNoAddress() {
        Lead byId = lead("externalId", "hs-1", "contact.email", "ana@acme.de");
        Lead byPhone = onlyKnownBy("contact.phone", "+49301234567", "contact.email", "ana@acme.de");

        assertThat(corrected(byId, "contact.email", null).lead().text("contact.email")).isEmpty();
        assertThat(corrected(byPhone, "contact.email", null).lead().text("contact.email"))
                .isEmpty();
    }

    @Test
    void whatIsNothingToBeCorrectedIsRefused() {
        Lead known = lead("contact.email", "ana@acme.de");

        assertThat(
                        refused(
                                known,
                                "contact.shoeSize",
                                42,
                                "custom.unknown",
                                1,
                                "company.geo",
                                Map.of("lat", 1, "lon", 2),
                                "meeting.host",
                                "mia"))
                .extracting(Violation::pointer, Violation::code)
                .containsExactlyInAnyOrder(
                        tuple("/contact/shoeSize", Code.UNKNOWN_PROPERTY),
                        tuple("/custom/unknown", Code.UNKNOWN_PROPERTY),
                        tuple("/company/geo", Code.UNKNOWN_PROPERTY),
                        tuple("/meeting", Code.UNKNOWN_PROPERTY));
    }

    @Test
    void whatIsNoDocumentIsRefused() {
        assertThat(correct(lead("contact.email", "ana@acme.de"), "Ana")).isEmpty();
        assertThat(correct(lead("contact.email", "ana@acme.de"), Map.of("contact", "Ana")))
                .isEmpty();
        assertThat(violations.list()).extracting(Violation::code).containsOnly(Code.WRONG_TYPE);
    }
}
