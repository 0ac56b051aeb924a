package io.leaddispatcher.application.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.idempotency.AnswerOnce.Answer;
import io.leaddispatcher.application.idempotency.AnswerOnce.Outcome;
import io.leaddispatcher.application.idempotency.AnswerOnce.Repeats;
import io.leaddispatcher.application.seal.PlainSeals;
import io.leaddispatcher.application.secret.ReversingCipher;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.access.Scope;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.EnumSet;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class AnswerOnceTest {

    private static final TenantId ACME = new TenantId(new UUID(0, 1));
    private static final TenantId GLOBEX = new TenantId(new UUID(0, 2));

    private final InMemoryIdempotentRequests requests = new InMemoryIdempotentRequests();
    private final AtomicLong ids = new AtomicLong();
    private final AtomicInteger effects = new AtomicInteger();
    private final AnswerOnce answerOnce =
            new AnswerOnce(
                    requests,
                    new ImmediateUnitOfWork(),
                    new ReversingCipher(),
                    new PlainSeals(),
                    () -> new UUID(7, ids.incrementAndGet()));

    @Test
    void aRepeatGetsTheFirstAnswerWithoutAnotherEffect() {
        assertThat(answer(ask("body"))).isEqualTo("answer 1");
        assertThat(answer(ask("body"))).isEqualTo("answer 1");
        assertThat(effects).hasValue(1);
    }

    @Test
    void anotherContentAnotherCallerAndAnotherRouteAreToldApart() {
        assertThat(answer(ask("body"))).isEqualTo("answer 1");

        assertThat(ask("other")).isInstanceOf(Outcome.UsedOtherwise.class);
        assertThat(ask(caller(ACME, 2), "POST /a", "body", false, effect(Repeats.ANSWERED)))
                .isInstanceOf(Outcome.UsedOtherwise.class);
        assertThat(effects).hasValue(1);
        assertThat(answer(ask(caller(ACME, 1), "POST /b", "body", false, effect(Repeats.ANSWERED))))
                .isEqualTo("answer 2");
        assertThat(
                        answer(
                                ask(
                                        caller(GLOBEX, 1),
                                        "POST /a",
                                        "body",
                                        false,
                                        effect(Repeats.ANSWERED))))
                .isEqualTo("answer 3");
    }

    @Test
    void whatFailedBeforeItBeganIsCarriedOutAnew() {
        assertThat(answer(ask(effect(Repeats.ANEW_IF_NOT_BEGUN)))).isEqualTo("answer 1");
        assertThat(answer(ask("body"))).isEqualTo("answer 2");
    }

    /** It has read, and thereby committed something. */
    @Test
    void whatWasTurnedAwayIsCarriedOutAnewWhateverItHasLookedAt() {
        assertThat(answer(ask(begun(Repeats.ANEW)))).isEqualTo("answer 1");
        assertThat(answer(ask("body"))).isEqualTo("answer 2");
    }

    @Test
    void whatFailedMidwayIsNotDoneAgainAndItsFailureIsNoAnswer() {
        assertThat(answer(ask(begun(Repeats.ANEW_IF_NOT_BEGUN)))).isEqualTo("answer 1");

        assertThat(ask("body")).isInstanceOf(Outcome.AnswerLost.class);
        assertThat(ask("other")).isInstanceOf(Outcome.UsedOtherwise.class);
        assertThat(effects).hasValue(1);
    }

    @Test
    void whatFailedMidwayIsDoneAgainWhereThatIsHarmless() {
        assertThat(
                        answer(
                                ask(
                                        caller(ACME, 1),
                                        "PUT /a",
                                        "body",
                                        true,
                                        begun(Repeats.ANEW_IF_NOT_BEGUN))))
                .isEqualTo("answer 1");
        assertThat(answer(ask(caller(ACME, 1), "PUT /a", "body", true, effect(Repeats.ANSWERED))))
                .isEqualTo("answer 2");
    }

    @Test
    void anErrorLetsGoOfTheKey() {
        assertThatThrownBy(() ->
                        ask(
                                caller(ACME, 1),
                                "POST /a",
                                "body",
                                false,
                                Mono.error(new IllegalArgumentException("no"))))
                .hasMessage("no");
        assertThat(answer(ask("body"))).isEqualTo("answer 1");
    }

    @Test
    void aTwinIsToldThatTheFirstIsGoingOnAlsoWhenItsSenderHasLeft() {
        Sinks.One<Answer> work = Sinks.one();
        var first =
                answerOnce
                        .handle(command(caller(ACME, 1), "POST /a", "body", false, work.asMono()))
                        .subscribe();
        assertThat(ask("body")).isInstanceOf(Outcome.InFlight.class);

        first.dispose();
        work.tryEmitValue(new Answer("late".getBytes(UTF_8), Repeats.ANSWERED));

        assertThat(answer(ask("body"))).isEqualTo("late");
        assertThat(effects).hasValue(0);
    }

    @Test
    void whoDiedBeforeAnyEffectIsFollowedByTheNext() {
        hang();
        requests.kill(false);

        assertThat(answer(ask("body"))).isEqualTo("answer 1");
    }

    @Test
    void whoDiedAmidTheEffectIsFollowedOnlyWhereDoingItAgainIsHarmless() {
        hang();
        requests.kill(true);

        assertThat(ask("body")).isInstanceOf(Outcome.AnswerLost.class);
        assertThat(answer(ask(caller(ACME, 1), "POST /a", "body", true, effect(Repeats.ANSWERED))))
                .isEqualTo("answer 1");
    }

    @Test
    void whatIsDoneIsNotDoneAgainBecauseItsAnswerCouldNotBeKept() {
        requests.loseAnswers();
        assertThatThrownBy(() -> ask("body")).hasMessage("the database is gone");

        assertThat(ask("body")).isInstanceOf(Outcome.AnswerLost.class);
        assertThat(effects).hasValue(1);
    }

    @Test
    void afterADayAKeyIsNew() {
        assertThat(answer(ask("body"))).isEqualTo("answer 1");
        requests.age();

        assertThat(answer(ask("other"))).isEqualTo("answer 2");
    }

    private void hang() {
        answerOnce
                .handle(command(caller(ACME, 1), "POST /a", "body", false, Mono.never()))
                .subscribe();
    }

    private Outcome ask(Mono<Answer> work) {
        return ask(caller(ACME, 1), "POST /a", "body", false, work);
    }

    private Outcome ask(String content) {
        return ask(caller(ACME, 1), "POST /a", content, false, effect(Repeats.ANSWERED));
    }

    private Outcome ask(
            Caller caller, String route, String content, boolean repeatable, Mono<Answer> work) {
        return Objects.requireNonNull(
                answerOnce.handle(command(caller, route, content, repeatable, work)).block());
    }

    private static AnswerOnce.Command command(
            Caller caller, String route, String content, boolean repeatable, Mono<Answer> work) {
        return new AnswerOnce.Command(
                caller, route, "key", content.getBytes(UTF_8), repeatable, work);
    }

    private Mono<Answer> effect(Repeats repeats) {
        return Mono.fromSupplier(
                () -> new Answer(("answer " + effects.incrementAndGet()).getBytes(UTF_8), repeats));
    }

    /** Of a request of which a unit of work was committed before it was answered. */
    private Mono<Answer> begun(Repeats repeats) {
        return effect(repeats).doOnSubscribe(_ -> requests.begun());
    }

    private static String answer(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Answered.class);
        return new String(((Outcome.Answered) outcome).bytes(), UTF_8);
    }

    private static Caller caller(TenantId tenant, long token) {
        return new Caller(
                tenant,
                new Actor.Token(new UUID(3, token), EnumSet.allOf(Scope.class), Role.OWNER));
    }
}
