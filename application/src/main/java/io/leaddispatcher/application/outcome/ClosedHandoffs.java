package io.leaddispatcher.application.outcome;

import io.leaddispatcher.application.assignment.WorkActor;
import io.leaddispatcher.application.dispatch.ConnectedChannels;
import io.leaddispatcher.application.dispatch.DispatchMessages;
import io.leaddispatcher.application.dispatch.port.Outbox;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.outcome.OutcomeEffects.Told;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DispatchPlan;
import io.leaddispatcher.domain.handoff.OpenHandoff;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.TimelineEntry;
import io.leaddispatcher.domain.notice.Notice;
import io.leaddispatcher.domain.notice.NoticeKind;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Roster;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Closes the loop: whoever has handed a lead off hears what has come of it in the end. */
public final class ClosedHandoffs {

    private final Timeline timeline;
    private final ConnectedChannels channels;
    private final Outbox outbox;
    private final DispatchMessages messages;
    private final Ids ids;

    /**
     * Those of an installation.
     *
     * @param publicUrl what links to leads begin with
     */
    public ClosedHandoffs(
            Timeline timeline, ConnectedChannels channels, Outbox outbox, URI publicUrl, Ids ids) {
        this.timeline = timeline;
        this.channels = channels;
        this.outbox = outbox;
        this.messages = new DispatchMessages(publicUrl);
        this.ids = ids;
    }

    /** The handoffs of a lead that are open, before its outcome is told. */
    Mono<List<OpenHandoff>> open(TenantId tenant, LeadId lead) {
        return timeline.told(tenant, lead, OpenHandoff.TOLD_BY).map(OpenHandoff::of);
    }

    /** Tells those who have handed it off, each once and not those who have ended it themselves. */
    Mono<Void> tell(Told told, List<OpenHandoff> handoffs) {
        List<Rep> givers = givers(told, handoffs);
        return givers.isEmpty()
                ? Mono.empty()
                : channels.of(told.tenant(), told.configuration().roster())
                        .flatMap(connected ->
                                outbox.add(
                                        told.tenant(),
                                        givers.stream()
                                                .flatMap(giver ->
                                                        deliveries(told, giver, connected).stream())
                                                .toList()))
                        .then(timeline.append(told.tenant(), entry(told, givers)));
    }

    private static List<Rep> givers(Told told, List<OpenHandoff> handoffs) {
        Set<RepKey> keys = new LinkedHashSet<>();
        for (OpenHandoff handoff : handoffs) {
            if (handoff.giver() != null) {
                keys.add(handoff.giver());
            }
        }
        RepKey holder = holder(told);
        return keys.stream()
                .filter(giver -> !giver.equals(holder))
                .filter(giver ->
                        told.caller().actor().ownRep().filter(giver.value()::equals).isEmpty())
                .flatMap(giver -> told.configuration().roster().rep(giver).stream())
                .filter(Rep::active)
                .toList();
    }

    private List<Delivery> deliveries(Told told, Rep giver, DispatchPlan.Connected connected) {
        Roster roster = told.configuration().roster();
        Notice notice =
                new Notice(NoticeKind.GONE, giver.notifications(), roster.zoneOf(giver), told.at());
        return DispatchPlan.plan(
                        new DispatchPlan.Recipient(
                                giver.key().value(),
                                giver.email(),
                                giver.slackUserId(),
                                null,
                                null),
                        connected,
                        Set.of(),
                        notice,
                        messages.news(
                                told.file().lead(),
                                giver,
                                roster,
                                news(told),
                                told.configuration().fields()))
                .stream()
                .map(draft ->
                        Delivery.planned(
                                new DeliveryId(ids.next()),
                                told.file().lead().id(),
                                draft,
                                notice.dueAt()))
                .toList();
    }

    private static String news(Told told) {
        String what =
                switch (told.outcome().type()) {
                    case WON -> "It was won";
                    case LOST -> "It was lost";
                    case DISQUALIFIED -> "It was disqualified";
                    case MEETING_HELD, NO_SHOW, NO_SHOW_TAKEN_BACK, OPPORTUNITY ->
                            throw new IllegalArgumentException(
                                    "%s ends no work".formatted(told.outcome().type()));
                };
        RepKey holder = holder(told);
        String by =
                holder == null
                        ? ""
                        : " by "
                                + told.configuration()
                                        .roster()
                                        .rep(holder)
                                        .map(Rep::name)
                                        .orElseGet(holder::value);
        // What people write may say anything: where fields are sensitive it goes into no message.
        String reason = told.outcome().reason();
        boolean mayBeTold = !told.configuration().fields().hasSensitive();
        return what + by + (reason != null && mayBeTold ? ": " + reason : "") + ".";
    }

    private static List<Timeline.Entry> entry(Told told, List<Rep> givers) {
        return List.of(
                new Timeline.Entry(
                        told.file().lead().id(),
                        new TimelineEntry(
                                told.at(),
                                "HANDOFF_CLOSED",
                                WorkActor.label(told.caller().actor(), holder(told)),
                                told.channel(),
                                Map.of(
                                        "outcome",
                                        told.outcome().type().name(),
                                        "told",
                                        givers.stream()
                                                .map(giver -> "rep:" + giver.key())
                                                .toList()))));
    }

    private static @Nullable RepKey holder(Told told) {
        return told.given() == null ? null : told.given().offer().rep();
    }
}
