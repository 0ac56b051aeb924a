package io.leaddispatcher.application.slack;

import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.assignment.port.Assignments;
import io.leaddispatcher.application.assignment.port.Assignments.Given;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.slack.port.ShownOffers;
import io.leaddispatcher.application.slack.port.SlackUsers;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Roster;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Says whether what somebody pressed is theirs to act on. */
public final class Presses {

    /** Whose it is. */
    sealed interface Press {

        /**
         * Of the rep to whom it was offered, and as it has to be.
         *
         * @param given the rep's own, though the message names that of another who was asked
         */
        record Own(Rep rep, Given given, Roster roster) implements Press {}

        record Refused(SlackAnswer answer) implements Press {}
    }

    /** What was offered, and who has the lead now. */
    private record Shown(Given given, @Nullable RepKey holder) {}

    private record Found(Roster roster, Shown shown) {}

    private final UnitOfWork unitOfWork;
    private final RoutingConfigurations configurations;
    private final ShownOffers offers;
    private final Assignments assignments;
    private final SlackReps reps;

    public Presses(
            UnitOfWork unitOfWork,
            RoutingConfigurations configurations,
            ShownOffers offers,
            Assignments assignments,
            SlackUsers users) {
        this.unitOfWork = unitOfWork;
        this.configurations = configurations;
        this.offers = offers;
        this.assignments = assignments;
        this.reps = new SlackReps(users);
    }

    /** Of an offer that is to be open. */
    Mono<Press> of(SlackChannel slack, String user, UUID offer) {
        return of(slack, user, offer, AssignmentState::isActive);
    }

    /** Likewise, of one that is to be declined by whoever pressed. */
    Mono<Press> declined(SlackChannel slack, String user, UUID offer) {
        return of(slack, user, offer, AssignmentState.DECLINED::equals);
    }

    private Mono<Press> of(
            SlackChannel slack, String user, UUID offer, Predicate<AssignmentState> wanted) {
        return unitOfWork
                .run(slack.tenant(), look(slack.tenant(), offer))
                .flatMap(found -> judge(slack, user, found, wanted))
                .defaultIfEmpty(new Press.Refused(new SlackAnswer.Unknown()));
    }

    /** Empty when no such offer was made. */
    private Mono<Found> look(TenantId tenant, UUID offer) {
        return configurations
                .current(tenant)
                .map(snapshot -> snapshot.configuration().roster())
                .flatMap(roster ->
                        offers.find(tenant, offer)
                                .flatMap(given -> shown(tenant, given))
                                .map(shown -> new Found(roster, shown)));
    }

    private Mono<Shown> shown(TenantId tenant, Given given) {
        return assignments
                .latest(tenant, given.offer().lead())
                .filter(Given::isHeld)
                .map(held -> new Shown(given, held.offer().rep()))
                .defaultIfEmpty(new Shown(given, null));
    }

    private Mono<Press> judge(
            SlackChannel slack, String user, Found found, Predicate<AssignmentState> wanted) {
        Roster roster = found.roster();
        Shown shown = found.shown();
        return reps.find(slack, user, roster)
                .flatMap(rep ->
                        own(slack.tenant(), shown.given(), rep)
                                .map(given ->
                                        judge(
                                                rep,
                                                roster,
                                                new Shown(given, shown.holder()),
                                                wanted)))
                .defaultIfEmpty(new Press.Refused(notOpen(roster, null, shown.holder())));
    }

    /** In a channel all who are asked at once press the same button, each for the own offer. */
    private Mono<Given> own(TenantId tenant, Given shown, Rep rep) {
        return !shown.offer().broadcast() || shown.offer().rep().equals(rep.key())
                ? Mono.just(shown)
                : unitOfWork
                        .run(tenant, offers.beside(tenant, shown.offer().id(), rep.key()))
                        .defaultIfEmpty(shown);
    }

    private static Press judge(
            Rep rep, Roster roster, Shown shown, Predicate<AssignmentState> wanted) {
        Given given = shown.given();
        return rep.key().equals(given.offer().rep()) && wanted.test(given.state())
                ? new Press.Own(rep, given, roster)
                : new Press.Refused(notOpen(roster, rep, shown.holder()));
    }

    /** Why what was offered is not, or no longer, open to whoever pressed. */
    static SlackAnswer notOpen(Roster roster, @Nullable Rep presser, @Nullable RepKey holder) {
        if (holder == null) {
            return new SlackAnswer.NotYours(null);
        }
        return presser != null && presser.key().equals(holder)
                ? new SlackAnswer.Superseded()
                : new SlackAnswer.NotYours(name(roster, holder));
    }

    static String name(Roster roster, RepKey rep) {
        return roster.rep(rep).map(Rep::name).orElse(rep.value());
    }
}
