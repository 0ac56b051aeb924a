package io.leaddispatcher.application.idempotency;

import io.leaddispatcher.application.idempotency.port.IdempotentRequests;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Holds never lapse by themselves, and no time ends: {@link #kill} and {@link #age} see to that.
 */
public final class InMemoryIdempotentRequests implements IdempotentRequests {

    @SuppressWarnings("ArrayRecordComponent") // Bytes that are passed on, never compared.
    private record Row(UUID holder, Known known) {}

    private record Id(TenantId tenant, String request) {
        static Id of(Hold hold) {
            return new Id(hold.tenant(), hold.request());
        }
    }

    private final Map<Id, Row> rows = new ConcurrentHashMap<>();
    private boolean losing;

    /** From now on no answer can be kept of what has had its effect. */
    public void loseAnswers() {
        losing = true;
    }

    /** A unit of work of whatever is going on is committed. */
    public void begun() {
        change(known ->
                new Known(known.content(), known.answer(), known.held(), true, known.past()));
    }

    /** Whoever held anything is gone. */
    public void kill(boolean begun) {
        change(known -> new Known(known.content(), known.answer(), false, begun, known.past()));
    }

    /** A day has gone by. */
    public void age() {
        change(known ->
                new Known(known.content(), known.answer(), known.held(), known.begun(), true));
    }

    private void change(UnaryOperator<Known> change) {
        rows.replaceAll((_, row) -> new Row(row.holder(), change.apply(row.known())));
    }

    @Override
    public Mono<Boolean> begin(Hold hold, String content, Duration lease) {
        return Mono.fromSupplier(
                () -> rows.putIfAbsent(Id.of(hold), fresh(hold, content, null)) == null);
    }

    private static Row fresh(Hold hold, String content, byte @Nullable [] answer) {
        return new Row(hold.holder(), new Known(content, answer, true, false, false));
    }

    @Override
    public Mono<Known> find(TenantId tenant, String request, Duration kept) {
        return Mono.fromSupplier(() -> rows.get(new Id(tenant, request))).map(Row::known);
    }

    @Override
    public Mono<Void> takeOver(Hold hold, String content, Duration lease) {
        return Mono.fromRunnable(() -> rows.put(Id.of(hold), fresh(hold, content, null)));
    }

    @Override
    public Mono<Void> settle(Hold hold, byte[] answer) {
        return Mono.fromRunnable(() -> {
            if (losing) {
                change(known -> new Known(known.content(), null, known.held(), true, known.past()));
                throw new IllegalStateException("the database is gone");
            }
            rows.computeIfPresent(
                    Id.of(hold),
                    (_, row) ->
                            row.holder().equals(hold.holder())
                                    ? fresh(hold, row.known().content(), answer)
                                    : row);
        });
    }

    @Override
    public Mono<Void> release(Hold hold, boolean repeatable) {
        return Mono.fromRunnable(() ->
                rows.computeIfPresent(
                        Id.of(hold),
                        (_, row) ->
                                row.holder().equals(hold.holder())
                                        ? released(row, repeatable)
                                        : row));
    }

    private static @Nullable Row released(Row row, boolean repeatable) {
        Known known = row.known();
        return repeatable || !known.begun()
                ? null
                : new Row(
                        row.holder(),
                        new Known(known.content(), known.answer(), false, true, known.past()));
    }

    @Override
    public Mono<Integer> forgetPast(Duration kept, int atMost) {
        return Mono.fromSupplier(() -> {
            int before = rows.size();
            rows.values().removeIf(row -> row.known().past());
            return before - rows.size();
        });
    }
}
