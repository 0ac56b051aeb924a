package io.leaddispatcher.application.outreach;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.closure.ClosedWorkspaces;
import io.leaddispatcher.application.closure.port.WorkspaceDeletions.Closed;
import io.leaddispatcher.application.dispatch.port.Outbox;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.live.Happened;
import io.leaddispatcher.application.live.LiveSignal;
import io.leaddispatcher.application.optout.OptOutLink;
import io.leaddispatcher.application.optout.OptOutLinks;
import io.leaddispatcher.application.optout.port.MailOptOuts;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.snapshot.RoutingConfigurations.Snapshot;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.dispatch.LeadMail;
import io.leaddispatcher.domain.lead.TimelineEntry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * Somebody wants no more mails of the kind that are written by themselves: none about this lead,
 * and none about any that comes with the same address, whether or not the workspace is closed at
 * the moment. Asking again changes nothing.
 */
@UseCase
public final class RefuseMails {

    /**
     * @param link the link's last part
     * @param act whether it is done, or only looked at
     */
    public record Command(String link, boolean act) {
        @Override
        public String toString() {
            return "Command[***]";
        }
    }

    /** What can come of it. */
    public sealed interface Outcome {

        /** Mails still come. */
        record Asked(String workspace) implements Outcome {}

        /** No more mails come. */
        record Refused(String workspace) implements Outcome {}

        /** The link is none of ours, or its workspace is gone or about to go. */
        record Unknown() implements Outcome {}
    }

    private final OptOutLinks links;
    private final ClosedWorkspaces closed;
    private final UnitOfWork unitOfWork;
    private final RoutingConfigurations configurations;
    private final MailOptOuts optOuts;
    private final OutreachEvents outreach;
    private final Leads leads;
    private final Timeline timeline;
    private final Outbox outbox;
    private final LiveSignal live;
    private final InstantSource clock;

    public RefuseMails(
            OptOutLinks links,
            ClosedWorkspaces closed,
            UnitOfWork unitOfWork,
            RoutingConfigurations configurations,
            MailOptOuts optOuts,
            OutreachEvents outreach,
            Leads leads,
            Timeline timeline,
            Outbox outbox,
            LiveSignal live,
            InstantSource clock) {
        this.links = links;
        this.closed = closed;
        this.unitOfWork = unitOfWork;
        this.configurations = configurations;
        this.optOuts = optOuts;
        this.outreach = outreach;
        this.leads = leads;
        this.timeline = timeline;
        this.outbox = outbox;
        this.live = live;
        this.clock = clock;
    }

    public Mono<Outcome> handle(Command command) {
        return Mono.defer(() ->
                links.opened(command.link())
                        .map(link ->
                                closed.find(link.tenant())
                                        // A closed one may be opened again, and writes then.
                                        .filter(Closed::begun)
                                        .<Outcome>map(_ -> new Outcome.Unknown())
                                        .switchIfEmpty(Mono.defer(() -> of(link, command.act()))))
                        .orElseGet(Mono::empty)
                        .defaultIfEmpty(new Outcome.Unknown()));
    }

    private Mono<Outcome> of(OptOutLink link, boolean act) {
        return unitOfWork
                .run(
                        link.tenant(),
                        configurations
                                .current(link.tenant())
                                .flatMap(snapshot ->
                                        act ? refuse(link, snapshot) : look(link, snapshot)))
                .doOnNext(_ -> {
                    if (act) {
                        live.announce(Happened.to(link.tenant(), link.lead()));
                    }
                });
    }

    private Mono<Outcome> look(OptOutLink link, Snapshot snapshot) {
        String workspace = snapshot.outreach().workspace();
        return optOuts.among(link.tenant(), Set.of(link.addressee()))
                .map(out ->
                        out.isEmpty()
                                ? new Outcome.Asked(workspace)
                                : new Outcome.Refused(workspace));
    }

    private Mono<Outcome> refuse(OptOutLink link, Snapshot snapshot) {
        Instant now = clock.instant();
        return optOuts.add(link.tenant(), link.addressee(), now)
                .filter(Boolean::booleanValue)
                // The lead may be gone; the wish stays.
                .flatMapMany(
                        _ -> leads.find(link.tenant(), Set.of(link.lead()), snapshot::customType))
                .concatMap(_ ->
                        outbox.takeBackMails(
                                        link.tenant(),
                                        Set.of(link.lead()),
                                        EnumSet.allOf(LeadMail.Purpose.class))
                                .then(outreach.optedOut(link.tenant(), link.lead(), now))
                                .then(
                                        timeline.append(
                                                link.tenant(),
                                                List.of(
                                                        new Timeline.Entry(
                                                                link.lead(),
                                                                new TimelineEntry(
                                                                        now,
                                                                        "MAIL_REFUSED",
                                                                        "lead",
                                                                        "email",
                                                                        Map.of()))))))
                .then(Mono.just(new Outcome.Refused(snapshot.outreach().workspace())));
    }
}
