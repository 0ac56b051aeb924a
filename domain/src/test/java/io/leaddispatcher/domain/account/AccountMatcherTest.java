package io.leaddispatcher.domain.account;

import static io.leaddispatcher.domain.account.AccountMatch.Evidence.DOMAIN;
import static io.leaddispatcher.domain.account.AccountMatch.Evidence.EXTERNAL_ID;
import static io.leaddispatcher.domain.account.AccountMatch.Evidence.NAME;
import static io.leaddispatcher.domain.account.AccountMatch.Evidence.PHONE;
import static io.leaddispatcher.domain.lead.Leads.lead;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.lead.Lead;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AccountMatcherTest {

    private static final Offset<Double> EXACT = Offset.offset(1e-9);

    private final List<Account> accounts = new ArrayList<>();

    @Test
    void pain31_aDomainMatchesItsSubdomainsAndNothingThatOnlyLooksLikeIt() {
        account("example", "name", "Example Site", "domains", List.of("example.com"));

        assertThat(matched(lead("company.domain", "www.example.com"))).isEqualTo("example");
        assertThat(matched(lead("company.domain", "https://shop.example.com/x")))
                .isEqualTo("example");
        assertThat(matched(lead("contact.email", "ana@mail.example.com"))).isEqualTo("example");
        assertThat(matched(lead("company.domain", "1example.com"))).isEqualTo("none");
        assertThat(matched(lead("company.domain", "example.co"))).isEqualTo("none");
        assertThat(matched(lead("company.domain", "example.com.evil.test"))).isEqualTo("none");
    }

    @Test
    void pain32_aNameIsTheSameHoweverItIsPunctuated() {
        account("usbank", "name", "US Bank");

        AccountMatch match = match(lead("company.name", "U.S. bank")).orElseThrow();

        assertThat(match.account()).isEqualTo(new AccountKey("usbank"));
        assertThat(match.evidence()).isEqualTo(NAME);
        assertThat(match.evidence().word()).isEqualTo("name");
        assertThat(match.confidence()).isCloseTo(0.85, EXACT);
        assertThat(matched(lead("company.name", "U.S. Bank, Inc."))).isEqualTo("usbank");
        assertThat(matched(lead("company.name", "UK Bank"))).isEqualTo("none");
    }

    @Test
    void strongerEvidenceComesFirst() {
        account("by-id", "name", "A", "externalIds", Map.of("crm", "7"));
        account("by-domain", "name", "B", "domains", List.of("acme.de"));
        account("by-phone", "name", "C", "phones", List.of("+49301234567"));
        account("by-name", "name", "Acme AG");

        assertThat(
                        match(
                                lead(
                                        "company.externalIds", Map.of("crm", "7"),
                                        "company.domain", "acme.de",
                                        "contact.phone", "+49301234567",
                                        "company.name", "Acme")))
                .contains(new AccountMatch(new AccountKey("by-id"), EXTERNAL_ID, 1));
        assertThat(
                        match(
                                lead(
                                        "company.externalIds", Map.of("other", "7"),
                                        "company.domain", "acme.de",
                                        "contact.phone", "+49301234567",
                                        "company.name", "Acme")))
                .contains(new AccountMatch(new AccountKey("by-domain"), DOMAIN, 1));
        assertThat(match(lead("contact.phone", "+49301234567", "company.name", "Acme")))
                .contains(new AccountMatch(new AccountKey("by-phone"), PHONE, 0.9));
        assertThat(matched(lead("company.name", "ACME"))).isEqualTo("by-name");
        assertThat(matched(lead("contact.phone", "030 1234567"))).isEqualTo("none");
    }

    @Test
    void theDomainOfTheAddressCountsWhenTheNamedOneIsUnknown() {
        account("acme", "name", "Acme", "domains", List.of("acme.de"));
        account("globex", "name", "Globex", "domains", List.of("globex.com"));

        assertThat(matched(lead("contact.email", "a@acme.de", "company.domain", "acme.com")))
                .isEqualTo("acme");
        assertThat(matched(lead("contact.email", "a@acme.de", "company.domain", "globex.com")))
                .isEqualTo("globex");
    }

    @Test
    void freeMailNeverMatches() {
        account("careless", "name", "Careless", "domains", List.of("gmail.com"));

        assertThat(matched(lead("contact.email", "ana@gmail.com"))).isEqualTo("none");
        assertThat(matched(lead("company.domain", "gmail.com"))).isEqualTo("none");
        assertThat(AccountMatcher.keysOf(lead("contact.email", "ana@gmail.com")).isEmpty())
                .isTrue();
    }

    @Test
    void ofSeveralWithOneDomainTheNearestWins() {
        account("acme-a", "name", "Acme", "domains", List.of("acme.com"), "parent", "acme-z");
        account("acme-us", "name", "Acme US", "domains", List.of("acme.com"), "country", "US");
        account("acme-z", "name", "Acme", "domains", List.of("acme.com"));

        assertThat(matched(lead("company.domain", "acme.com", "company.country", "US")))
                .isEqualTo("acme-us");
        assertThat(matched(lead("company.domain", "acme.com", "company.name", "Acme Inc")))
                .isEqualTo("acme-z");
        assertThat(matched(lead("company.domain", "acme.com"))).isEqualTo("acme-us");
    }

    @Test
    void aSlipInALongNameIsForgiven() {
        account("gic", "name", "Globex International Consulting");

        AccountMatch match =
                match(lead("company.name", "Globex Internatonal Consulting")).orElseThrow();

        assertThat(match.account()).isEqualTo(new AccountKey("gic"));
        assertThat(match.confidence()).isCloseTo(0.85 * (1 - 1 / 31.0), EXACT);
        assertThat(matched(lead("company.name", "Globex National Consulting"))).isEqualTo("none");

        account("exact", "name", "Globex Internatonal Consulting");
        assertThat(matched(lead("company.name", "Globex Internatonal Consulting")))
                .isEqualTo("exact");
    }

    @Test
    void otherNamesAreOtherCompanies() {
        account("acme", "name", "Acme");
        account("sector", "name", "Sector 7 International Holdings");
        account("blank", "name", "--");

        assertThat(matched(lead("company.name", "Acne"))).isEqualTo("none");
        assertThat(matched(lead("company.name", "Acme Consulting Services"))).isEqualTo("none");
        assertThat(matched(lead("company.name", "Sector 8 International Holdings")))
                .isEqualTo("none");
        assertThat(matched(lead("company.name", "++"))).isEqualTo("none");
        assertThat(matched(lead())).isEqualTo("none");
    }

    @Test
    void aNameThatSeveralHaveSaysNothingUnlessTheCountryDoes() {
        account("mercury-us", "name", "Mercury", "country", "US");
        account("mercury", "name", "Mercury");
        account("mercury-de", "name", "Mercury GmbH", "country", "DE");

        assertThat(matched(lead("company.name", "Mercury"))).isEqualTo("none");
        assertThat(matched(lead("company.name", "Mercury", "company.country", "US")))
                .isEqualTo("mercury-us");
        assertThat(matched(lead("company.name", "Mercury", "company.country", "FR")))
                .isEqualTo("mercury");
    }

    private String matched(Lead lead) {
        return match(lead).map(match -> match.account().value()).orElse("none");
    }

    private Optional<AccountMatch> match(Lead lead) {
        return AccountMatcher.match(lead, AccountIndex.of(accounts));
    }

    private void account(String key, Object... namesAndValues) {
        Map<String, Object> document = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            document.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        Violations violations = new Violations();
        accounts.add(
                Account.read(new AccountKey(key), Part.root(document, violations)).orElseThrow());
        violations.refuseIfAny();
    }
}
