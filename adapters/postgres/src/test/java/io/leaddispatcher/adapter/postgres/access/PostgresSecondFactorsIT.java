package io.leaddispatcher.adapter.postgres.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.access.port.SecondFactors;
import io.leaddispatcher.application.access.port.SecondFactors.Factor;
import io.leaddispatcher.application.access.port.Sessions;
import io.leaddispatcher.application.secondfactor.port.SecondFactorRequirements;
import io.leaddispatcher.application.secondfactor.port.SecondFactorRequirements.Standing;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class PostgresSecondFactorsIT {

    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final byte[] SECRET = bytes("secret");

    private static TestDatabase database;
    private static SecondFactors factors;
    private static Sessions sessions;
    private static UnitOfWork unitOfWork;

    private UUID person;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
        factors = database.get(SecondFactors.class);
        sessions = database.get(Sessions.class);
        unitOfWork = database.get(UnitOfWork.class);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void somebodyNew() {
        person = register();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static UUID register() {
        UUID id = UUID.randomUUID();
        return done(
                database.get(People.class).register(id, id + "@acme.test", "M", null, NOW, true));
    }

    private static UUID join(TenantId tenant, UUID person) {
        UUID member = UUID.randomUUID();
        unitOfWork
                .run(
                        tenant,
                        database.get(People.class)
                                .join(tenant, member, person, Role.VIEWER, null, NOW))
                .block();
        return member;
    }

    private static <T> T done(Mono<T> answer) {
        return Objects.requireNonNull(answer.block());
    }

    private Factor found() {
        return done(factors.find(person));
    }

    private void setUp(UUID who, String... codes) {
        factors.begin(who, SECRET).block();
        assertThat(done(factors.confirm(who, SECRET, 7, hashes(codes), NOW))).isTrue();
    }

    private static List<byte[]> hashes(String... codes) {
        return Arrays.stream(codes).map(PostgresSecondFactorsIT::bytes).toList();
    }

    @Test
    void whatIsBegunAsksNothingAndCanBeBegunAnew() {
        assertThat(factors.find(person).blockOptional()).isEmpty();
        factors.begin(person, bytes("first")).block();
        factors.begin(person, SECRET).block();
        assertThat(found().confirmed()).isFalse();
        assertThat(found().secret()).isEqualTo(SECRET);

        assertThat(done(factors.confirm(person, bytes("first"), 7, List.of(), NOW))).isFalse();
        assertThat(done(factors.spend(person, 8))).isFalse();
        assertThat(done(factors.confirm(person, SECRET, 7, hashes("a", "b"), NOW))).isTrue();
        assertThat(found().confirmed()).isTrue();
        assertThat(found().lastStep()).isEqualTo(7);
        assertThat(found().recoveryCodes()).isEqualTo(2);
    }

    @Test
    void whatIsOnStaysAsItIs() {
        setUp(person, "a");
        factors.begin(person, bytes("other")).block();
        assertThat(done(factors.confirm(person, SECRET, 9, hashes("x"), NOW))).isFalse();
        assertThat(found().secret()).isEqualTo(SECRET);
        assertThat(found().lastStep()).isEqualTo(7);
        assertThat(found().recoveryCodes()).isEqualTo(1);
    }

    @Test
    void ofManyWhoSendTheSameCodeAtOnceOneGetsIn() {
        setUp(person, "a");
        assertThat(atOnce(factors.spend(person, 8))).isOne();
        assertThat(atOnce(factors.takeRecoveryCode(person, bytes("a")))).isOne();
        assertThat(done(factors.spend(person, 7))).as("an older one").isFalse();
        assertThat(done(factors.spend(person, 9))).isTrue();
    }

    private static long atOnce(Mono<Boolean> attempt) {
        return done(
                Flux.range(0, 8).flatMap(_ -> attempt, 8).filter(Boolean::booleanValue).count());
    }

    @Test
    void recoveryCodesAreEachPersonsOwnAndReplacedAsAWhole() {
        setUp(person, "a", "b");
        UUID other = register();
        assertThat(done(factors.takeRecoveryCode(other, bytes("a")))).isFalse();

        factors.renewRecoveryCodes(person, hashes("c")).block();
        factors.renewRecoveryCodes(other, hashes("d")).block();
        assertThat(done(factors.takeRecoveryCode(person, bytes("a")))).isFalse();
        assertThat(done(factors.takeRecoveryCode(person, bytes("c")))).isTrue();
        assertThat(done(factors.takeRecoveryCode(other, bytes("d")))).as("has none").isFalse();
    }

    @Test
    void switchedOffNothingIsLeft() {
        setUp(person, "a");
        factors.drop(person).block();
        assertThat(factors.find(person).blockOptional()).isEmpty();
        assertThat(done(factors.takeRecoveryCode(person, bytes("a")))).isFalse();
    }

    /** As docs/operations.md says. */
    @Test
    void anOperatorTakesItAwayAsTheOwnerOfTheDatabase() {
        setUp(person, "a");
        database.executeAsSuperuser(
                """
                set role dispatcher_owner;
                delete from second_factor where person_id = (select id from person where email = '%s@acme.test');
                """
                        .formatted(person));
        assertThat(factors.find(person).blockOptional()).isEmpty();
    }

    @Test
    void aHalfLogInIsTakenOnceAndEndsByItself() {
        Instant end = NOW.plus(Duration.ofMinutes(10));
        byte[] hash = bytes("half " + person);
        factors.keepHalf(hash, person, NOW, end).block();
        assertThat(factors.findHalf(hash, end).blockOptional()).isEmpty();
        assertThat(done(factors.findHalf(hash, NOW))).isEqualTo(person);
        assertThat(done(Flux.range(0, 8).flatMap(_ -> factors.takeHalf(hash, NOW), 8).count()))
                .isOne();
        assertThat(factors.findHalf(hash, NOW).blockOptional()).isEmpty();
    }

    @Test
    void switchedOnEverySessionWithoutItIsOverEverywhereButNobodyElses() {
        TenantId acme = database.newTenant();
        TenantId globex = database.newTenant();
        session(acme, join(acme, person), "here");
        session(globex, join(globex, person), "there");
        session(acme, join(acme, register()), "somebody else's");

        setUp(person);
        assertThat(isOpen("here")).isFalse();
        assertThat(isOpen("there")).isFalse();
        assertThat(isOpen("somebody else's")).isTrue();
    }

    private static void session(TenantId tenant, UUID member, String token) {
        unitOfWork.run(tenant, sessions.open(tenant, bytes(token), member, NOW, null)).block();
    }

    private static boolean isOpen(String token) {
        return sessions.tenantOf(bytes(token)).blockOptional().isPresent();
    }

    @Test
    void aWorkspaceThatAsksForOneFindsOutInEachSessionWhoHasNone() {
        TenantId acme = database.newTenant();
        TenantId globex = database.newTenant();
        setUp(person);
        session(acme, join(acme, person), "with " + acme);
        session(acme, join(acme, register()), "without " + acme);
        session(globex, join(globex, register()), "without " + globex);
        var requirements = database.get(SecondFactorRequirements.class);
        assertThat(done(unitOfWork.run(acme, requirements.show(acme))))
                .isEqualTo(new Standing(false, List.of(), 2, 1));
        assertThat(isDue(acme, "without " + acme)).isFalse();

        assertThat(done(unitOfWork.run(acme, requirements.change(acme, true)))).isTrue();
        assertThat(done(unitOfWork.run(acme, requirements.change(acme, true)))).isFalse();
        assertThat(done(unitOfWork.run(acme, requirements.show(acme))))
                .isEqualTo(new Standing(true, List.of(), 2, 1));
        assertThat(isDue(acme, "with " + acme)).isFalse();
        assertThat(isDue(acme, "without " + acme)).isTrue();
        assertThat(isDue(globex, "without " + globex)).isFalse();
    }

    @Test
    void soDoesAWorkspaceWithASensitiveFieldWhateverItsOwnersWish() {
        TenantId acme = database.newTenant();
        TenantId globex = database.newTenant();
        session(acme, join(acme, register()), "sensitive " + acme);
        session(globex, join(globex, register()), "plain " + globex);
        UUID guest = join(acme, register());
        unitOfWork
                .run(acme, sessions.openBySso(acme, bytes("sso " + acme), guest, NOW, null))
                .block();
        var requirements = database.get(SecondFactorRequirements.class);
        field(acme, "plain", "{\"name\":\"Plain\",\"sensitive\":false}");
        assertThat(isDue(acme, "sensitive " + acme)).isFalse();

        field(acme, "diagnosis", "{\"name\":\"Diagnosis\",\"sensitive\":true}");
        field(acme, "blood", "{\"name\":\"Blood group\",\"sensitive\":true}");
        assertThat(isDue(acme, "sensitive " + acme)).isTrue();
        assertThat(isDue(acme, "sso " + acme)).as("the provider has asked").isFalse();
        assertThat(isDue(globex, "plain " + globex)).isFalse();
        assertThat(done(unitOfWork.run(acme, requirements.show(acme))))
                .isEqualTo(new Standing(true, List.of("Blood group", "Diagnosis"), 2, 2));
        assertThat(done(unitOfWork.run(globex, requirements.show(globex))))
                .isEqualTo(new Standing(false, List.of(), 1, 1));

        database.executeAsSuperuser(
                "delete from configuration_document where tenant_id = '%s'".formatted(acme));
        assertThat(isDue(acme, "sensitive " + acme)).isFalse();
    }

    @Test
    void howLongASessionIsIdleIsToldByTheDatabaseTogetherWithItsFields() {
        TenantId acme = database.newTenant();
        String token = "idle " + acme;
        unitOfWork
                .run(
                        acme,
                        sessions.open(
                                acme,
                                bytes(token),
                                join(acme, person),
                                NOW.minus(Duration.ofHours(20)),
                                null))
                .block();
        var fresh = stored(acme, token);
        assertThat(fresh.createdAt()).isEqualTo(NOW.minus(Duration.ofHours(20)));
        assertThat(fresh.idle()).as("opened now").isLessThan(Duration.ofMinutes(10));
        assertThat(fresh.sensitive()).isFalse();

        field(acme, "diagnosis", "{\"name\":\"Diagnosis\",\"sensitive\":true}");
        database.executeAsSuperuser(
                "update session set last_seen_at = now() - interval '20 minutes' where tenant_id = '%s'"
                        .formatted(acme));
        var idle = stored(acme, token);
        assertThat(idle.sensitive()).isTrue();
        assertThat(idle.idle()).isBetween(Duration.ofMinutes(20), Duration.ofMinutes(30));
        unitOfWork.run(acme, sessions.seen(acme, bytes(token))).block();
        assertThat(stored(acme, token).idle()).isLessThan(Duration.ofMinutes(10));
    }

    private static Sessions.Session stored(TenantId tenant, String token) {
        return done(unitOfWork.run(tenant, sessions.find(tenant, bytes(token))));
    }

    private static void field(TenantId tenant, String key, String document) {
        database.executeAsSuperuser(
                "insert into configuration_document (tenant_id, kind, key, document, version) values ('%s', 'FIELD', '%s', '%s', 1)"
                        .formatted(tenant, key, document));
    }

    private static boolean isDue(TenantId tenant, String token) {
        return stored(tenant, token).secondFactorDue();
    }

    @Test
    void anotherTenantsRequirementIsOutOfReach() {
        TenantId acme = database.newTenant();
        TenantId globex = database.newTenant();
        var requirements = database.get(SecondFactorRequirements.class);
        assertThat(done(unitOfWork.run(globex, requirements.change(acme, true)))).isFalse();
        assertThat(unitOfWork.run(globex, requirements.show(acme)).blockOptional()).isEmpty();
    }
}
