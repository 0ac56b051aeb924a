package io.leaddispatcher.application.transaction;

import io.leaddispatcher.domain.tenant.TenantId;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Work that is due and is taken up many at once. When that fails one is taken up alone, and put off
 * when it is the culprit: it must not hold up the others.
 *
 * @param what is taken up, for the log
 * @param atMost how many are taken up at once
 * @param take takes up as many as it is told to, in a unit of work of its own, and answers how many
 *     there were
 * @param putOff puts off the one that {@code take} would take up first, for what it failed with
 * @param afterFailure what is answered when the work was taken up alone
 */
public record DueWork(
        String what,
        int atMost,
        IntFunction<Mono<Integer>> take,
        Function<Throwable, Mono<Void>> putOff,
        AfterFailure afterFailure) {

    /** What is answered after a failure. */
    public enum AfterFailure {
        /** How many were taken up, which is one: the rest is left for the next time. */
        REST,
        /** That there may be more: whoever asks goes on at once. */
        GO_ON
    }

    private static final Logger LOG = LoggerFactory.getLogger(DueWork.class);

    /**
     * Answers how many were taken up; fewer than {@link #atMost} when none is left, and after a
     * failure what was wished for.
     */
    public Mono<Integer> of(TenantId tenant) {
        return take.apply(atMost).onErrorResume(error -> first(tenant, error));
    }

    private Mono<Integer> first(TenantId tenant, Throwable error) {
        LOG.warn("{} of tenant {} failed; they are taken one by one", what, tenant, error);
        Mono<Integer> taken =
                take.apply(1)
                        .onErrorResume(culprit -> {
                            LOG.error(
                                    "the first of {} of tenant {} cannot be taken and is put off",
                                    what,
                                    tenant,
                                    culprit);
                            return putOff.apply(culprit).thenReturn(1);
                        });
        return switch (afterFailure) {
            case REST -> taken;
            case GO_ON -> taken.thenReturn(atMost);
        };
    }
}
