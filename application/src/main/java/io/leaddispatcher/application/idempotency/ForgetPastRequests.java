package io.leaddispatcher.application.idempotency;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.idempotency.port.IdempotentRequests;
import reactor.core.publisher.Mono;

/** Deletes what is remembered of requests whose keys are no longer good. */
@UseCase
public final class ForgetPastRequests {

    private static final int AT_ONCE = 1_000;

    private final IdempotentRequests requests;

    public ForgetPastRequests(IdempotentRequests requests) {
        this.requests = requests;
    }

    public Mono<Void> handle() {
        return requests.forgetPast(AnswerOnce.KEPT, AT_ONCE)
                .repeat()
                .takeUntil(forgotten -> forgotten < AT_ONCE)
                .then();
    }
}
