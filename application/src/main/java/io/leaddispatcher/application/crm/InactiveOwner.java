package io.leaddispatcher.application.crm;

import io.leaddispatcher.application.crm.port.CrmRefusedException;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Cause;
import io.leaddispatcher.domain.roster.Rep;
import reactor.core.publisher.Mono;

/**
 * Looks whether somebody can own anything when a CRM has refused to make them an owner. CRMs say
 * that in words of their own, if at all, and of nobody whom an admin here would know. Nothing goes
 * to anybody else for that: who is to work on the lead is not for the CRM to say.
 */
record InactiveOwner(CrmTarget target, Rep rep) {

    /**
     * @param written a write that names the rep as an owner
     */
    Mono<Attempt> explained(Mono<Attempt> written) {
        return written.onErrorResume(
                CrmRefusedException.class,
                refused ->
                        OwnersLeft.isRefused(refused.attempt())
                                ? explanation().switchIfEmpty(Mono.error(refused))
                                : Mono.error(refused));
    }

    private Mono<Attempt> explanation() {
        return target.owner(rep)
                .flatMap(owner ->
                        target.crm().owners().asOfNow(target.tenant(), target.connection(), owner))
                .filter(owner -> !owner.active())
                .<Attempt>map(owner ->
                        // The connection works.
                        new Attempt.WrongTarget(
                                new Cause(
                                        "crm_owner_inactive",
                                        "rep %s is owner %s in connection %s, who is no longer active there"
                                                .formatted(
                                                        rep.key(),
                                                        owner.id(),
                                                        target.connection().key()))))
                // Who cannot be asked for says nothing of the write: its refusal stands.
                .onErrorResume(CrmRefusedException.class, _ -> Mono.empty());
    }
}
