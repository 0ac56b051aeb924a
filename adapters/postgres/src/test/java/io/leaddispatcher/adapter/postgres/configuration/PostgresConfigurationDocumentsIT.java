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
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments.Parentage;
import io.leaddispatcher.application.connection.StoredConnection;
import io.leaddispatcher.application.connection.port.Connections;
import io.leaddispatcher.application.crm.MirrorState;
import io.leaddispatcher.application.crm.port.CrmMirrors;
import io.leaddispatcher.application.crm.port.CrmMirrors.Claim;
import io.leaddispatcher.application.crm.port.CrmMirrors.Put;
import io.leaddispatcher.application.routing.port.Accounts;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.account.AccountKey;
import io.leaddispatcher.domain.account.MatchKeys;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.tenant.TenantId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
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
    void whenADocumentWasLastSavedIsKnown() {
        save(REP, "mia", Map.of("name", "Mia"), 1);
        save(LIST, "strategic", Map.of("name", "Strategic"), 1);
        Instant first = run(documents.changed(tenant, REP).single()).at();
        save(REP, "mia", Map.of("name", "Mia M."), 2);

        var changed = run(documents.changed(tenant, REP).single());

        assertThat(changed.key()).isEqualTo("mia");
        assertThat(changed.at()).isAfter(first);
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

    private static final ConnectionKey HS = new ConnectionKey("hs");

    private CrmMirrors mirror() {
        run(
                database.get(Connections.class)
                        .save(
                                tenant,
                                new StoredConnection(
                                        UUID.randomUUID(),
                                        HS,
                                        ConnectionType.HUBSPOT,
                                        "HubSpot",
                                        true,
                                        Map.of(),
                                        Map.of(),
                                        "hook-" + UUID.randomUUID(),
                                        1),
                                Map.of())
                        .thenReturn(true));
        CrmMirrors mirrors = database.get(CrmMirrors.class);
        run(mirrors.start(tenant, HS, Instant.EPOCH).thenReturn(true));
        return mirrors;
    }

    private static CrmMirrors.Mirrored company(String id, String domain, String owner) {
        return new CrmMirrors.Mirrored(
                id,
                "hs." + id,
                Map.of(
                        "name",
                        "Firm " + id,
                        "domains",
                        List.of(domain),
                        "owner",
                        owner,
                        "externalIds",
                        Map.of("hs", id)),
                owner);
    }

    @Test
    void aMirrorLeavesAloneWhatIsKeptByHand() {
        CrmMirrors mirrors = mirror();
        run(documents.lock(tenant).thenReturn(true));
        save(ACCOUNT, "ours", Map.of("name", "Ours", "domains", List.of("c.test")), 1);
        var companies =
                List.of(
                        company("1", "a.test", "77"),
                        company("2", "b.test", "77"),
                        company("3", "c.test", "77"));

        assertThat(run(mirrors.put(tenant, HS, companies))).isEqualTo(new Put(2, 0, 0, 1));
        assertThat(run(mirrors.put(tenant, HS, companies))).isEqualTo(new Put(0, 0, 0, 1));
        assertThat(keys(documents.page(tenant, ACCOUNT, null, 9)))
                .containsExactly("hs.1", "hs.2", "ours");
        assertThat(keys(documents.all(tenant, ACCOUNT))).containsExactly("ours");

        // Somebody changes one of the mirror's, and keeps another company by hand.
        save(ACCOUNT, "hs.1", Map.of("name", "Changed", "domains", List.of("a.test")), 900);
        save(ACCOUNT, "also", Map.of("name", "Also", "domains", List.of("b.test")), 901);
        assertThat(
                        run(
                                mirrors.put(
                                        tenant,
                                        HS,
                                        List.of(
                                                company("1", "a.test", "78"),
                                                company("2", "b.test", "78")))))
                .isEqualTo(new Put(0, 0, 1, 2));
        assertThat(keys(documents.page(tenant, ACCOUNT, null, 9)))
                .containsExactly("also", "hs.1", "ours");
        assertThat(run(documents.find(tenant, ACCOUNT, "hs.1")).document().get("name"))
                .isEqualTo("Changed");
    }

    @Test
    void aMirrorFollowsItsCompaniesAndTheirOwners() {
        CrmMirrors mirrors = mirror();
        run(
                mirrors.put(
                        tenant,
                        HS,
                        List.of(
                                company("1", "a.test", "77"),
                                company("2", "b.test", "77"),
                                company("3", "c.test", "78"))));
        save(
                ConfigurationKind.TERRITORY,
                "named",
                Map.of("name", "Named", "accounts", List.of("hs.2")),
                5);

        assertThat(run(mirrors.put(tenant, HS, List.of(company("1", "z.test", "77")))))
                .isEqualTo(new Put(0, 1, 0, 0));
        assertThat(run(mirrors.owners(tenant, HS).collectList()))
                .containsExactlyInAnyOrder("77", "78");
        assertThat(run(mirrors.reown(tenant, HS, Map.of("77", "mia", "78", "78")))).isEqualTo(2);
        assertThat(run(mirrors.reown(tenant, HS, Map.of("77", "mia", "78", "78")))).isZero();
        assertThat(run(documents.find(tenant, ACCOUNT, "hs.1")).document().get("owner"))
                .isEqualTo("mia");
        assertThat(run(mirrors.ids(tenant, HS, "1", 9).collectList())).containsExactly("2", "3");
        assertThat(run(mirrors.remove(tenant, HS, List.of("1", "2")))).isEqualTo(1);
        assertThat(keys(documents.page(tenant, ACCOUNT, null, 9)))
                .as("a territory names one")
                .containsExactly("hs.2", "hs.3");
        assertThat(run(mirrors.ids(tenant, HS, null, 9).collectList())).containsExactly("3");
        assertThat(count("account_domain", "domain in ('a.test', 'z.test')")).isZero();
    }

    @Test
    void aMirrorThatAnotherNodeHoldsIsNotTakenFurther() {
        CrmMirrors mirrors = mirror();
        Claim first = claim(mirrors);
        MirrorState state = run(mirrors.find(tenant, HS));
        assertThat(claimed(mirrors)).as("held").isEmpty();

        Claim further = run(mirrors.advance(first, withTotal(state), Duration.ofMinutes(1)));
        assertThat(run(mirrors.advance(first, state, Duration.ofMinutes(1)).hasElement()))
                .as("of a hold that is over")
                .isFalse();
        assertThat(run(mirrors.find(tenant, HS)).total()).isEqualTo(7);

        Instant soon = Instant.now();
        run(mirrors.told(tenant, HS, List.of("1", "2", "1"), soon).thenReturn(true));
        Map<String, Instant> told = run(mirrors.untold(tenant, HS, 9));
        run(mirrors.told(tenant, HS, List.of("2"), soon.plusSeconds(1)).thenReturn(true));
        run(mirrors.settle(tenant, HS, told).thenReturn(true));
        assertThat(run(mirrors.untold(tenant, HS, 9))).containsOnlyKeys("2");
        run(mirrors.release(further, soon.plusSeconds(3_600)).thenReturn(true));
        assertThat(claimed(mirrors)).as("an event has told of something").hasSize(1);
    }

    private static MirrorState withTotal(MirrorState state) {
        return new MirrorState(
                state.phase(),
                "7",
                state.since(),
                state.beganAt(),
                state.startedAt(),
                null,
                7L,
                0,
                0,
                0,
                0,
                0,
                null,
                0,
                null,
                0,
                null);
    }

    private Claim claim(CrmMirrors mirrors) {
        return claimed(mirrors).getFirst();
    }

    private List<Claim> claimed(CrmMirrors mirrors) {
        return Objects.requireNonNull(
                        mirrors.claim(100, Duration.ofMinutes(1)).collectList().block())
                .stream()
                .filter(claim -> claim.tenant().equals(tenant))
                .toList();
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
        assertThat(run(documents.parentageOfAccounts(tenant, Set.of("berlin")).collectList()))
                .containsExactlyInAnyOrder(
                        new Parentage("berlin", "europe"),
                        new Parentage("europe", "world"),
                        new Parentage("world", "europe"));
        assertThat(
                        runAs(
                                stranger,
                                documents
                                        .parentageOfAccounts(stranger, Set.of("berlin"))
                                        .collectList()))
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
