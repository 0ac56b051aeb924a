package io.leaddispatcher.domain.dispatch;

import io.leaddispatcher.domain.lead.LeadId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One outgoing side effect on its way.
 *
 * @param lead the one it is about; none when it is about the workspace
 * @param step index in the draft's route of the address that is tried now
 * @param attempts tries at all addresses
 * @param tries failed tries at this address since the last replay
 * @param dueAt when it is to be tried next; no meaning in a final state
 * @param paced whether its turn at this address is taken already
 * @param reference the peer's name for what it made of it, once delivered
 */
public record Delivery(
        DeliveryId id,
        @Nullable LeadId lead,
        DeliveryDraft draft,
        int step,
        DeliveryState state,
        int attempts,
        int tries,
        @Nullable String lastError,
        Instant dueAt,
        boolean paced,
        @Nullable String reference) {

    /**
     * A peer that asks for patience for ever is not waited for: three days at Slack's usual 30 s.
     */
    static final int MAX_ATTEMPTS = 8_640;

    // What was held back together must not leave in one burst.
    private static final Duration SPREAD = Duration.ofSeconds(2);

    public static Delivery planned(
            DeliveryId id, @Nullable LeadId lead, DeliveryDraft draft, Instant at) {
        return new Delivery(id, lead, draft, 0, DeliveryState.PENDING, 0, 0, null, at, false, null);
    }

    /** The same, with a document that says one thing more. */
    public Delivery with(String member, String value) {
        Map<String, Object> document = new HashMap<>(draft.document());
        document.put(member, value);
        return new Delivery(
                id,
                lead,
                new DeliveryDraft(draft.recipient(), draft.route(), document),
                step,
                state,
                attempts,
                tries,
                lastError,
                dueAt,
                paced,
                reference);
    }

    public Address address() {
        return draft.route().get(step);
    }

    public Channel channel() {
        return address().channel();
    }

    /** Whether there is another address to turn to when this one takes nothing. */
    public boolean hasAnother() {
        return next().isPresent();
    }

    /**
     * Somebody is about to try it.
     *
     * @param until when somebody else may, should nothing be heard of it
     */
    public Delivery held(Instant until) {
        return with(step, DeliveryState.SENDING, attempts, tries, lastError, until, paced);
    }

    /** Its turn at this address is taken: it may leave at once. */
    public Delivery withTurn() {
        return with(step, state, attempts, tries, lastError, dueAt, true);
    }

    /** Waits without having been tried. */
    public Delivery putOff(Instant until, boolean turnTaken) {
        DeliveryState waiting = attempts == 0 ? DeliveryState.PENDING : DeliveryState.RETRYING;
        return with(step, waiting, attempts, tries, lastError, until, turnTaken);
    }

    /** What the delivery is after a try. */
    public Delivery after(Attempt attempt, Instant at, RandomGenerator random) {
        return switch (attempt) {
            case Attempt.Delivered(var made) ->
                    new Delivery(
                            id,
                            lead,
                            draft,
                            step,
                            DeliveryState.DELIVERED,
                            attempts + 1,
                            tries,
                            lastError,
                            at,
                            false,
                            made);
            case Attempt.Retry(var after, var cause) when channel() == Channel.WEBHOOK ->
                    WebhookSchedule.after(tries + 1, after, random)
                            .map(wait -> retry(tries + 1, cause, at.plus(wait)))
                            .orElseGet(() -> by(otherChannel(), cause, at));
            case Attempt.Retry(var after, var cause) when after != null ->
                    patient(new Attempt.Patience(after, cause), at, random);
            case Attempt.Patience patience -> patient(patience, at, random);
            case Attempt.Retry(_, var cause) ->
                    backoff()
                            .after(tries + 1, random)
                            .map(wait -> retry(tries + 1, cause, at.plus(wait)))
                            .orElseGet(() -> by(otherChannel(), cause, at));
            case Attempt.RetryFew(var most, var cause) -> {
                // Tries that an outage has used up before were no tries of this.
                int before = cause.isThatOf(lastError) ? tries : 0;
                yield (attempts + 1 >= MAX_ATTEMPTS
                                ? Optional.<Duration>empty()
                                : backoff().ofTries(most).after(before + 1, random))
                        .map(wait -> retry(before + 1, cause, at.plus(wait)))
                        .orElseGet(() -> by(otherChannel(), cause, at));
            }
            case Attempt.NotYet(var pause) -> putOff(at.plus(pause), false);
            case Attempt.WrongTarget(var cause, _) -> by(next(), cause, at);
            case Attempt.Dead(var cause) -> by(otherChannel(), cause, at);
            case Attempt.ConnectionDead(var cause) -> by(otherChannel(), cause, at);
        };
    }

    /**
     * Whether a person may have it sent again. What people read comes twice only when it did not
     * come at all; a program that has the id already can tell.
     */
    public boolean canBeReplayed() {
        return state.canBeReplayed(channel());
    }

    /** A person has it sent again: the whole route is tried, from the start. */
    public Delivery replayed(Instant at) {
        if (!canBeReplayed()) {
            throw new IllegalStateException(
                    "delivery %s is %s and cannot be sent again".formatted(id, state));
        }
        return with(0, DeliveryState.PENDING, attempts, 0, lastError, at, false);
    }

    private Delivery patient(Attempt.Patience patience, Instant at, RandomGenerator random) {
        return attempts + 1 >= MAX_ATTEMPTS
                ? by(otherChannel(), patience.cause(), at)
                : retry(
                        tries,
                        patience.cause(),
                        at.plus(patience.time())
                                .plusMillis(random.nextLong(SPREAD.toMillis() + 1)));
    }

    private Delivery retry(int failedTries, Cause cause, Instant at) {
        return with(
                step,
                DeliveryState.RETRYING,
                attempts + 1,
                failedTries,
                cause.toString(),
                at,
                false);
    }

    private Delivery by(Optional<Integer> otherStep, Cause cause, Instant at) {
        return otherStep
                .map(other ->
                        with(
                                other,
                                DeliveryState.RETRYING,
                                attempts + 1,
                                0,
                                cause.toString(),
                                at,
                                false))
                .orElseGet(() ->
                        with(
                                step,
                                DeliveryState.DEAD,
                                attempts + 1,
                                tries,
                                cause.toString(),
                                at,
                                false));
    }

    private Optional<Integer> next() {
        return step + 1 < draft.route().size() ? Optional.of(step + 1) : Optional.empty();
    }

    /** Who can be reached another way is not kept waiting; else an outage is sat out. */
    private Backoff backoff() {
        Backoff usual = Backoff.of(channel());
        return otherChannel().isPresent() ? usual : usual.ofTheOnlyWay();
    }

    /** When a channel as a whole fails, its other addresses fail too. */
    private Optional<Integer> otherChannel() {
        for (int i = step + 1; i < draft.route().size(); i++) {
            if (draft.route().get(i).channel() != channel()) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private Delivery with(
            int newStep,
            DeliveryState newState,
            int newAttempts,
            int newTries,
            @Nullable String error,
            Instant due,
            boolean turnTaken) {
        return new Delivery(
                id,
                lead,
                draft,
                newStep,
                newState,
                newAttempts,
                newTries,
                error,
                due,
                turnTaken,
                reference);
    }
}
