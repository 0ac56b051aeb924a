package io.leaddispatcher.application.access;

import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.access.port.People.Membership;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.transaction.UnitOfWork;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * What is a person's own, as their password is, opens each workspace that they belong to: the audit
 * log of each tells of its member, and none tells of another workspace.
 */
public final class MembershipNews {

    private final People people;
    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;

    public MembershipNews(People people, AuditTrail trail, UnitOfWork unitOfWork) {
        this.people = people;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
    }

    /**
     * Changes something, and tells it in the same unit of work where they are, then elsewhere.
     * Nothing is told when nothing changes.
     *
     * @param entry what to tell of a member
     */
    public <T> Mono<T> with(
            Membership here, UUID person, Function<UUID, AuditEntry> entry, Mono<T> change) {
        return unitOfWork
                .run(here.tenant(), change.flatMap(made -> append(here, entry).thenReturn(made)))
                .flatMap(made ->
                        people.memberships(person)
                                .filter(each -> !each.tenant().equals(here.tenant()))
                                .concatMap(each -> tell(each, entry))
                                .then(Mono.just(made)));
    }

    /** Likewise, where it does not matter in which of their workspaces they are, if in any. */
    public <T> Mono<T> with(UUID person, Function<UUID, AuditEntry> entry, Mono<T> change) {
        return people.memberships(person)
                .next()
                .map(first -> with(first, person, entry, change))
                .defaultIfEmpty(change)
                .flatMap(done -> done);
    }

    public Mono<Void> tell(UUID person, Function<UUID, AuditEntry> entry) {
        return people.memberships(person).concatMap(each -> tell(each, entry)).then();
    }

    public Mono<Void> tell(Membership membership, Function<UUID, AuditEntry> entry) {
        return unitOfWork.run(membership.tenant(), append(membership, entry));
    }

    private Mono<Void> append(Membership membership, Function<UUID, AuditEntry> entry) {
        return trail.append(membership.tenant(), entry.apply(membership.member()));
    }
}
