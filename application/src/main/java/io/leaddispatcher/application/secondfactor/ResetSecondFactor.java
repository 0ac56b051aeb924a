package io.leaddispatcher.application.secondfactor;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.EmailAddress;
import io.leaddispatcher.application.access.MembershipNews;
import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.access.port.SecondFactors;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.domain.access.Actor;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * The operator of the installation turns off the second factor of somebody who has lost both the
 * app and the recovery codes. No route leads here: whoever may do it, owns the machine.
 */
@UseCase
public final class ResetSecondFactor {

    /** What can come of it. */
    public sealed interface Outcome {
        /** And every session of theirs is over. */
        record Off() implements Outcome {}

        /** They have none that is on. */
        record NotOn() implements Outcome {}

        /** Nobody has this address. */
        record Nobody() implements Outcome {}
    }

    private final People people;
    private final SecondFactors factors;
    private final MembershipNews news;

    public ResetSecondFactor(People people, SecondFactors factors, MembershipNews news) {
        this.people = people;
        this.factors = factors;
        this.news = news;
    }

    public Mono<Outcome> handle(String email) {
        return people.find(EmailAddress.normalise(email))
                .flatMap(found -> reset(found.person()))
                .defaultIfEmpty(new Outcome.Nobody());
    }

    private Mono<Outcome> reset(UUID person) {
        return news.with(
                        person,
                        ResetSecondFactor::entry,
                        factors.reset(person)
                                .filter(Boolean::booleanValue)
                                .<Outcome>map(_ -> new Outcome.Off()))
                .defaultIfEmpty(new Outcome.NotOn());
    }

    private static AuditEntry entry(UUID member) {
        return AuditEntry.by(
                new Actor.Automation(),
                AuditAction.SECOND_FACTOR_CHANGED,
                Actor.Member.labelOf(member),
                Map.of("to", "off", "by", "the operator"));
    }
}
