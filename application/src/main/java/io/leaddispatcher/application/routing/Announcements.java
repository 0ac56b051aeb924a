package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.dispatch.DispatchMessages;
import io.leaddispatcher.application.dispatch.Reminders;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.domain.connection.CrmLink;
import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryDraft;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DispatchMessage;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Plans what is sent to a rep, and to the rep's team, about an offer. */
record Announcements(
        RoutingConfiguration configuration, DispatchMessages messages, Ids ids, Instant now) {

    /**
     * To each rep by their own ways, and once to each channel, however many of those who read it
     * are asked.
     *
     * @param offers of one decision: one, or those of all who are asked at once
     * @param crm where the lead's record is; null when nobody knows
     */
    List<Delivery> of(
            Lead lead,
            Assigned assigned,
            List<Offer> offers,
            @Nullable CrmLink crm,
            DispatchPlan.Connected connected) {
        Set<Channel> notify = channels(assigned.rule());
        List<Asked> all = offers.stream().map(this::asked).toList();
        Set<String> told = new HashSet<>();
        List<DeliveryDraft> drafts = new ArrayList<>();
        for (Asked asked : all) {
            DispatchMessage message =
                    messages.message(
                                    lead,
                                    asked.rep(),
                                    configuration.roster(),
                                    assigned,
                                    asked.offer(),
                                    configuration.fields())
                            .with(crm);
            drafts.addAll(
                    DispatchPlan.toRep(
                            asked.recipient(),
                            connected,
                            notify,
                            notice(NoticeKind.NEW_LEAD, asked.rep()),
                            message));
            String channel = asked.recipient().teamChannel();
            if (channel != null && told.add(channel)) {
                DispatchPlan.toTeam(
                                asked.recipient(),
                                connected,
                                notify,
                                toAll(message, readers(all, channel)))
                        .ifPresent(drafts::add);
            }
        }
        return drafts.stream()
                .map(draft -> Delivery.planned(new DeliveryId(ids.next()), lead.id(), draft, now))
                .toList();
    }

    private record Asked(Rep rep, Offer offer, DispatchPlan.Recipient recipient) {}

    private Asked asked(Offer offer) {
        Rep rep =
                configuration
                        .roster()
                        .rep(offer.rep())
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "chosen rep '%s' is unknown".formatted(offer.rep())));
        return new Asked(rep, offer, recipient(rep));
    }

    /** Who of those that are asked reads a channel. */
    private static List<Rep> readers(List<Asked> all, String channel) {
        return all.stream()
                .filter(asked -> channel.equals(asked.recipient().teamChannel()))
                .map(Asked::rep)
                .toList();
    }

    private static DispatchMessage toAll(DispatchMessage message, List<Rep> readers) {
        return readers.size() < 2
                ? message
                : message.toSeveral(
                        readers.stream().map(Rep::name).collect(Collectors.joining(", ")));
    }

    /**
     * What is sent to a rep who has a lead no longer, and did nothing for it; by the channels by
     * which the rep was told of the offer.
     *
     * @param why in sentences, with who has it now
     */
    List<Delivery> gone(
            Lead lead, Rep rep, Offer offer, String why, DispatchPlan.Connected connected) {
        Notice notice = notice(NoticeKind.GONE, rep);
        return DispatchPlan.plan(
                        alone(rep),
                        connected,
                        rule(lead, offer).map(Announcements::channels).orElse(Set.of()),
                        notice,
                        messages.gone(
                                lead, rep, configuration.roster(), why, configuration.fields()))
                .stream()
                .map(draft -> draft.ifToldOf(offer.id()))
                .map(draft ->
                        Delivery.planned(
                                new DeliveryId(ids.next()), lead.id(), draft, notice.dueAt()))
                .toList();
    }

    /**
     * What is sent to a rep who has handed a lead off.
     *
     * @param news what has become of it, in sentences
     */
    List<Delivery> news(Lead lead, Rep rep, String news, DispatchPlan.Connected connected) {
        Notice notice = notice(NoticeKind.GONE, rep);
        return DispatchPlan.plan(
                        alone(rep),
                        connected,
                        Set.of(),
                        notice,
                        messages.news(
                                lead, rep, configuration.roster(), news, configuration.fields()))
                .stream()
                .map(draft ->
                        Delivery.planned(
                                new DeliveryId(ids.next()), lead.id(), draft, notice.dueAt()))
                .toList();
    }

    /**
     * What is sent to a rep who has a lead, or is asked, when its person has written again.
     *
     * @param offer by which the rep has it, or is asked
     */
    List<Delivery> wroteAgain(
            LeadFile file, Rep rep, Offer offer, DispatchPlan.Connected connected) {
        return new Reminders(configuration, connected, messages, ids, now)
                .toRep(
                        file,
                        rep,
                        NoticeKind.REMINDER,
                        rep.notifications(),
                        offer,
                        "They have written again. What they say is on the lead's page.");
    }

    /** By which it was offered, if the policy still has it. */
    private Optional<Rule> rule(Lead lead, Offer offer) {
        String rule = offer.ruleId();
        return rule == null
                ? Optional.empty()
                : configuration
                        .policy(lead.kind())
                        .flatMap(published -> published.policy().rule(rule));
    }

    /** Without the team's channel. */
    private static DispatchPlan.Recipient alone(Rep rep) {
        return new DispatchPlan.Recipient(
                rep.key().value(), rep.email(), rep.slackUserId(), null, null);
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
