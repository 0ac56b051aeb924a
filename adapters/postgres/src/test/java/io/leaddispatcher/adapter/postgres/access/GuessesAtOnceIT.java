package io.leaddispatcher.adapter.postgres.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.access.LogIn;
import io.leaddispatcher.application.access.MembershipNews;
import io.leaddispatcher.application.access.PasswordCheck;
import io.leaddispatcher.application.access.SecondFactorCheck;
import io.leaddispatcher.application.access.SessionOpening;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.access.Throttle;
import io.leaddispatcher.application.access.TokenHash;
import io.leaddispatcher.application.access.port.LoginFailures;
import io.leaddispatcher.application.access.port.PasswordHasher;
import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.access.port.SecondFactors;
import io.leaddispatcher.application.access.port.Sessions;
import io.leaddispatcher.application.account.ChangePassword;
import io.leaddispatcher.application.account.port.PersonalAccounts;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.secondfactor.ConfirmSecondFactor;
import io.leaddispatcher.application.secondfactor.DropSecondFactor;
import io.leaddispatcher.application.secondfactor.PassSecondStep;
import io.leaddispatcher.application.secondfactor.RenewRecoveryCodes;
import io.leaddispatcher.application.secret.ReversingInstallationCipher;
import io.leaddispatcher.application.secret.SecretTokens;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.secondfactor.TotpSecret;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Two hundred guesses at once, each from another address, are no more tries than ten. */
class GuessesAtOnceIT {

    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final InstantSource CLOCK = () -> NOW;
    private static final int GUESSES = 200;
    private static final int TRIES = 10;
    private static final Secret WRONG = new Secret("12345");
    private static final SecretTokens NO_TOKENS = () -> "";

    private static TestDatabase database;
    private static People people;
    private static SecondFactors factors;
    private static AuditTrail trail;
    private static UnitOfWork unitOfWork;
    private static MembershipNews news;
    private static Throttle throttle;
    private static SecondFactorCheck check;

    private UUID person;
    private SignedIn who;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
        people = database.get(People.class);
        factors = database.get(SecondFactors.class);
        trail = database.get(AuditTrail.class);
        unitOfWork = database.get(UnitOfWork.class);
        news = new MembershipNews(people, trail, unitOfWork);
        throttle = new Throttle(database.get(LoginFailures.class), CLOCK);
        check = new SecondFactorCheck(factors, new ReversingInstallationCipher(), CLOCK);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void somebodyNewWithAnApp() {
        UUID id = UUID.randomUUID();
        String email = id + "@acme.test";
        person = done(people.register(id, email, "M", "a hash", NOW, true));
        var member = new Actor.Member(UUID.randomUUID(), Role.VIEWER, null);
        who =
                new SignedIn(
                        new Caller(database.newTenant(), member), "M", email, "Acme", false, false);
        factors.begin(person, secret()).block();
    }

    private byte[] secret() {
        return check.encrypt(person, new TotpSecret(new byte[TotpSecret.BYTES]));
    }

    private void switchOn() {
        assertThat(done(factors.confirm(person, secret(), 7, List.of(), NOW))).isTrue();
    }

    private static <T> T done(Mono<T> answer) {
        return Objects.requireNonNull(answer.block());
    }

    private static <T> List<T> atOnce(IntFunction<Mono<T>> guess) {
        return done(Flux.range(0, GUESSES).flatMap(guess::apply, GUESSES).collectList());
    }

    private static String address(int guess) {
        return "192.0.2." + guess;
    }

    @Test
    void atTheSecondStepOfLogInsThatWereBegunInPlenty() {
        switchOn();
        var step = new PassSecondStep(factors, check, opening(), throttle, news, CLOCK);
        atOnce(i ->
                factors.keepHalf(TokenHash.of(half(i)), person, NOW, NOW.plusSeconds(60))
                        .thenReturn(i));

        var outcomes =
                atOnce(i ->
                        step.handle(
                                new PassSecondStep.Command(
                                        new Secret(half(i)), WRONG, address(i))));

        assertThat(outcomes)
                .filteredOn(new PassSecondStep.Outcome.Refused()::equals)
                .hasSize(TRIES);
        assertThat(outcomes)
                .filteredOn(PassSecondStep.Outcome.TooMany.class::isInstance)
                .hasSize(GUESSES - TRIES);
    }

