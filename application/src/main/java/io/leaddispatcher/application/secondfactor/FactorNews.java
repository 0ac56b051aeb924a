package io.leaddispatcher.application.secondfactor;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.transaction.UnitOfWork;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** A second factor is the person's: each workspace of theirs is told what becomes of it. */
final class FactorNews {

    private final People people;
    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;

    FactorNews(People people, AuditTrail trail, UnitOfWork unitOfWork) {
        this.people = people;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
    }

    /** Changes something, and tells it in the same unit of work; nothing when nothing changes. */
    <T> Mono<T> with(Caller caller, UUID person, Map<String, Object> detail, Mono<T> change) {
        return unitOfWork
                .run(
                        caller.tenant(),
                        change.flatMap(made ->
                                tell(caller, AuditAction.SECOND_FACTOR_CHANGED, detail)
                                        .thenReturn(made)))
                .flatMap(made ->
                        people.memberships(person)
                                .filter(each -> !each.tenant().equals(caller.tenant()))
                                .concatMap(each ->
                                        tell(each, AuditAction.SECOND_FACTOR_CHANGED, detail))
                                .then(Mono.just(made)));
    }

    /** Somebody who is logged in sent a code that is none. */
    Mono<Void> refused(Caller caller) {
        return unitOfWork.run(
                caller.tenant(), tell(caller, AuditAction.SECOND_FACTOR_REFUSED, Map.of()));
    }

    /** One of the recovery codes is gone; that concerns whoever owns them. */
    Mono<Void> recoveryCodeUsed(UUID person) {
        return people.memberships(person)
                .concatMap(each -> tell(each, AuditAction.RECOVERY_CODE_USED, Map.of()))
                .then();
    }

    private Mono<Void> tell(Caller caller, AuditAction action, Map<String, Object> detail) {
        String member = caller.actor().label();
        return trail.append(caller.tenant(), new AuditEntry(member, action, member, detail));
    }

    private Mono<Void> tell(
            People.Membership membership, AuditAction action, Map<String, Object> detail) {
        String member = "member:" + membership.member();
        return unitOfWork.run(
                membership.tenant(),
                trail.append(membership.tenant(), new AuditEntry(member, action, member, detail)));
    }
}
