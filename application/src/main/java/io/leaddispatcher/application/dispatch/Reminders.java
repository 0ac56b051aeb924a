package io.leaddispatcher.application.dispatch;

import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.dispatch.DispatchMessages.Reminder;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryDraft;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DispatchMessage;
import io.leaddispatcher.domain.dispatch.DispatchPlan;
import io.leaddispatcher.domain.notice.Notice;
import io.leaddispatcher.domain.notice.NoticeKind;
import io.leaddispatcher.domain.notice.NotificationChoices;
import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans messages that say what is to be done about a lead, of one workspace at one moment. */
public record Reminders(
        RoutingConfiguration configuration,
        DispatchPlan.Connected connected,
        DispatchMessages messages,
        Ids ids,
        Instant now) {

    /**
     * To a rep, by the ways of their choice and once they want no quiet.
     *
     * @param choices the rep's own, or none when the rep has no choice
     * @param offer what the rep may act on; null when there is nothing to press
     * @param text what is to be done, in a sentence
     * @return none when the rep does not want to be told
     */
    public List<Delivery> toRep(
            LeadFile file,
            Rep rep,
            NoticeKind kind,
            NotificationChoices choices,
            @Nullable Offer offer,
            String text) {
        ZoneId zone = configuration.roster().zoneOf(rep);
        Notice notice = new Notice(kind, choices, zone, now);
        return DispatchPlan.plan(
                        new DispatchPlan.Recipient(
                                rep.key().value(), rep.email(), rep.slackUserId(), null, null),
                        connected,
                        Set.of(),
                        notice,
                        message(file, rep.name(), zone, offer, text))
                .stream()
                .map(draft -> planned(file, draft, notice.dueAt()))
                .toList();
    }

    /**
     * What is said.
     *
     * @param name of whom it is said to
     * @param zone in which they read times
     */
    public DispatchMessage message(
            LeadFile file, String name, ZoneId zone, @Nullable Offer offer, String text) {
        Priority priority = file.placement().priority();
        return messages.reminder(
                file.lead(),
                new Reminder(name, zone, priority == null ? "" : priority.name(), offer, text),
                configuration.fields());
    }

    /** What is sent of it. */
    public Delivery planned(LeadFile file, DeliveryDraft draft, Instant due) {
        return Delivery.planned(new DeliveryId(ids.next()), file.lead().id(), draft, due);
    }
}
