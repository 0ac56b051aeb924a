package io.leaddispatcher.adapter.postgres.transaction;

import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Runs work in a transaction on a subscription of its own, that nobody outside can cancel.
 *
 * <p>On this stack a cancelled subscriber can leave an open BEGIN on the pooled connection, in
 * which the next user's acknowledged writes are lost. Every write goes through here; an
 * architecture rule sees to it.
 */
@Component
public final class Transactions {

    private final TransactionalOperator operator;

    Transactions(TransactionalOperator operator) {
        this.operator = operator;
    }

    /**
     * The value is emitted after the commit. The transaction starts once, at the first
     * subscription.
     */
    public <T> Mono<T> run(Mono<T> work) {
        return Mono.deferContextual(context -> {
            Sinks.One<T> result = Sinks.one();
            // As a Mono, unlike a Flux, the operator emits the value after the commit.
            operator.transactional(work)
                    .contextWrite(context)
                    .subscribe(result::tryEmitValue, result::tryEmitError, result::tryEmitEmpty);
            return result.asMono();
        });
    }
}
