package io.leaddispatcher.adapter.postgres.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.access.port.People.Membership;
import io.leaddispatcher.application.access.port.SecondFactors;
import io.leaddispatcher.application.account.port.PersonalAccounts;
import io.leaddispatcher.application.sso.port.SsoIdentities;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An account may have been made by anybody, as long as nobody has proved its address. */
class ProofOfAddressesIT {

    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");

    private static TestDatabase database;
    private static People people;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
        people = database.get(People.class);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static UUID register(boolean confirmed) {
        UUID id = UUID.randomUUID();
        return Objects.requireNonNull(
                people.register(id, id + "@acme.test", "M", "hash", NOW, confirmed).block());
    }

    private static UUID join(TenantId tenant, UUID person) {
        UUID member = UUID.randomUUID();
        database.get(UnitOfWork.class)
                .run(tenant, people.join(tenant, member, person, Role.VIEWER, null, NOW))
                .block();
        return member;
    }

    private static void link(TenantId tenant, UUID member, Instant at) {
        database.get(UnitOfWork.class)
                .run(
                        tenant,
                        database.get(SsoIdentities.class)
                                .link(
                                        tenant,
                                        URI.create("https://idp.test"),
                                        member.toString(),
                                        member,
                                        at))
                .block();
    }

    private static void setUpSecondFactor(UUID person) {
        var secret = "secret".getBytes(UTF_8);
        var factors = database.get(SecondFactors.class);
        factors.begin(person, secret).block();
        assertThat(factors.confirm(person, secret, 7, List.of(), NOW).block()).isTrue();
    }

    private static boolean hasSecondFactor(UUID person) {
        return database.get(SecondFactors.class).find(person).blockOptional().isPresent();
    }

    private static void setPassword(UUID person, boolean confirmed) {
        database.get(PersonalAccounts.class).setPassword(person, "other", confirmed, NOW).block();
    }

    private static List<TenantId> byPassword(UUID person) {
        return Objects.requireNonNull(
                people.membershipsByPassword(person).map(Membership::tenant).collectList().block());
    }

    @Test
    void whoeverProvesAnAddressIsNotKeptOutBySomebodyElsesSecondFactor() {
        UUID person = register(false);
        setUpSecondFactor(person);
        setPassword(person, false);
        assertThat(hasSecondFactor(person)).isTrue();

        setPassword(person, true);

        assertThat(hasSecondFactor(person)).isFalse();
    }

    @Test
    void theSecondFactorOfAProvedAccountOutlivesItsPassword() {
        UUID person = register(true);
        setUpSecondFactor(person);

        setPassword(person, true);

        assertThat(hasSecondFactor(person)).isTrue();
    }

    @Test
    void aSeatThatTheProviderGaveIsOpenToAPasswordOnceTheAddressIsProved() {
        TenantId own = database.newTenant();
        TenantId other = database.newTenant();
        UUID person = register(false);
        join(own, person);
        link(other, join(other, person), NOW);
        assertThat(byPassword(person)).containsExactly(own);

        setPassword(person, true);

        assertThat(byPassword(person)).containsExactlyInAnyOrder(own, other);
    }

    @Test
    void whoWasAMemberBeforeTheProviderKnewThemStillHasTheirPassword() {
        TenantId tenant = database.newTenant();
        UUID person = register(false);
        link(tenant, join(tenant, person), NOW.plusSeconds(1));

        assertThat(byPassword(person)).containsExactly(tenant);
    }
}
