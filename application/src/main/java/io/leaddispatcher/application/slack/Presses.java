package io.leaddispatcher.application.slack;

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
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Says whether what somebody pressed is theirs to act on. */
public final class Presses {

    /** Whose it is. */
    sealed interface Press {

        /** Of the rep to whom it was offered, and open still. */
        record Own(Rep rep, Given given, Roster roster) implements Press {}

        record Refused(SlackAnswer answer) implements Press {}
    }

    /** What was offered, and who has the lead now. */
    private record Shown(Given given, @Nullable String holder) {}

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

    Mono<Press> of(SlackChannel slack, String user, UUID offer) {
        return unitOfWork
                .run(slack.tenant(), look(slack.tenant(), offer))
                .flatMap(found -> judge(slack, user, found.roster(), found.shown()))
                .defaultIfEmpty(new Press.Refused(new SlackAnswer.Unknown()));
    }

    /** Empty when no such offer was made. */
    private Mono<Found> look(TenantId tenant, UUID offer) {
        return configurations
                .current(tenant)
                .map(snapshot -> snapshot.configuration().roster())
                .flatMap(roster ->
                        offers.find(tenant, offer)
                                .flatMap(given -> shown(tenant, given, roster))
                                .map(shown -> new Found(roster, shown)));
    }

    private Mono<Shown> shown(TenantId tenant, Given given, Roster roster) {
        return assignments
                .latest(tenant, given.offer().lead())
                .filter(Given::isHeld)
                .map(held -> new Shown(given, name(roster, held.offer().rep())))
                .defaultIfEmpty(new Shown(given, null));
    }

    private Mono<Press> judge(SlackChannel slack, String user, Roster roster, Shown shown) {
        return reps.find(slack, user, roster)
                .filter(rep ->
                        rep.key().equals(shown.given().offer().rep())
                                && shown.given().state().isActive())
                .<Press>map(rep -> new Press.Own(rep, shown.given(), roster))
                .defaultIfEmpty(new Press.Refused(new SlackAnswer.NotYours(shown.holder())));
    }

    static String name(Roster roster, RepKey rep) {
        return roster.rep(rep).map(Rep::name).orElse(rep.value());
    }
}
