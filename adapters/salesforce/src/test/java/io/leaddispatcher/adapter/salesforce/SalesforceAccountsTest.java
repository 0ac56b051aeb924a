package io.leaddispatcher.adapter.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.crm.CrmContract;
import io.leaddispatcher.application.crm.port.Crm;
import io.leaddispatcher.application.crm.port.CrmAccounts;
import io.leaddispatcher.application.crm.port.CrmFields;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Accounts of Salesforce, as they are mirrored and looked up. */
class SalesforceAccountsTest {

    private static final String GONE = SalesforceId.of("0015g0000GONE01").orElseThrow().value();

    private final StandInSalesforce salesforce = new StandInSalesforce();
    private final Desk desk = new Desk(salesforce);
    private final Crm crm = SalesforceCrm.of(desk.api, () -> desk.now);

    @AfterEach
    void stop() {
        salesforce.close();
    }

    @Test
    void accountsComePageByPageEachOnce() {
        for (int i = 0; i < 2_003; i++) {
            account(i);
        }
        List<String> names = new ArrayList<>();
        @Nullable String cursor = null;
        int pages = 0;
        do {
            var page = answer(crm.accounts().page(CrmContract.TENANT, desk.connection(), cursor));
            page.accounts().forEach(each -> names.add(each.name()));
            cursor = page.next();
            pages++;
        } while (cursor != null);

        assertThat(names).hasSize(2_003).doesNotHaveDuplicates();
        assertThat(pages).isEqualTo(2);
        assertThat(answer(crm.accounts().count(CrmContract.TENANT, desk.connection())))
                .isEqualTo(2_000);
    }

    @Test
    void accountsThatChangedComeFromTheLongestAgoAlsoWhenManyChangedAtOnce() {
        for (int i = 0; i < 2_003; i++) {
            account(i);
        }
        Instant since = Instant.parse("2026-03-01T00:00:01Z");
        var first =
                answer(crm.accounts().changed(CrmContract.TENANT, desk.connection(), since, null));
        var second =
                answer(
                        crm.accounts()
                                .changed(
                                        CrmContract.TENANT,
                                        desk.connection(),
                                        since,
                                        first.next()));

        assertThat(first.accounts()).hasSize(2_000);
        // One of the second before it.
        assertThat(second.accounts()).hasSize(2);
        assertThat(second.next()).isNull();
    }

    @Test
    void anAccountSaysWhatItIsAskedForAndTheFirstUsualFieldIsNamedFirst() {
        String id = account(1);
        assertThat(
                        answer(
                                crm.accounts()
                                        .read(
                                                CrmContract.TENANT,
                                                desk.connection(),
                                                id,
                                                Set.of("Name", "Nothing"))))
                .isEqualTo(Map.of("Name", "Acme 1"));
        for (String other : List.of("0015g0000000009AAA", "nonsense")) {
            assertThat(
                            crm.accounts()
                                    .read(
                                            CrmContract.TENANT,
                                            desk.connection(),
                                            other,
                                            Set.of("Name"))
                                    .blockOptional(CrmContract.PATIENCE))
                    .isEmpty();
        }
        assertThat(crm.fields().usual(CrmFields.Subject.ACCOUNT).keySet())
                .containsSubsequence("BillingCountryCode", "BillingCountry");
        assertThat(crm.fields().withoutCompany().keySet())
                .containsSubsequence("MailingCountryCode", "MailingCountry");
    }

    @Test
    void anAccountIsSoughtByDomainOrNameWhateverStandsInThem() {
        String id = account(1);
        assertThat(search("acme1.de", null)).containsExactly(id);
        assertThat(search("acme_.de", null)).isEmpty();
        String sub = site(2, "https://shop.acme1.de/welcome");
        for (int i = 10; i < 17; i++) {
            site(i - 10 + 90, "https://www.notacme1.de/" + i);
            site(i - 10 + 80, "acme1.de.example" + i + ".com");
        }
        assertThat(search("acme1.de", null)).containsExactlyInAnyOrder(id, sub);
        assertThat(search(null, "Acme 1")).containsExactly(id);
        assertThat(search(null, "' OR Name LIKE '%")).isEmpty();
        assertThat(search(null, null)).isEmpty();
        assertThat(
                        crm.accounts()
                                .byIds(
                                        CrmContract.TENANT,
                                        desk.connection(),
                                        List.of(id, GONE, "nonsense"))
                                .map(CrmAccounts.CrmAccount::id)
                                .collectList()
                                .block(CrmContract.PATIENCE))
                .containsExactly(id);
    }

    private String account(int i) {
        String id = SalesforceId.of("0015g%010d".formatted(i)).orElseThrow().value();
        salesforce.put(
                "Account",
                id,
                Map.of(
                        "Name",
                        "Acme " + i,
                        "Website",
                        "https://www.acme%d.de/".formatted(i),
                        "SystemModstamp",
                        i == 0 ? "2026-03-01T00:00:00.000+0000" : "2026-03-01T00:00:01.000+0000"));
        return id;
    }

    private String site(int i, String website) {
        String id = SalesforceId.of("0015f%010d".formatted(i)).orElseThrow().value();
        salesforce.put("Account", id, Map.of("Name", "Site " + i, "Website", website));
        return id;
    }

    private List<String> search(@Nullable String domain, @Nullable String name) {
        return Objects.requireNonNull(
                crm.accounts()
                        .search(CrmContract.TENANT, desk.connection(), domain, name)
                        .map(CrmAccounts.CrmAccount::id)
                        .collectList()
                        .block(CrmContract.PATIENCE));
    }

    private static <T> T answer(Mono<T> asked) {
        return asked.blockOptional(Duration.ofSeconds(10)).orElseThrow();
    }
}
