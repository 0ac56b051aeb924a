package io.leaddispatcher.application.idempotency;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.idempotency.port.IdempotentRequests;
import io.leaddispatcher.application.idempotency.port.IdempotentRequests.Known;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.seal.Seals;
import io.leaddispatcher.application.secret.SecretCipher;
import io.leaddispatcher.application.transaction.Detached;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Carries a request out once, however often it comes with the same key, and gives each repeat the
 * first answer.
 *
 * <p>Whoever begins holds the request for a while. When the holder dies, the next one takes it
 * over; each unit of work checks in its own transaction that it was not taken over, so the two
 * never both have an effect. A request that is safe to do again is done again; of any other that
 * had begun, nobody can say what it would have answered.
 */
@UseCase
public final class AnswerOnce {

    /** How long a key is good for. */
    public static final Duration KEPT = Duration.ofHours(24);

    /** Longer than any request takes that is not lost. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(AnswerOnce.class);

    private final IdempotentRequests requests;
    private final UnitOfWork unitOfWork;
    private final SecretCipher cipher;
    private final Seals seals;
    private final Ids ids;

    public AnswerOnce(
            IdempotentRequests requests,
            UnitOfWork unitOfWork,
            SecretCipher cipher,
            Seals seals,
            Ids ids) {
        this.requests = requests;
        this.unitOfWork = unitOfWork;
        this.cipher = cipher;
        this.seals = seals;
        this.ids = ids;
    }

    /**
     * A request with its key.
     *
     * @param route what is called; the same key at another route is another request
     * @param content all of what was sent
     * @param repeatable doing it twice comes to the same as doing it once
     * @param work carries it out; runs to its end even when the subscriber leaves
     */
    @SuppressWarnings("ArrayRecordComponent") // Bytes that are passed on, never compared.
    public record Command(
            Caller caller,
            String route,
            String key,
            byte[] content,
            boolean repeatable,
            Mono<Answer> work) {}

    /** What the work came to. */
    @SuppressWarnings("ArrayRecordComponent") // Bytes that are passed on, never compared.
    public record Answer(byte[] bytes, Repeats repeats) {}

    /** What those get who ask again. */
    public enum Repeats {
        /** The same answer. */
        ANSWERED,
        /** They are carried out anew: this was turned away, and had no effect. */
        ANEW,
        /** Likewise, unless this failed midway and may have had an effect. */
        ANEW_IF_NOT_BEGUN
    }

    public sealed interface Outcome {
        /** The first answer. */
        @SuppressWarnings("ArrayRecordComponent") // Bytes that are passed on, never compared.
        record Answered(byte[] bytes) implements Outcome {}

        /** The same is being carried out right now. */
        record InFlight() implements Outcome {}

        /** The key stands for another content, or for another caller's request. */
        record UsedOtherwise() implements Outcome {}

        /** It was carried out, wholly or in part, by somebody who could not say what came of it. */
        record AnswerLost() implements Outcome {}
    }

    public Mono<Outcome> handle(Command command) {
        TenantId tenant = command.caller().tenant();
        Hold hold =
                new Hold(
                        tenant,
                        RequestName.of(seals, tenant, command.route(), command.key()),
                        ids.next());
        // Another caller may have other rights: what the first one was told is not for everybody.
        String content =
                seals.of(
                        tenant,
                        "content of " + command.caller().actor().label(),
                        command.content());
        // The answer must be there when the request comes again.
        return Detached.from(
                unitOfWork
                        .run(tenant, begin(hold, content, command.repeatable()))
                        .flatMap(begun ->
                                switch (begun) {
                                    case Begun.Known(var outcome) -> Mono.just(outcome);
                                    case Begun.Mine() -> carryOut(hold, command);
                                }));
    }

    private sealed interface Begun {
        record Mine() implements Begun {}

        record Known(Outcome outcome) implements Begun {}
    }

    private Mono<Begun> begin(Hold hold, String content, boolean repeatable) {
        return requests.begin(hold, content, LEASE)
                .flatMap(fresh ->
                        fresh
                                ? Mono.just(new Begun.Mine())
                                : requests.find(hold.tenant(), hold.request(), KEPT)
                                        .flatMap(known -> known(hold, content, repeatable, known))
                                        // Released between the two looks.
                                        .defaultIfEmpty(new Begun.Known(new Outcome.InFlight())));
    }

    private Mono<Begun> known(Hold hold, String content, boolean repeatable, Known known) {
        byte[] answer = known.answer();
        if (!known.past()) {
            if (!known.content().equals(content)) {
                return Mono.just(new Begun.Known(new Outcome.UsedOtherwise()));
            }
            if (answer != null) {
                return cipher.decrypt(hold.tenant(), answer, place(hold))
                        .map(bytes -> new Begun.Known(new Outcome.Answered(bytes)));
            }
            if (known.held()) {
                return Mono.just(new Begun.Known(new Outcome.InFlight()));
            }
            if (known.begun() && !repeatable) {
                return Mono.just(new Begun.Known(new Outcome.AnswerLost()));
            }
        }
        return requests.takeOver(hold, content, LEASE).thenReturn(new Begun.Mine());
    }

    private Mono<Outcome> carryOut(Hold hold, Command command) {
        return command.work()
                .contextWrite(hold::in)
                .flatMap(answer ->
                        end(hold, command, answer)
                                .<Outcome>thenReturn(new Outcome.Answered(answer.bytes())))
                .onErrorResume(LostHoldException.class, _ -> Mono.just(new Outcome.InFlight()))
                .onErrorResume(error ->
                        unitOfWork
                                .run(hold.tenant(), requests.release(hold, command.repeatable()))
                                .onErrorResume(again -> {
                                    LOG.warn("a request is held until its hold lapses", again);
                                    return Mono.empty();
                                })
                                .then(Mono.error(error)));
    }

    private Mono<Void> end(Hold hold, Command command, Answer answer) {
        TenantId tenant = hold.tenant();
        Mono<Void> end =
                switch (answer.repeats()) {
                    case ANSWERED ->
                            cipher.encrypt(tenant, answer.bytes(), place(hold))
                                    .flatMap(encrypted -> requests.settle(hold, encrypted));
                    case ANEW -> requests.release(hold, true);
                    case ANEW_IF_NOT_BEGUN -> requests.release(hold, command.repeatable());
                };
        return unitOfWork.run(tenant, end);
    }

    private static String place(Hold hold) {
        return "idempotent_request/" + hold.request();
    }
}