    private static SessionOpening opening() {
        return new SessionOpening(
                people, database.get(Sessions.class), trail, NO_TOKENS, unitOfWork, CLOCK);
    }

    private String half(int number) {
        return person + " " + number;
    }

    @Test
    void whereItIsSwitchedOn() {
        var confirm =
                new ConfirmSecondFactor(
                        people,
                        factors,
                        check,
                        database.get(Sessions.class),
                        throttle,
                        NO_TOKENS,
                        news,
                        CLOCK);
        assertThat(
                        atOnce(i ->
                                confirm.handle(
                                        new ConfirmSecondFactor.Command(who, WRONG, address(i)))))
                .filteredOn(new ConfirmSecondFactor.Outcome.Wrong()::equals)
                .hasSize(TRIES);
    }

    @Test
    void whereRecoveryCodesAreMadeAndItIsSwitchedOffTogether() {
        switchOn();
        var renew = new RenewRecoveryCodes(people, factors, check, throttle, NO_TOKENS, news);
        var passwords = new PasswordCheck(people, new Answering(true), throttle);
        var drop = new DropSecondFactor(people, factors, check, passwords, throttle, news);
        var outcomes =
                atOnce(i ->
                        i % 2 == 0
                                ? renew.handle(
                                                new RenewRecoveryCodes.Command(
                                                        who, WRONG, address(i)))
                                        .map(new RenewRecoveryCodes.Outcome.Wrong()::equals)
                                : drop.handle(
                                                new DropSecondFactor.Command(
                                                        who, WRONG, WRONG, address(i)))
                                        .map(new DropSecondFactor.Outcome.Wrong()::equals));
        assertThat(outcomes).filteredOn(Boolean::booleanValue).hasSize(TRIES);
    }

    @Test
    void ofAPasswordAtTheLogInAndWhereItIsChangedTogether() {
        var hasher = new Answering(false);
        var passwords = new PasswordCheck(people, hasher, throttle);
        var logIn = new LogIn(people, factors, opening(), passwords, hasher, NO_TOKENS, CLOCK);
        var change =
                new ChangePassword(
                        passwords, database.get(PersonalAccounts.class), hasher, news, CLOCK);
        var next = new Secret("the next password");

        var outcomes =
                atOnce(i ->
                        i % 2 == 0
                                ? logIn.handle(
                                                new LogIn.Command(
                                                        who.email(), "guess " + i, address(i)))
                                        .map(new LogIn.Outcome.Refused()::equals)
                                : change.handle(
                                                new ChangePassword.Command(
                                                        who, WRONG, WRONG, next, address(i)))
                                        .map(new ChangePassword.Outcome.Wrong()::equals));

        assertThat(outcomes).filteredOn(Boolean::booleanValue).hasSize(TRIES);
        assertThat(hasher.compared).hasValue(TRIES);
    }

    @Test
    void aTryThatSucceedsLeavesTheAddressAsItWas() {
        var office = new Throttle.Subjects("second-factor:" + person, "office of " + person);
        throttle.attempt(office, _ -> "later", Mono::empty).block();
        Instant later = NOW.plusSeconds(60);
        var then = new Throttle(database.get(LoginFailures.class), () -> later);
        assertThat(done(then.attempt(office, _ -> "later", () -> Mono.just("in")))).isEqualTo("in");

        String address = "address:office of " + person;
        assertThat(
                        done(
                                database.get(LoginFailures.class)
                                        .recordIf(List.of(address), later, _ -> false)))
                .containsExactly(new LoginFailures.Count(address, 1, NOW));
    }

    /** Says the same of every password. */
    private static final class Answering implements PasswordHasher {

        private final boolean right;
        private final AtomicInteger compared = new AtomicInteger();

        Answering(boolean right) {
            this.right = right;
        }

        @Override
        public Mono<String> hash(String password) {
            return Mono.just(password);
        }

        @Override
        public Mono<Boolean> matches(String password, String hash) {
            return Mono.fromSupplier(() -> {
                compared.incrementAndGet();
                return right;
            });
        }

        @Override
        public String unmatchable() {
            return "";
        }

        @Override
        public boolean isOutdated(String hash) {
            return false;
        }
    }
}
