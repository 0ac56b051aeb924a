package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.dispatch.DispatchMessages;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DispatchPlan;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.notice.Notice;
import io.leaddispatcher.domain.notice.NoticeKind;
import io.leaddispatcher.domain.policy.Rule;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.Team;
import io.leaddispatcher.domain.routing.Decision.Result.Assigned;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Plans what is sent to a rep, and to the rep's team, about an offer. */
record Announcements(
        RoutingConfiguration configuration, DispatchMessages messages, Ids ids, Instant now) {

    List<Delivery> of(
            Lead lead, Rep rep, Assigned assigned, Offer offer, DispatchPlan.Connected connected) {
        return DispatchPlan.plan(
                        recipient(rep),
                        connected,
                        channels(assigned.rule()),
                        notice(NoticeKind.NEW_LEAD, rep),
                        messages.message(
                                lead,
                                rep,
                                configuration.roster(),
                                assigned,
                                offer,
                                configuration.fields()))
                .stream()
                .map(draft -> Delivery.planned(new DeliveryId(ids.next()), lead.id(), draft, now))
                .toList();
    }

    /** What is sent to a rep who has a lead no longer, and did nothing for it. */
    List<Delivery> gone(Lead lead, Rep rep, String why, DispatchPlan.Connected connected) {
        Notice notice = notice(NoticeKind.GONE, rep);
        return DispatchPlan.plan(
                        new DispatchPlan.Recipient(
                                rep.key().value(), rep.email(), rep.slackUserId(), null, null),
                        connected,
                        Set.of(),
                        notice,
                        messages.gone(
                                lead, rep, configuration.roster(), why, configuration.fields()))
                .stream()
                .map(draft ->
                        Delivery.planned(
                                new DeliveryId(ids.next()), lead.id(), draft, notice.dueAt()))
                .toList();
    }

    private Notice notice(NoticeKind kind, Rep rep) {
        return new Notice(kind, rep.notifications(), configuration.roster().zoneOf(rep), now);
    }

    private DispatchPlan.Recipient recipient(Rep rep) {
        Optional<Team> team =
                configuration.roster().teamsOf(rep.key()).stream()
                        .filter(each -> each.slackChannel() != null)
                        .findFirst();
        return new DispatchPlan.Recipient(
                rep.key().value(),
                rep.email(),
                rep.slackUserId(),
                team.map(each -> each.key().value()).orElse(null),
                team.map(Team::slackChannel).orElse(null));
    }

    private static Set<Channel> channels(Rule rule) {
        return rule.channels() == null
                ? Set.of()
                : rule.channels().stream()
                        .map(channel -> Channel.valueOf(channel.name()))
                        .collect(Collectors.toSet());
    }
}
