package io.leaddispatcher.application.transaction;

import io.leaddispatcher.application.transaction.Portion.First;
import io.leaddispatcher.application.transaction.Portion.These;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Work that is due and is taken up many at once. When that fails, what is due is named and taken up
 * half by half, down to those that cannot be taken: they are put off and hold up none of the
 * others. Who is put off is the one that has failed, by its name: what is due first may have become
 * another one meanwhile, since other nodes are at work, too.
 *
 * @param what is taken up, for the log
 * @param atMost how many are taken up at once
 * @param take takes up a portion, in a unit of work of its own, and answers how many there were
 * @param due names those that are due, those that are due longest first, so many at most
 * @param putOff puts one off for what it failed with, unless it is due no more
 * @param <K> by what one is named
 */
public record DueWork<K>(
        String what,
        int atMost,
        Function<Portion<K>, Mono<Integer>> take,
        IntFunction<Mono<List<K>>> due,
        BiFunction<K, Throwable, Mono<Void>> putOff) {

    private static final Logger LOG = LoggerFactory.getLogger(DueWork.class);

    /** Answers how many were taken up or put off; fewer than {@link #atMost}: none is left. */
    public Mono<Integer> of(TenantId tenant) {
        return take.apply(new First<>(atMost))
                .onErrorResume(error -> {
                    LOG.warn(
                            "{} of tenant {} failed; they are taken in smaller parts",
                            what,
                            tenant,
                            error);
                    return due.apply(atMost)
                            .flatMap(named ->
                                    named.size() > 1 ? halves(tenant, named) : some(tenant, named));
                });
    }

    private Mono<Integer> halves(TenantId tenant, List<K> named) {
        int middle = (named.size() + 1) / 2;
        return some(tenant, named.subList(0, middle))
                .flatMap(first ->
                        some(tenant, named.subList(middle, named.size()))
                                .map(second -> first + second));
    }

    private Mono<Integer> some(TenantId tenant, List<K> named) {
        return named.isEmpty()
                ? Mono.just(0)
                : take.apply(new These<>(named))
                        .onErrorResume(error ->
                                named.size() > 1
                                        ? halves(tenant, named)
                                        : culprit(tenant, named.getFirst(), error));
    }

    private Mono<Integer> culprit(TenantId tenant, K name, Throwable error) {
        LOG.error("{} of tenant {}: {} cannot be taken and is put off", what, tenant, name, error);
        return putOff.apply(name, error).thenReturn(1);
    }
}
