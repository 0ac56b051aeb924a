package io.leaddispatcher.application.crm;

import io.leaddispatcher.application.crm.port.CrmRefusedException;
import io.leaddispatcher.application.crm.port.KnownOwners;
import io.leaddispatcher.application.crm.port.KnownOwners.Sight;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.dispatch.Attempt;
import java.time.InstantSource;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Looks at who owns a record when the CRM has refused to make somebody else its owner: whoever
 * changes that afterwards is told from whom it was left with.
 */
record OwnersLeft(KnownOwners owners, UnitOfWork unitOfWork, InstantSource clock) {

    private static final Logger LOG = LoggerFactory.getLogger(OwnersLeft.class);

    /** The attempt as it is, with what it has left behind remembered. */
    Mono<Attempt> noted(CrmTarget target, CrmWrite.Owner write, Mono<Attempt> made) {
        return made.flatMap(attempt ->
                        isRefused(attempt)
                                ? look(target, write).thenReturn(attempt)
                                : Mono.just(attempt))
                .onErrorResume(
                        CrmRefusedException.class,
                        refused ->
                                isRefused(refused.attempt())
                                        ? look(target, write).then(Mono.error(refused))
                                        : Mono.error(refused));
    }

    /** Whether the CRM will not take it, or seldom does. */
    static boolean isRefused(Attempt attempt) {
        return switch (attempt) {
            case Attempt.Dead _, Attempt.WrongTarget _, Attempt.RetryFew _ -> true;
            case Attempt.Delivered _,
                    Attempt.Retry _,
                    Attempt.Patience _,
                    Attempt.NotYet _,
                    Attempt.ConnectionDead _ ->
                    false;
        };
    }

    private Mono<Void> look(CrmTarget target, CrmWrite.Owner write) {
        return Mono.defer(() ->
                        target.crm()
                                .records()
                                .read(
                                        target.tenant(),
                                        target.connection(),
                                        write.record(),
                                        Set.of()))
                .flatMap(found ->
                        unitOfWork.run(
                                target.tenant(),
                                owners.seen(
                                        new Sight(
                                                target.tenant(),
                                                target.connection().key(),
                                                write.record(),
                                                found.owner(),
                                                null,
                                                clock.instant()))))
                .onErrorResume(
                        CrmRefusedException.class,
                        failure -> {
                            // What the write has come to counts; changes of the owner are then
                            // told by who made them.
                            LOG.warn(
                                    "owner not read after a refusal, connection={}: {}",
                                    target.connection().key(),
                                    failure.attempt());
                            return Mono.empty();
                        });
    }
}
