package io.leaddispatcher.application.mailanswer;

import io.leaddispatcher.application.access.ClientNetwork;
import io.leaddispatcher.application.access.Throttle;
import io.leaddispatcher.application.closure.ClosedWorkspaces;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.OpenWords;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.mailanswer.MailStanding.Told;
import io.leaddispatcher.application.mailanswer.port.MailedOffers;
import io.leaddispatcher.application.mailanswer.port.MailedOffers.Standing;
import io.leaddispatcher.application.maillink.MailLink;
import io.leaddispatcher.application.maillink.MailLinks;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.snapshot.RoutingConfigurations.Snapshot;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Roster;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Reads what a link from a mail is good for now. */
public final class MailStandings {

    private final MailLinks links;
    private final Throttle throttle;
    private final ClosedWorkspaces closed;
    private final UnitOfWork unitOfWork;
    private final RoutingConfigurations configurations;
    private final Leads leads;
    private final MailedOffers offers;
    private final InstantSource clock;

    public MailStandings(
            MailLinks links,
            Throttle throttle,
            ClosedWorkspaces closed,
            UnitOfWork unitOfWork,
            RoutingConfigurations configurations,
            Leads leads,
            MailedOffers offers,
            InstantSource clock) {
        this.links = links;
        this.throttle = throttle;
        this.closed = closed;
        this.unitOfWork = unitOfWork;
        this.configurations = configurations;
        this.leads = leads;
        this.offers = offers;
        this.clock = clock;
    }

    /**
     * Does something with a link that is ours and still good. Whoever makes links up waits longer
     * and longer.
     *
     * @param address where the request came from
     */
    Mono<MailStanding> with(
            String text, String address, Function<MailLink, Mono<MailStanding>> act) {
        return Mono.defer(() -> {
            MailLink link = links.opened(text).orElse(null);
            if (link == null) {
                return throttle.<MailStanding>attempt(
                                new Throttle.Subjects(
                                        "mail link of " + ClientNetwork.of(address), address),
                                MailStanding.TooMany::new,
                                Mono::empty)
                        .defaultIfEmpty(new MailStanding.Forged());
            }
            return clock.instant().isBefore(link.expiresAt())
                    ? act.apply(link)
                    : Mono.just(new MailStanding.Expired(link.lead()));
        });
    }

    /** How the offer stands; changes nothing. */
    Mono<MailStanding> of(MailLink link) {
        return closed.find(link.tenant())
                .<MailStanding>map(_ -> new MailStanding.Gone())
                .switchIfEmpty(
                        Mono.defer(() ->
                                unitOfWork.run(
                                        link.tenant(),
                                        configurations
                                                .current(link.tenant())
                                                .flatMap(snapshot -> find(link, snapshot)))))
                .defaultIfEmpty(new MailStanding.Gone());
    }

    private Mono<MailStanding> find(MailLink link, Snapshot snapshot) {
        Roster roster = snapshot.configuration().roster();
        if (roster.rep(link.rep()).filter(Rep::active).isEmpty()) {
            return Mono.empty();
        }
        return offers.find(link.tenant(), link.lead(), link.assignment(), link.rep())
                .flatMap(offer ->
                        leads.find(link.tenant(), Set.of(link.lead()), snapshot::customType)
                                .next()
                                .map(file -> standing(link, offer, told(file, snapshot), roster)));
    }

    private static Told told(LeadFile file, Snapshot snapshot) {
        OpenWords words = new OpenWords(file.lead(), snapshot.configuration().fields());
        String name = words.name();
        return new Told(
                file.lead().id(),
                words.reference(),
                name == null ? words.reference() : name,
                words.tell("company.name"));
    }

    private static MailStanding standing(MailLink link, Standing offer, Told told, Roster roster) {
        RepKey holder = offer.holder();
        return switch (offer.state()) {
            // Of those who were asked at once another may have been faster.
            case OFFERED ->
                    holder == null || holder.equals(link.rep())
                            ? new MailStanding.Open(link.act(), told)
                            : taken(told, holder, roster);
            case ACCEPTED, COMPLETED -> new MailStanding.Accepted(told);
            case DECLINED -> new MailStanding.Declined(told);
            // A newer offer has a newer mail.
            case EXPIRED, RETURNED, REASSIGNED ->
                    holder == null || holder.equals(link.rep())
                            ? new MailStanding.Withdrawn(told)
                            : taken(told, holder, roster);
        };
    }

    private static MailStanding taken(Told told, RepKey holder, Roster roster) {
        return new MailStanding.Taken(
                told, roster.rep(holder).map(Rep::name).orElse(holder.value()));
    }
}
