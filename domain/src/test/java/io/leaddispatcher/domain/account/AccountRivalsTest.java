package io.leaddispatcher.domain.account;

import static io.leaddispatcher.domain.lead.Leads.lead;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.lead.Lead;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Accounts between which nothing decides. */
class AccountRivalsTest {

    private final List<Account> accounts = new ArrayList<>();

    private void account(String key, Object... properties) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", key);
        for (int i = 0; i < properties.length; i += 2) {
            document.put(String.valueOf(properties[i]), properties[i + 1]);
        }
        accounts.add(
                Account.read(new AccountKey(key), Part.root(document, new Violations()))
                        .orElseThrow());
    }

    private List<String> rivals(Lead lead) {
        return AccountMatcher.rivals(lead, AccountIndex.of(accounts)).stream()
                .map(account -> account.key().value())
                .toList();
    }

    @Test
    void twoOfOneDomainAreRivals() {
        account("one", "domains", List.of("acme.de"));
        account("two", "domains", List.of("acme.de"));
        account("other", "domains", List.of("globex.de"));

        assertThat(rivals(lead("company.domain", "acme.de"))).containsExactly("one", "two");
        assertThat(rivals(lead("company.domain", "globex.de"))).isEmpty();
        assertThat(rivals(lead("company.domain", "nobody.de"))).isEmpty();
    }

    @Test
    void countryNameAndFamilyDecide() {
        account("de", "name", "Acme", "domains", List.of("acme.com"), "country", "DE");
        account("uk", "name", "Acme", "domains", List.of("acme.com"), "country", "GB");
        assertThat(rivals(lead("company.domain", "acme.com", "company.country", "DE"))).isEmpty();
        assertThat(rivals(lead("company.domain", "acme.com"))).containsExactly("de", "uk");

        account("named", "name", "Acme Fintech", "domains", List.of("acme.com"));
        assertThat(rivals(lead("company.domain", "acme.com", "company.name", "Acme Fintech")))
                .isEmpty();

        accounts.clear();
        account("head", "domains", List.of("acme.com"));
        account("daughter", "domains", List.of("acme.com"), "parent", "head");
        assertThat(rivals(lead("company.domain", "acme.com"))).isEmpty();
    }

    @Test
    void strongerEvidenceLeavesNoDoubt() {
        account("one", "phones", List.of("+49301234567"));
        account("two", "phones", List.of("+49301234567"));
        account("sure", "domains", List.of("acme.de"));

        assertThat(rivals(lead("contact.phone", "+49301234567"))).containsExactly("one", "two");
        assertThat(rivals(lead("contact.phone", "+49301234567", "company.domain", "acme.de")))
                .isEmpty();
    }

    @Test
    void twoOfOneNameMatchNobodyAndAreRivals() {
        account("one", "name", "Acme");
        account("two", "name", "Acme GmbH");
        Lead acme = lead("company.name", "Acme");

        assertThat(AccountMatcher.match(acme, AccountIndex.of(accounts))).isEmpty();
        assertThat(rivals(acme)).containsExactly("one", "two");
    }

    /** Whoever matches is one of the rivals, where there are some. */
    @Test
    void theMatchIsAmongItsRivals() {
        var random = new SplittableRandom(31);
        List<String> domains = List.of("a.de", "b.de", "c.de");
        List<String> countries = List.of("DE", "AT");
        for (int round = 0; round < 2_000; round++) {
            accounts.clear();
            for (int each = 0; each < 4; each++) {
                account(
                        "k" + each,
                        "name",
                        "N" + random.nextInt(3),
                        "domains",
                        List.of(domains.get(random.nextInt(3))),
                        "country",
                        countries.get(random.nextInt(2)));
            }
            Lead lead =
                    lead(
                            "company.domain",
                            domains.get(random.nextInt(3)),
                            "company.country",
                            countries.get(random.nextInt(2)));
            List<String> rivals = rivals(lead);
            if (!rivals.isEmpty()) {
                assertThat(rivals)
                        .hasSizeGreaterThan(1)
                        .contains(
                                AccountMatcher.match(lead, AccountIndex.of(accounts))
                                        .orElseThrow()
                                        .account()
                                        .value());
            }
        }
    }
}
