package io.leaddispatcher.adapter.postgres.crm;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.crm.port.KnownAccounts;
import io.leaddispatcher.application.crm.port.KnownAccounts.KnownAccount;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** How people find an account, and learn from where it comes. */
class PostgresKnownAccountsIT {

    private static TestDatabase database;
    private static KnownAccounts accounts;

    private TenantId tenant;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
        accounts = database.get(KnownAccounts.class);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void someAccounts() {
        tenant = database.newTenant();
        account("acme", "{\"name\":\"Acme GmbH\",\"domains\":[\"acme.de\"],\"owner\":\"mia\"}", 1);
        account("bolt", "{\"name\":\"Bolt 100%\",\"domains\":[\"bolt.test\"]}", 2);
        account("hs.7", "{\"name\":\"Cobalt\",\"domains\":[\"cobalt.test\"]}", 3);
    }

    @Test
    void anAccountIsFoundByItsKeyNameDomainAndOwnerWhateverTheCase() {
        assertThat(find("", null, 10)).containsExactly("acme", "bolt", "hs.7");
        assertThat(find("ACME g", null, 10)).containsExactly("acme");
        assertThat(find("cobalt.TEST", null, 10)).containsExactly("hs.7");
        assertThat(find("MIA", null, 10)).containsExactly("acme");
        assertThat(find("hs.", null, 10)).containsExactly("hs.7");
        assertThat(find("nobody", null, 10)).isEmpty();
    }

    @Test
    void anAccountIsFoundByTheNameOfItsOwnerAndComesWithIt() {
        database.executeAsSuperuser(
                """
                insert into configuration_document (tenant_id, kind, key, document, version)
                values ('%s', 'REP', 'mia', '{"name":"Maria Weber","email":"mia@x.test"}', 4)
                """
                        .formatted(tenant));

        assertThat(find("maria W", null, 10)).containsExactly("acme");
        assertThat(run(accounts.find(tenant, "", null, 10).collectList()))
                .extracting(KnownAccount::owner)
                .containsExactly("Maria Weber", null, null);
    }

    @Test
    void whatStandsForAnythingElsewhereStandsForItselfHere() {
        assertThat(find("100%", null, 10)).containsExactly("bolt");
        assertThat(find("%", null, 10)).containsExactly("bolt");
        assertThat(find("_", null, 10)).isEmpty();
    }

    @Test
    void pagesFollowTheKeys() {
        assertThat(find("", null, 2)).containsExactly("acme", "bolt");
        assertThat(find("", "bolt", 2)).containsExactly("hs.7");
    }

    @Test
    void anAccountIsAMirrorUntilSomebodyChangesIt() {
        mirror("hs.7", 3);
        assertThat(mirrorOf("hs.7")).isEqualTo(new ConnectionKey("hs"));
        assertThat(mirrorOf("acme")).isNull();
        assertThat(mirrorOf("never-was")).isNull();
        assertThat(run(accounts.find(tenant, "", null, 10).collectList()))
                .extracting(KnownAccount::mirror)
                .containsExactly(null, null, new ConnectionKey("hs"));

        database.executeAsSuperuser(
                "update account set version = 9 where tenant_id = '%s' and key = 'hs.7'"
                        .formatted(tenant));
        assertThat(mirrorOf("hs.7")).isNull();
    }

    @Test
    void nothingOfAnotherTenantIsFound() {
        mirror("hs.7", 3);
        TenantId other = database.newTenant();

        assertThat(runAs(other, accounts.find(other, "", null, 10).collectList())).isEmpty();
        assertThat(runAs(other, accounts.find(tenant, "", null, 10).collectList())).isEmpty();
        assertThat(runAs(other, accounts.mirrorOf(tenant, "hs.7").hasElement())).isFalse();
    }

    private void account(String key, String document, long version) {
        database.executeAsSuperuser(
                "insert into account (tenant_id, key, document, version) values ('%s', '%s', '%s', %d)"
                        .formatted(tenant, key, document, version));
    }

    private void mirror(String key, long version) {
        database.executeAsSuperuser(
                """
                insert into connection (tenant_id, id, key, type, name, active, settings, hook_id, version)
                values ('%1$s', '%1$s', 'hs', 'HUBSPOT', 'HubSpot', true, '{"portalId":"62515"}', '%1$s', 1);
                insert into crm_mirror (tenant_id, connection_key, phase, since, began_at, started_at, due_at, held_until)
                values ('%1$s', 'hs', 'IDLE', now(), now(), now(), now(), now());
                insert into crm_account (tenant_id, connection_key, external_id, account_key, version)
                values ('%1$s', 'hs', '7', '%2$s', %3$d)
                """
                        .formatted(tenant, key, version));
    }

    private List<String> find(String text, @Nullable String after, int limit) {
        return run(
                accounts.find(tenant, text, after, limit)
                        .map(found -> found.account().key())
                        .collectList());
    }

    private @Nullable ConnectionKey mirrorOf(String key) {
        return database.get(UnitOfWork.class).run(tenant, accounts.mirrorOf(tenant, key)).block();
    }

    private <T> T run(Mono<T> work) {
        return runAs(tenant, work);
    }

    private static <T> T runAs(TenantId who, Mono<T> work) {
        return Objects.requireNonNull(database.get(UnitOfWork.class).run(who, work).block());
    }
}
