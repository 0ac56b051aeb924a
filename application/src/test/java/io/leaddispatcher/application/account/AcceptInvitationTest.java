package io.leaddispatcher.application.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.access.InMemoryLoginFailures;
import io.leaddispatcher.application.access.InMemoryPeople;
import io.leaddispatcher.application.access.InMemorySecondFactors;
import io.leaddispatcher.application.access.MembershipNews;
import io.leaddispatcher.application.access.PasswordCheck;
import io.leaddispatcher.application.access.Throttle;
import io.leaddispatcher.application.access.TokenHash;
import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.account.AcceptInvitation.Outcome;
import io.leaddispatcher.application.account.port.PersonalAccounts;
import io.leaddispatcher.application.audit.InMemoryAuditTrail;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.member.InMemoryInvitations;
import io.leaddispatcher.application.member.port.Invitations.Invitation;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.workspace.OneWorkspace;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Somebody else may register the address while the invited one chooses a password. */
class AcceptInvitationTest {

    private static final TenantId TENANT = new TenantId(new UUID(1, 1));
    private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");
    private static final String VIC = "vic@acme.test";
    private static final String LINK = "link";
    private static final String CHOSEN = "correct-horse-battery";
    private static final String OTHER = "another-horse-battery";
    private static final UUID SOMEBODY = new UUID(7, 7);

    private final InMemoryInvitations invitations = new InMemoryInvitations();
    private final InMemoryPeople people = new InMemoryPeople();
    private final InMemorySecondFactors factors = new InMemorySecondFactors();
    private final InMemoryAuditTrail trail = new InMemoryAuditTrail();
    private final UnitOfWork unitOfWork =
            new UnitOfWork() {
                @Override
                public <T> Mono<T> run(TenantId tenant, Mono<T> work) {
                    return Mono.defer(() -> {
                        Runnable back = invitations.asItIs();
                        return work.doOnError(_ -> back.run());
                    });
                }
            };
    private int ids;

    private final AcceptInvitation acceptInvitation =
            new AcceptInvitation(
                    invitations,
                    people,
                    new OneWorkspace(),
                    new Passwords(),
                    factors,
                    new MembershipNews(people, trail, unitOfWork),
                    people,
                    people,
                    new PasswordCheck(
                            people, people, new Throttle(new InMemoryLoginFailures(), () -> NOW)),
                    () -> "session",
                    trail,
                    unitOfWork,
                    () -> new UUID(9, ++ids),
                    () -> NOW);

    private void invite() {
        invitations
                .add(
                        TENANT,
                        new Invitation(
                                new UUID(8, 1),
                                VIC,
                                "Vic",
                                Role.VIEWER,
                                null,
                                true,
                                false,
                                NOW,
                                NOW.plusSeconds(60)),
                        TokenHash.of(LINK))
                .block();
    }

    private void somebodyRegistersMeanwhile(String password, boolean confirmed) {
        people.meanwhile(
                () -> people.know(VIC, new People.Credentials(SOMEBODY, password, confirmed)));
    }

    private Outcome accept() {
        return acceptInvitation
                .handle(
                        new AcceptInvitation.Command(
                                new Secret(LINK), "Vic", new Secret(CHOSEN), "192.0.2.7"))
                .blockOptional()
                .orElseThrow();
    }

    @Test
    void aNewPersonTakesTheSeat() {
        invite();

        assertThat(accept()).isInstanceOf(Outcome.Entered.class);

        assertThat(people.joined()).containsExactly(new UUID(9, 1));
        assertThat(invitations.all()).isEmpty();
        assertThat(accept()).isEqualTo(new Outcome.Gone());
    }

    @Test
    void theLetterProvesMoreThanAnAccountThatCameInBetween() {
        invite();
        somebodyRegistersMeanwhile(OTHER, false);

        assertThat(accept()).isInstanceOf(Outcome.Entered.class);

        assertThat(people.joined()).containsExactly(SOMEBODY);
        assertThat(people.find(VIC).blockOptional())
                .contains(new People.Credentials(SOMEBODY, CHOSEN, true));
        assertThat(invitations.all()).isEmpty();
        assertThat(trail.entries()).hasSize(1);
    }

    @Test
    void aPasswordAndASecondFactorThatTheLetterReplacesAreToldWhereTheAccountWasBefore() {
        UUID seat = new UUID(6, 6);
        people.know(VIC, new People.Credentials(SOMEBODY, OTHER, false));
        people.join(new TenantId(new UUID(1, 2)), seat, SOMEBODY, Role.VIEWER, null, NOW).block();
        byte[] secret = {1};
        factors.begin(SOMEBODY, secret)
                .then(factors.confirm(SOMEBODY, secret, 1, List.of(), NOW))
                .block();
        invite();

        assertThat(accept()).isInstanceOf(Outcome.Entered.class);

        assertThat(trail.told())
                .containsExactly(
                        "member.joined member:" + new UUID(8, 1),
                        "password.changed member:" + seat,
                        "second-factor.changed member:" + seat);
    }

    @Test
    void aProvedAccountThatCameInBetweenIsAskedForItsPasswordAndTheLinkStaysGood() {
        invite();
        somebodyRegistersMeanwhile(OTHER, true);

        assertThat(accept()).isEqualTo(new Outcome.WrongPassword());

        assertThat(people.joined()).isEmpty();
        assertThat(invitations.all()).hasSize(1);
    }

    @Test
    void whoProvedTheAccountThatCameInBetweenTakesTheSeat() {
        invite();
        somebodyRegistersMeanwhile(CHOSEN, true);

        assertThat(accept()).isInstanceOf(Outcome.Entered.class);

        assertThat(people.joined()).containsExactly(SOMEBODY);
        assertThat(invitations.all()).isEmpty();
    }

    /** Of accounts that are there already; nothing else is asked for here. */
    private final class Passwords implements PersonalAccounts {

        @Override
        public Mono<Void> setPassword(UUID person, String hash, boolean confirmed, Instant at) {
            return Mono.<Void>fromRunnable(
                            () -> people.know(VIC, new People.Credentials(person, hash, confirmed)))
                    .then(factors.drop(person));
        }

        @Override
        public Mono<Void> keepSignUp(
                byte[] hash, SignUpRequest request, Instant at, Instant until) {
            return Mono.error(new UnsupportedOperationException());
        }

        @Override
        public Mono<Boolean> isSignUp(byte[] hash, Instant at) {
            return Mono.error(new UnsupportedOperationException());
        }

        @Override
        public Mono<SignUpRequest> takeSignUp(byte[] hash, Instant at) {
            return Mono.error(new UnsupportedOperationException());
        }

        @Override
        public Mono<Void> keepReset(byte[] hash, UUID person, Instant at, Instant until) {
            return Mono.error(new UnsupportedOperationException());
        }

        @Override
        public Flux<String> wordsOfReset(byte[] hash, Instant at) {
            return Flux.error(new UnsupportedOperationException());
        }

        @Override
        public Mono<UUID> takeReset(byte[] hash, Instant at) {
            return Mono.error(new UnsupportedOperationException());
        }

        @Override
        public Mono<Void> changePassword(UUID person, String hash, byte[] session, Instant at) {
            return Mono.error(new UnsupportedOperationException());
        }
    }
}
