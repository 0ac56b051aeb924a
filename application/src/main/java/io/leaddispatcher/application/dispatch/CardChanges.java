package io.leaddispatcher.application.dispatch;

import com.google.common.collect.Comparators;
import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.dispatch.port.Cards;
import io.leaddispatcher.application.dispatch.port.Cards.Card;
import io.leaddispatcher.application.dispatch.port.Cards.Fate;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DispatchMessage;
import io.leaddispatcher.domain.handoff.OpenHandoff;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Roster;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Says how a message about an offer is to be changed, at the moment at which it is changed. */
public final class CardChanges {

    /** What is to be done. */
    sealed interface Change {

        /**
         * @param reference where Slack has the message
         */
        record Show(String reference, DispatchMessage message, CardNow now) implements Change {}

        /**
         * The message itself is on its way still.
         *
         * @param pause for how long it is at least
         */
        record Wait(Duration pause) implements Change {}

        /** There is no such message, or nothing is known of its offer any more. */
        record Nothing() implements Change {}
    }

    /** A message that is on its way is there soon, or it is tried for long. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(2);

    private final Cards cards;
    private final Timeline timeline;
    private final RoutingConfigurations configurations;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public CardChanges(
            Cards cards,
            Timeline timeline,
            RoutingConfigurations configurations,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.cards = cards;
        this.timeline = timeline;
        this.configurations = configurations;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    /** In a unit of work of its own, so that it sees what is committed. */
    Mono<Change> of(TenantId tenant, DeliveryId card) {
        return Mono.defer(() ->
                unitOfWork.run(
                        tenant,
                        cards.find(tenant, card)
                                .zipWhen(found -> giver(tenant, found))
                                .zipWhen(_ -> configurations.current(tenant))
                                .map(found ->
                                        change(
                                                found.getT1().getT1(),
                                                found.getT1().getT2().orElse(null),
                                                found.getT2().configuration().roster()))
                                .defaultIfEmpty(new Change.Nothing())));
    }

    /** Who would get the lead back from the rep who has accepted it. */
    private Mono<Optional<RepKey>> giver(TenantId tenant, Card card) {
        LeadId lead = card.delivery().lead();
        Fate fate = card.fate();
        if (lead == null || fate == null || fate.state() != AssignmentState.ACCEPTED) {
            return Mono.just(Optional.empty());
        }
        return timeline.told(tenant, lead, OpenHandoff.TOLD_BY)
                .map(story ->
                        OpenHandoff.of(story).stream()
                                .findFirst()
                                .flatMap(latest -> Optional.ofNullable(latest.giver()))
                                .filter(giver -> !giver.equals(fate.rep())));
    }

    private Change change(Card card, @Nullable RepKey giver, Roster roster) {
        Fate fate = card.fate();
        return switch (card.delivery().state()) {
            case SENDING -> new Change.Wait(ON_ITS_WAY);
            case PENDING, RETRYING -> new Change.Wait(untilTried(card.delivery()));
            case DEAD -> new Change.Nothing();
            case DELIVERED -> {
                String reference = card.delivery().reference();
                yield fate == null || reference == null
                        ? new Change.Nothing()
                        : show(
                                reference,
                                DispatchMessage.read(card.delivery().draft().document()),
                                fate,
                                giver,
                                roster);
            }
        };
    }

    private Duration untilTried(Delivery message) {
        return Comparators.max(ON_ITS_WAY, Duration.between(clock.instant(), message.dueAt()));
    }

    private static Change show(
            String reference,
            DispatchMessage message,
            Fate fate,
            @Nullable RepKey giver,
            Roster roster) {
        // That nobody has accepted it in time is true of all who were asked.
        boolean ofAll = message.reader().several() && fate.state() == AssignmentState.EXPIRED;
        return new Change.Show(
                reference,
                message,
                new CardNow(
                        fate.state(),
                        ofAll ? message.reader().name() : name(roster, fate.rep()),
                        known(roster, fate.holder()),
                        fate.at(),
                        known(roster, giver)));
    }

    private static @Nullable String known(Roster roster, @Nullable RepKey rep) {
        return rep == null ? null : name(roster, rep);
    }

    private static String name(Roster roster, RepKey rep) {
        return roster.rep(rep).map(Rep::name).orElse(rep.value());
    }
}
