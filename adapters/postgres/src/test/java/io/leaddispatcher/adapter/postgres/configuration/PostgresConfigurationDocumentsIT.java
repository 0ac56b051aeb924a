package io.leaddispatcher.adapter.postgres.configuration;

import static io.leaddispatcher.application.configuration.ConfigurationKind.ACCOUNT;
import static io.leaddispatcher.application.configuration.ConfigurationKind.LIST;
import static io.leaddispatcher.application.configuration.ConfigurationKind.REP;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments.Name;
import io.leaddispatcher.application.routing.port.Accounts;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.account.AccountKey;
import io.leaddispatcher.domain.account.MatchKeys;
import io.leaddispatcher.domain.tenant.TenantId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class PostgresConfigurationDocumentsIT {

    private static TestDatabase database;
    private static ConfigurationDocuments documents;

    private TenantId tenant;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
        documents = database.get(ConfigurationDocuments.class);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void aFreshTenant() {
        tenant = database.newTenant();
    }

    @Test
    void aDocumentComesBackAsItWasSent() {
        Map<String, ?> document =
                Map.of(
                        "name",
                        "Müller & Söhne",
                        "values",
                        List.of("a", "b"),
                        "deep",
                        Map.of("exact", new BigDecimal("0.10"), "flag", true));
        save(LIST, "strategic", document, 7);

        StoredDocument found = run(documents.find(tenant, LIST, "strategic"));

        assertThat(found.document()).isEqualTo(document);
        assertThat(found.version()).isEqualTo(7);
    }

    @Test
    void pagesFollowTheKeysByteByByte() {
        for (String key : List.of("b", "a", "C", "a-1", "_")) {
            save(LIST, key.equals("_") ? "9" : key, Map.of("name", key), 1);
        }

        assertThat(keys(documents.page(tenant, LIST, null, 3))).containsExactly("9", "C", "a");
        assertThat(keys(documents.page(tenant, LIST, "a", 3))).containsExactly("a-1", "b");
        assertThat(keys(documents.all(tenant, LIST))).containsExactly("9", "C", "a", "a-1", "b");
    }

    @Test
    void nothingOfAnotherTenantIsSeen() {
        save(REP, "mia", Map.of("name", "Mia"), 1);
        save(ACCOUNT, "acme", Map.of("name", "Acme"), 1);
        TenantId other = database.newTenant();

        assertThat(runAs(other, documents.find(other, REP, "mia").hasElement())).isFalse();
        // Even a query that names the wrong tenant.
        assertThat(runAs(other, documents.find(tenant, REP, "mia").hasElement())).isFalse();
        assertThat(runAs(other, documents.find(tenant, ACCOUNT, "acme").hasElement())).isFalse();
        assertThat(runAs(other, documents.names(other).collectList())).isEmpty();
    }

    @Test
    void changesAreCountedApartForWhatIsLookedUp() {
        assertThat(run(documents.revision(tenant))).isZero();
        assertThat(run(documents.lock(tenant).then(documents.advance(tenant)))).isEqualTo(1);
        assertThat(run(documents.lock(tenant).then(documents.advance(tenant)))).isEqualTo(2);
        assertThat(run(documents.lock(tenant).then(documents.advanceLookUps(tenant)))).isEqualTo(1);
        assertThat(run(documents.revision(tenant))).isEqualTo(2);
    }

    @Test
    void anAccountIsFoundByEachOfItsKeys() {
        save(
                ACCOUNT,
                "acme",
                Map.of(
                        "name", "Acme GmbH",
                        "domains", List.of("www.acme.de", "acme.com"),
                        "phones", List.of("+49 30 1234567"),
                        "externalIds", Map.of("hubspot-main", "123")),
                1);
        save(ACCOUNT, "acme", Map.of("name", "Acme GmbH", "domains", List.of("acme.de")), 2);

        assertThat(count("account_domain", "domain = 'acme.de'")).isEqualTo(1);
        assertThat(count("account_domain", "domain = 'acme.com'")).isZero();
        assertThat(count("account_phone", "true")).isZero();

        save(
                ACCOUNT,
                "acme",
                Map.of(
                        "name", "Acme GmbH",
                        "phones", List.of("+49 30 1234567"),
                        "externalIds", Map.of("hubspot-main", "123")),
                3);
        assertThat(count("account_phone", "phone = '+49301234567'")).isEqualTo(1);
        assertThat(
                        count(
                                "account_external_id",
                                "connection = 'hubspot-main' and external_id = '123'"))
                .isEqualTo(1);
        assertThat(count("account", "normalised_name is not null")).isEqualTo(1);

        run(documents.delete(tenant, ACCOUNT, "acme").thenReturn(true));
        assertThat(count("account_phone", "true")).isZero();
    }

    @Test
    void accountsOfTheTenantAreCandidatesByAnyOfTheirKeys() {
        save(ACCOUNT, "acme", Map.of("name", "Acme GmbH", "domains", List.of("acme.de")), 1);
        save(ACCOUNT, "globex", Map.of("name", "Globex Corporation"), 2);
        save(ACCOUNT, "initech", Map.of("name", "Initech"), 3);
        TenantId other = database.newTenant();
        Accounts accounts = database.get(Accounts.class);
        var byDomainAndName =
                List.of(
                        new MatchKeys(Map.of(), Set.of("acme.de"), Set.of(), Set.of()),
                        new MatchKeys(Map.of(), Set.of(), Set.of(), Set.of("globexx")));

        assertThat(run(accounts.candidates(tenant, byDomainAndName).collectList()))
                .extracting(account -> account.key().value())
                .containsExactly("acme", "globex");
        assertThat(runAs(other, accounts.candidates(other, byDomainAndName).collectList()))
                .isEmpty();
    }

    @Test
    void accountsKnowWhoseParentTheyAre() {
        save(ACCOUNT, "acme", Map.of("name", "Acme"), 1);
        save(ACCOUNT, "acme-uk", Map.of("name", "Acme UK", "parent", "acme"), 2);

        assertThat(run(documents.childOfAccount(tenant, "acme"))).isEqualTo("acme-uk");
        assertThat(run(documents.knownAccounts(tenant, Set.of("acme", "globex")).collectList()))
                .containsExactly("acme");
    }

    @Test
    void accountsComeWithThoseAboveThemAlsoInACircle() {
        save(ACCOUNT, "berlin", Map.of("name", "Berlin", "parent", "europe"), 1);
        save(ACCOUNT, "europe", Map.of("name", "Europe", "parent", "world"), 2);
        save(ACCOUNT, "world", Map.of("name", "World", "parent", "europe"), 3);
        save(ACCOUNT, "other", Map.of("name", "Other", "parent", "world"), 4);
        Accounts accounts = database.get(Accounts.class);
        TenantId stranger = database.newTenant();
        Set<AccountKey> asked = Set.of(new AccountKey("europe"), new AccountKey("gone"));

        assertThat(run(accounts.withAncestors(tenant, asked).collectList()))
                .extracting(account -> account.key().value())
                .containsExactly("europe", "world");
        assertThat(runAs(stranger, accounts.withAncestors(stranger, asked).collectList()))
                .isEmpty();
    }

    @Test
    void namesAreThoseOfEverythingButAccounts() {
        save(REP, "mia", Map.of("name", "Mia"), 1);
        save(ACCOUNT, "acme", Map.of("name", "Acme"), 1);

        assertThat(run(documents.names(tenant).collectList()))
                .containsExactly(new Name(REP, "mia"));
    }

    private void save(ConfigurationKind kind, String key, Map<String, ?> document, long version) {
        run(
                documents
                        .save(tenant, kind, new StoredDocument(key, document, version))
                        .thenReturn(true));
    }

    private List<String> keys(Flux<StoredDocument> found) {
        return run(found.map(StoredDocument::key).collectList());
    }

    private long count(String table, String condition) {
        return database.count(
                "select count(*) from %s where tenant_id = '%s' and %s"
                        .formatted(table, tenant, condition));
    }

    private <T> T run(Mono<T> work) {
        return runAs(tenant, work);
    }

    private static <T> T runAs(TenantId tenant, Mono<T> work) {
        return Objects.requireNonNull(database.get(UnitOfWork.class).run(tenant, work).block());
    }
}
