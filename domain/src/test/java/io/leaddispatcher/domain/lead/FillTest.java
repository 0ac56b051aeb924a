package io.leaddispatcher.domain.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.document.Violation.Code;
import io.leaddispatcher.domain.field.FieldValue;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What one lead has from another one of the same person. */
class FillTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private static Lead lead(@Nullable String externalId, String... pathsAndTexts) {
        return lead(externalId, List.of(), pathsAndTexts);
    }

    private static Lead lead(
            @Nullable String externalId, List<Issue> issues, String... pathsAndTexts) {
        Map<String, FieldValue> values = new LinkedHashMap<>();
        for (int each = 0; each < pathsAndTexts.length; each += 2) {
            values.put(pathsAndTexts[each], new FieldValue.Text(pathsAndTexts[each + 1]));
        }
        return new Lead(
                new LeadId(new UUID(1, 1)), externalId, LeadKind.LEAD, NOON, values, issues);
    }

    @Test
    void itsOwnValuesWinAndWhatIsMissingComesFromTheOther() {
        Lead one = lead(null, "contact.firstName", "Ana", "company.name", "Acme");
        Lead other = lead("51", "contact.firstName", "Anna", "contact.lastName", "Ruiz");

        Lead.Merged filled = one.fill(other);

        assertThat(filled.changed()).containsExactly("contact.lastName", "externalId");
        assertThat(filled.lead().text("contact.firstName")).contains("Ana");
        assertThat(filled.lead().text("contact.lastName")).contains("Ruiz");
        assertThat(filled.lead().text("company.name")).contains("Acme");
        assertThat(filled.lead().externalId()).isEqualTo("51");
        assertThat(filled.lead().receivedAt()).isEqualTo(NOON);
    }

    @Test
    void itsOwnExternalIdStaysAndNothingNewIsNoChange() {
        Lead one = lead("50", "contact.firstName", "Ana");

        assertThat(one.fill(lead("51", "contact.firstName", "Anna")).changed()).isEmpty();
    }

    @Test
    void theDomainOfAnAddressThatIsNotTakenIsNotTaken() {
        Lead one = lead(null, "contact.email", "ana@gmail.com");

        Lead filled =
                one.fill(lead(null, "contact.email", "ana@acme.de", "company.domain", "acme.de"))
                        .lead();
        assertThat(filled.text("company.domain")).isEmpty();
        assertThat(one.fill(lead(null, "company.domain", "acme.de")).lead().text("company.domain"))
                .as("that somebody has said")
                .contains("acme.de");
        Lead whole =
                lead(null, "contact.firstName", "Ana")
                        .fill(lead(null, "contact.email", "a@acme.de", "company.domain", "acme.de"))
                        .lead();
        assertThat(whole.text("company.domain")).contains("acme.de");
    }

    @Test
    void whatIsSaidOfAnotherCompanyIsNotTaken() {
        Lead acme = lead(null, "company.name", "Acme");
        Lead same = lead(null, "company.name", "ACME", "company.industry", "retail");
        Lead nova =
                lead(null, "company.name", "Nova", "company.industry", "steel", "lead.intent", "x");
        Lead unnamed = lead(null, "company.domain", "acme.de");
        Lead elsewhere = lead(null, "company.domain", "nova.fr", "company.industry", "steel");
        Lead sameDomain = lead(null, "company.domain", "acme.de", "company.industry", "retail");
        Lead byAddress =
                lead(
                        null,
                        "contact.email",
                        "ana@nova.fr",
                        "company.domain",
                        "nova.fr",
                        "company.industry",
                        "steel");

        assertThat(acme.fill(same).changed()).containsExactly("company.industry");
        assertThat(acme.fill(nova).changed()).containsExactly("lead.intent");
        assertThat(acme.fill(elsewhere).changed()).contains("company.industry");
        assertThat(unnamed.fill(elsewhere).changed()).isEmpty();
        assertThat(unnamed.fill(sameDomain).changed()).containsExactly("company.industry");
        assertThat(unnamed.fill(byAddress).changed()).contains("company.industry");
        assertThat(byAddress.fill(elsewhere).changed()).isEmpty();
        assertThat(unnamed.fill(nova).changed()).contains("company.industry");
    }

    @Test
    void aStateOfAnotherCountryIsNotTaken() {
        Lead german = lead(null, "company.country", "DE");
        Lead american = lead(null, "company.country", "US", "company.state", "US-CA");
        Lead bavarian = lead(null, "company.country", "DE", "company.state", "DE-BY");

        assertThat(german.fill(american).lead().text("company.state")).isEmpty();
        assertThat(german.fill(bavarian).lead().text("company.state")).contains("DE-BY");
        assertThat(lead(null).fill(american).lead().text("company.state")).contains("US-CA");
        assertThat(american.fill(lead(null, "company.city", "Fresno")).lead().text("company.city"))
                .contains("Fresno");
    }

    @Test
    void whatWasMissingIsMissingNoMore() {
        Issue missing = Issue.at("company.name", Code.REQUIRED, "is required");
        Issue city = Issue.at("company.city", Code.REQUIRED, "is required");
        Issue malformed = Issue.at("contact.phone", Code.MALFORMED, "must be a number");
        Lead one = lead(null, List.of(missing, city, malformed), "contact.phone", "no");

        assertThat(one.fill(lead(null, "company.name", "Acme")).lead().issues())
                .containsExactly(city, malformed);
    }
}
