package io.leaddispatcher.application.account;

import io.leaddispatcher.application.access.MembershipNews;
import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.access.port.SecondFactors;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What the audit logs tell when a letter sets the password of an account. Where nobody had proved
 * the address, its second factor goes with the password.
 */
final class TakenOverAccounts {

    private final People people;
    private final SecondFactors factors;
    private final MembershipNews news;

    TakenOverAccounts(People people, SecondFactors factors, MembershipNews news) {
        this.people = people;
        this.factors = factors;
        this.news = news;
    }

    Mono<Boolean> hasFactor(UUID person) {
        return factors.find(person).filter(SecondFactors.Factor::confirmed).hasElement();
    }

    static AuditEntry passwordChanged(UUID member, String by) {
        return AuditEntry.ofMember(member, AuditAction.PASSWORD_CHANGED, Map.of("by", by));
    }

    /**
     * Tells that the password has changed.
     *
     * @param where in which of the person's workspaces
     * @param by what has set it
     */
    Mono<Void> tellPassword(UUID person, Predicate<People.Membership> where, String by) {
        return seats(person, where)
                .concatMap(seat -> news.tell(seat, member -> passwordChanged(member, by)))
                .then();
    }

    /** Tells that a second factor is gone, when there was one and it is. */
    Mono<Void> tellFactor(
            UUID person, boolean before, Predicate<People.Membership> where, String by) {
        return hasFactor(person)
                .filter(has -> before && !has)
                .flatMapMany(_ -> seats(person, where))
                .concatMap(seat ->
                        news.tell(
                                seat,
                                member ->
                                        AuditEntry.ofMember(
                                                member,
                                                AuditAction.SECOND_FACTOR_CHANGED,
                                                Map.of("to", "off", "by", by))))
                .then();
    }

    private Flux<People.Membership> seats(UUID person, Predicate<People.Membership> where) {
        return people.memberships(person).filter(where);
    }
}
