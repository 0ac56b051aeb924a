package io.leaddispatcher.application.escalation;

import io.leaddispatcher.application.assignment.port.Assignments.Given;
import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.dispatch.DispatchMessages;
import io.leaddispatcher.application.dispatch.Reminders;
import io.leaddispatcher.application.dispatch.port.SettledEscalations;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.sla.port.LeadClock;
import io.leaddispatcher.application.sla.port.LeadClock.Place.Waiting;
import io.leaddispatcher.application.sla.port.LeadClock.Place.With;
import io.leaddispatcher.domain.dispatch.Address;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryDraft;
import io.leaddispatcher.domain.dispatch.DispatchPlan;
import io.leaddispatcher.domain.notice.NoticeKind;
import io.leaddispatcher.domain.notice.NotificationChoices;
import io.leaddispatcher.domain.queue.Queue;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Roster;
import io.leaddispatcher.domain.roster.Team;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plans who is told at the steps of clocks, in messages that leave through the outbox. */
public record Escalating(
        RoutingConfiguration configuration,
        DispatchPlan.Connected connected,
        DispatchMessages messages,
        Ids ids,
        Instant now) {

    /**
     * A clock at a step, with what is known of its lead.
     *
     * @param open by which somebody has the lead, or several were asked
     */
    public record At(LeadClock kept, LeadFile file, List<Given> open) {

        public At {
            open = List.copyOf(open);
        }

        /** Those who have it, or were asked. */
        private List<Offer> offers() {
            List<Offer> held = open.stream().filter(Given::isHeld).map(Given::offer).toList();
            return held.isEmpty() ? open.stream().map(Given::offer).toList() : held;
        }
    }

    /**
     * What is sent.
     *
     * @param to who is told, such as {@code rep:zoe}; empty when there is nobody to be told
     * @param untold why nobody is told; null when somebody is
     */
    public record Told(List<Delivery> deliveries, List<String> to, @Nullable Untold untold) {

        public Told {
            deliveries = List.copyOf(deliveries);
            to = List.copyOf(to);
        }

        private static Told by(List<Delivery> deliveries, String to) {
            return new Told(deliveries, List.of(to), null);
        }

        public static Told nobody(Untold why) {
            return new Told(List.of(), List.of(), why);
        }

        private Told forManager() {
            return untold == null ? this : nobody(untold.forManager());
        }

        /** As timelines tell it. */
        public Map<String, Object> detail() {
            return untold == null ? Map.of("told", to) : untold.detail();
        }
    }

    /** A new message to the rep, or to all who were asked. */
    Told remind(At at) {
        List<Delivery> deliveries = new ArrayList<>();
        List<String> to = new ArrayList<>();
        for (Offer offer : at.offers()) {
            configuration
                    .roster()
                    .rep(offer.rep())
                    .ifPresent(rep -> {
                        ZoneId zone = configuration.roster().zoneOf(rep);
                        String text = StepWords.toRep(at.kept().clock(), zone, now);
                        List<Delivery> planned =
                                toRep(at.file(), rep, rep.notifications(), offer, text);
                        deliveries.addAll(planned);
                        if (!planned.isEmpty()) {
                            to.add("rep:" + rep.key());
                        }
                    });
        }
        if (!to.isEmpty()) {
            return new Told(deliveries, to, null);
        }
        return Told.nobody(at.offers().isEmpty() ? Untold.NOBODY_HAS_IT : Untold.MUTED);
    }

    /** The manager of the team; a channel in the manager's place when it has none. */
    Told manager(At at) {
        return manager(about(at), zone -> words(at, zone));
    }

    /** The channel of the team, else the workspace's. */
    Told channel(At at) {
        return channel(about(at), zone -> words(at, zone));
    }

    /** That the lead can go no further, to the manager or in the manager's place. */
    public Told stuck(At at) {
        return manager(about(at), zone -> words(at, zone) + " " + StepWords.STUCK);
    }

    /** That a lead has been offered often enough, and waits. */
    public Told lapsed(LeadFile file, RepKey last, QueueKey queue) {
        String waits = configuration.queue(queue).map(Queue::name).orElseGet(queue::value);
        return manager(
                new About(file, last, name(last), queue, null),
                _ -> StepWords.lapsed(name(last), waits));
    }

    /** That a lead waits for which nobody is available, to whoever looks after its queue. */
    public Told stranded(LeadFile file, QueueKey queue) {
        String waits = configuration.queue(queue).map(Queue::name).orElseGet(queue::value);
        return manager(About.nobodys(file), _ -> StepWords.stranded(waits));
    }

    /** Why nobody can be told of a lead that waits. Empty when somebody can. */
    public Optional<Untold> untold(LeadFile file) {
        About about = About.nobodys(file);
        if (manager(about).isPresent()) {
            return Optional.empty();
        }
        if (!connected.slack() && !connected.sandbox()) {
            return Optional.of(Untold.NO_MANAGER_NOR_SLACK);
        }
        return withChannel(about).isPresent() || connected.defaultChannel() != null
                ? Optional.empty()
                : Optional.of(Untold.NO_MANAGER_NOR_CHANNEL);
    }

    /**
     * Whom a message is about, and the rep who is concerned.
     *
     * @param queue in which it waits; null while somebody has it
     * @param clock whose escalation it is; null when it is none
     */
    private record About(
            LeadFile file,
            @Nullable RepKey rep,
            @Nullable String name,
            @Nullable QueueKey queue,
            @Nullable UUID clock) {

        private static About nobodys(LeadFile file) {
            return nobodys(file, null);
        }

        private static About nobodys(LeadFile file, @Nullable UUID clock) {
            return new About(file, null, null, file.placement().queue(), clock);
        }
    }

    private About about(At at) {
        return switch (at.kept().place()) {
            case With(_, var rep) -> new About(at.file(), rep, name(rep), null, at.kept().id());
            case Waiting _ -> About.nobodys(at.file(), at.kept().id());
        };
    }

    private String words(At at, ZoneId zone) {
        return StepWords.toOthers(at.kept().clock(), about(at).name(), zone, now);
    }

    private Told manager(About about, Function<ZoneId, String> words) {
        return manager(about)
                .map(manager -> {
                    ZoneId zone = configuration.roster().zoneOf(manager);
                    return Told.by(
                            // What is said to somebody as a manager is never muted.
                            ofClock(
                                    about,
                                    toRep(
                                            about.file(),
                                            manager,
                                            NotificationChoices.NONE,
                                            null,
                                            words.apply(zone))),
                            "rep:" + manager.key());
                })
                .orElseGet(() -> channel(about, words).forManager());
    }

    private Told channel(About about, Function<ZoneId, String> words) {
        if (!connected.slack() && !connected.sandbox()) {
            return Told.nobody(Untold.NO_SLACK);
        }
        Optional<Team> team = withChannel(about);
        String channel = team.map(Team::slackChannel).orElse(connected.defaultChannel());
        if (channel == null) {
            return Told.nobody(Untold.NO_CHANNEL);
        }
        ZoneId zone = team.map(configuration.roster()::zoneOf).orElse(configuration.zone());
        String name = team.map(Team::name).orElse("the team");
        String recipient = team.map(each -> "team:" + each.key()).orElse("channel:" + channel);
        DeliveryDraft draft =
                new DeliveryDraft(
                        recipient,
                        List.of(new Address(Address.Kind.SLACK_CHANNEL, channel)),
                        reminders()
                                .message(about.file(), name, zone, null, words.apply(zone))
                                .document());
        return Told.by(
                ofClock(about, List.of(reminders().planned(about.file(), draft, now))), recipient);
    }

    /** Messages that say whose escalation they are, so that it is known when they do not arrive. */
    private static List<Delivery> ofClock(About about, List<Delivery> planned) {
        UUID clock = about.clock();
        return clock == null
                ? planned
                : planned.stream()
                        .map(each -> each.with(SettledEscalations.CLOCK, clock.toString()))
                        .toList();
    }

    /** Why nobody is told at a step, and whose concern it is. */
    Unheard.Cause cause(At at, Untold why) {
        return new Unheard.Cause(
                why,
                teams(about(at)).stream().findFirst().map(team -> "team:" + team.key()).orElse(""));
    }

    /** A step at which nobody is told, though somebody should be. */
    public Optional<Unheard> unheard(At at, Told told) {
        Untold why = told.untold();
        return why == null || !why.isUnheard()
                ? Optional.empty()
                : Optional.of(new Unheard(at.kept().id(), at.kept().lead(), cause(at, why), now));
    }

    private List<Delivery> toRep(
            LeadFile file,
            Rep rep,
            NotificationChoices choices,
            @Nullable Offer offer,
            String text) {
        return reminders().toRep(file, rep, NoticeKind.REMINDER, choices, offer, text);
    }

    private Reminders reminders() {
        return new Reminders(configuration, connected, messages, ids, now);
    }

    private String name(RepKey key) {
        return configuration.roster().rep(key).map(Rep::name).orElse(key.value());
    }

    private Optional<Rep> manager(About about) {
        return teams(about).stream()
                .flatMap(team -> Stream.ofNullable(team.manager()))
                .filter(manager -> !manager.equals(about.rep()))
                .flatMap(manager -> configuration.roster().rep(manager).stream())
                .filter(Rep::active)
                .findFirst();
    }

    private Optional<Team> withChannel(About about) {
        return teams(about).stream().filter(each -> each.slackChannel() != null).findFirst();
    }

    /** Of the rep, then of the queue in which the lead waits. */
    private List<Team> teams(About about) {
        Roster roster = configuration.roster();
        Stream<Team> reps =
                about.rep() == null ? Stream.of() : roster.teamsOf(about.rep()).stream();
        Stream<Team> queues =
                configuration
                        .queue(about.queue())
                        .flatMap(queue -> Optional.ofNullable(queue.team()))
                        .flatMap(roster::team)
                        .stream();
        return Stream.concat(reps, queues).toList();
    }
}
