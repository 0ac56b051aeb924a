package io.leaddispatcher.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.lead.Leads;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Accounts above accounts, and what makes leads of one company. */
class AccountFamilyTest {

    private final Map<AccountKey, Account> known = new HashMap<>();

    @Test
    void theNearestComesFirst() {
        account("world", null);
        account("europe", "world");
        account("berlin", "europe");

        assertThat(above("berlin")).containsExactly("europe", "world");
        assertThat(above("world")).isEmpty();
    }

    @Test
    void itEndsWhereAnAccountIsNotKnown() {
        account("berlin", "gone");

        assertThat(above("berlin")).isEmpty();
    }

    @Test
    void aCircleIsWalkedOnce() {
        account("a", "b");
        account("b", "c");
        account("c", "b");

        assertThat(above("a")).containsExactly("b", "c");
        assertThat(above("b")).containsExactly("c");
    }

    @Test
    void aLongLineIsNotWalkedToItsEnd() {
        for (int level = 0; level < 20; level++) {
            account("level-" + level, "level-" + (level + 1));
        }

        assertThat(above("level-0")).hasSize(Account.MOST_ANCESTORS).endsWith("level-10");
    }

    @Test
    void leadsAreOfOneCompanyByAccountOrDomain() {
        AccountKey acme = new AccountKey("acme");

        assertThat(CompanyKey.of(Leads.lead("company.domain", "www.acme.de"), acme))
                .extracting(CompanyKey::toString)
                .containsExactly("account:acme", "domain:acme.de");
        assertThat(CompanyKey.of(Leads.lead("contact.email", "ana@acme.de"), null))
                .containsExactly(new CompanyKey("domain:acme.de"))
                .noneMatch(CompanyKey::isAccount);
        assertThat(CompanyKey.of(Leads.lead("company.domain", "gmail.com"), null)).isEmpty();
        assertThat(CompanyKey.of(Leads.lead("contact.email", "ana@gmail.com"), null)).isEmpty();
    }

    private List<String> above(String key) {
        Account account = known.getOrDefault(new AccountKey(key), read(key, Map.of("name", key)));
        return account.ancestors(known::get).stream().map(each -> each.key().value()).toList();
    }

    private void account(String key, @Nullable String parent) {
        Map<String, Object> document = new HashMap<>(Map.of("name", key));
        if (parent != null) {
            document.put("parent", parent);
        }
        known.put(new AccountKey(key), read(key, document));
    }

    private static Account read(String key, Map<String, Object> document) {
        return Account.read(new AccountKey(key), Part.root(document, new Violations()))
                .orElseThrow();
    }
}
