package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.dispatch.DispatchMessages;
import io.leaddispatcher.application.escalation.Escalating;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.intake.port.ReadyEvents.Ready;
import io.leaddispatcher.application.intake.port.ReadyEvents.Routed;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.lead.LeadWebhooks;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.live.Happened;
import io.leaddispatcher.application.outreach.NewOutreach;
import io.leaddispatcher.application.routing.Placements.Occasion;
import io.leaddispatcher.application.routing.Placements.Telling;
import io.leaddispatcher.application.routing.SecondLook.Judged;
import io.leaddispatcher.application.routing.port.RoutingRuns.Cause;
import io.leaddispatcher.application.sla.NewClocks;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.task.NewTasks;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.LeadPaths;
import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.routing.Decision;
import io.leaddispatcher.domain.routing.Direction;
import io.leaddispatcher.domain.routing.LeadContext;
import io.leaddispatcher.domain.routing.Rerouting.Verdict.Moves;
import io.leaddispatcher.domain.routing.Rerouting.Verdict.NothingBetter;
import io.leaddispatcher.domain.routing.Rerouting.Verdict.Stays;
import io.leaddispatcher.domain.routing.Router;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.webhook.WebhookSubscription;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A batch of events on its way from "ready" to what is committed. The decisions are pure; this
 * decides which events bring one about. Not thread-safe.
 */
final class RoutingBatch {

    /** What a person sends in so short a time is one request. */
    private static final Duration ONE_REQUEST = Duration.ofMinutes(5);

    private final Instant now;
    private final Ids ids;
    private final DispatchMessages messages;
    private final Router.Sitting router;
    private final List<WebhookSubscription> webhooks;
    private final LeadMerges leads;
    private final LeadStory story;
    private final BatchBooks books;
    private final Placements placements;
    private final Holders holders;
    private final SecondLook secondLook;
    private final RoutingKnowledge known;

    private final Set<LeadId> decided = new HashSet<>();
    private final Set<LeadId> heard = new HashSet<>();
    private final List<UUID> events = new ArrayList<>();
    private final List<UUID> withRun = new ArrayList<>();
    private final List<Routed> routed = new ArrayList<>();

    RoutingBatch(
            RoutingConfigurations.Snapshot snapshot,
            LatestStates.State before,
            Map<LeadId, LeadFile> files,
            Instant now,
            Ids ids,
            DispatchMessages messages) {
        RoutingConfiguration configuration = snapshot.configuration();
        this.known = new RoutingKnowledge(configuration);
        this.now = now;
        this.ids = ids;
        this.messages = messages;
        this.router = new Router(configuration).at(now);
        this.webhooks = snapshot.webhooks();
        this.leads = new LeadMerges(snapshot.reader(), files);
        this.story = new LeadStory(now);
        this.books =
                new BatchBooks(
                        configuration,
                        before,
                        now,
                        new NewClocks(snapshot, ids, now),
                        new NewTasks(configuration.roster(), ids, now),
                        new NewOutreach(snapshot, ids, now));
        Announcements announcements = new Announcements(configuration, messages, ids, now);
        this.placements =
                new Placements(
                        configuration,
                        now,
                        ids,
                        announcements,
                        known,
                        story,
                        books,
                        this::escalating);
        this.holders =
                new Holders(configuration, now, announcements, known, story, placements, books);
        this.secondLook = new SecondLook(configuration, router, known, holders, now);
    }

    /** To be filled before the decisions. */
    RoutingKnowledge known() {
        return known;
    }

    /** Takes what an event says into its lead. */
    LeadFile merge(Ready event) {
        return leads.merge(event);
    }

    /** Takes in a lead that its event has made. */
    LeadFile arrived(Ready event, LeadFile lead) {
        return leads.arrived(event, lead);
    }

    /** Decides what each event brings about, in the order in which the events came. */
    void route(List<Ready> ready) {
        ready.forEach(this::route);
    }

    private void route(Ready event) {
        events.add(event.id());
        LeadFile file = leads.file(event);
        if (startsRun(event, file.status())) {
            tell(event, null);
            decide(event, file);
        } else {
            more(event, file);
        }
    }

    private static boolean startsRun(Ready event, LeadStatus status) {
        return switch (status) {
            case NEW -> true;
            case COMPLETED, REJECTED -> !event.updateOnly();
            case ASSIGNED, QUEUED -> false;
        };
    }

    private void tell(Ready event, @Nullable String stays) {
        LeadMerges.Effect effect = leads.effect(event);
        if (effect.first()) {
            story.received(event);
        } else if (!effect.changed().isEmpty()) {
            story.updated(event, effect.changed(), stays);
        }
    }

    private void decide(Ready event, LeadFile found) {
        known.beginsAnew(event.lead());
        LeadFile file = found;
        if (found.status() != LeadStatus.NEW) {
            books.outreach().concluded(event.lead());
            // By the clocks of now, and not of the visit before.
            file = found.askedAgain(leads.effect(event).askedAt());
        }
        LeadContext context = known.context(file);
        place(
                file,
                context,
                router.decide(context, books.state()),
                new Occasion(
                        Cause.INTAKE,
                        event.id(),
                        event.receivedAt(),
                        !leads.effect(event).first()));
        withRun.add(event.id());
    }

    private UUID place(LeadFile file, LeadContext context, Decision decision, Occasion occasion) {
        return place(file, context, decision, occasion, Telling.EVERYBODY);
    }

    private UUID place(
            LeadFile file,
            LeadContext context,
            Decision decision,
            Occasion occasion,
            Telling telling) {
        Decision raised = decision.raisedTo(file.placement().raisedTo());
        LeadFile placed = file.placed(raised.result(), context.match());
        leads.put(placed);
        decided.add(file.lead().id());
        return placements.place(placed, context, raised, occasion, telling);
    }

    /** Of a lead that has its place. */
    private void more(Ready event, LeadFile file) {
        boolean wroteAgain = wroteAgain(event, file);
        if (wroteAgain) {
            books.outreach().replied(event.lead());
        }
        UUID run =
                switch (news(event, file)) {
                    case Judged(var seen, Moves(var why)) -> {
                        tell(event, null);
                        story.moved(event.lead(), why);
                        yield move(
                                file,
                                seen,
                                Parting.because(why),
                                new Occasion(Cause.REROUTE, event.id(), null, true));
                    }
                    case Judged(_, Stays(var why)) -> stays(event, file, wroteAgain, why);
                    case Judged(_, NothingBetter _) -> stays(event, file, wroteAgain, null);
                    case null -> stays(event, file, wroteAgain, null);
                };
        routed.add(
                new Routed(
                        event.id(),
                        RoutingAnswers.merged(
                                event.id(),
                                run,
                                leads.file(event),
                                placements.offer(event.lead()))));
    }

    /**
     * Whether its person has written again: a reply to what was written to them, whoever has the
     * lead then. Once in a batch.
     */
    private boolean wroteAgain(Ready event, LeadFile file) {
        return !event.updateOnly()
                && leads.effect(event).changed().contains(LeadPaths.MESSAGE)
                && !event.receivedAt().isBefore(file.requestedAt().plus(ONE_REQUEST))
                && heard.add(event.lead());
    }

    /**
     * Whoever has it, or is asked, hears that its person has written again. There is no run of it.
     */
    private @Nullable UUID stays(
            Ready event, LeadFile file, boolean wroteAgain, @Nullable String why) {
        tell(event, why);
        if (!decided.contains(event.lead())) {
            holders.appeared(event.lead());
            if (wroteAgain) {
                holders.wroteAgain(file);
            }
        }
        return null;
    }

    /** All events of a batch are merged before the first is decided: one look sees them all. */
    private @Nullable Judged news(Ready event, LeadFile file) {
        return leads.effect(event).changed().isEmpty() || decided.contains(event.lead())
                ? null
                : secondLook.afterNews(file).orElse(null);
    }

    private UUID move(LeadFile file, SecondLook.Seen seen, Parting parting, Occasion occasion) {
        return move(file, seen, parting, occasion, Telling.EVERYBODY);
    }

    private UUID move(
            LeadFile file,
            SecondLook.Seen seen,
            Parting parting,
            Occasion occasion,
            Telling telling) {
        holders.takeBack(file.lead(), seen.open(), seen.freed(), seen.decision(), parting);
        if (!(seen.decision().result() instanceof Decision.Result.Assigned assigned)
                || assigned.broadcast()) {
            holders.disown(file.lead().id(), seen.open(), parting);
        }
        return place(file, seen.context(), seen.decision(), occasion, telling);
    }

    /** A lead that is kept; null when there is none of this id. */
    @Nullable LeadFile file(LeadId lead) {
        return leads.known(lead);
    }

    /** Those that were known before the batch. */
    List<LeadFile> leads() {
        return leads.all();
    }

    /** At which everything in it is decided. */
    Instant now() {
        return now;
    }

    /** Routes a lead once more, whatever was decided before. */
    void again(LeadFile file, Cause cause, Parting parting) {
        move(file, secondLook.at(file, parting), parting, Occasion.of(cause));
    }

    /** Gives a lead away past the rules. Nothing changes when nobody could take it. */
    SecondLook.Pointed direct(
            LeadFile file, Direction direction, Cause cause, Parting parting, Telling telling) {
        SecondLook.Pointed pointed = secondLook.at(file, parting, direction);
        if (pointed.seen() != null) {
            move(file, pointed.seen(), parting, Occasion.of(cause), telling);
        }
        return pointed;
    }

    /** Where a lead is from now on. */
    void put(LeadFile file) {
        leads.put(file);
    }

    /**
     * Likewise, when somebody gets it then.
     *
     * @return what would become of it, when nobody does; the lead is left as it is
     */
    Optional<Decision> passOn(LeadFile file, Cause cause, Parting parting) {
        SecondLook.Seen seen = secondLook.at(file, parting);
        if (!(seen.decision().result() instanceof Decision.Result.Assigned)) {
            return Optional.of(seen.decision());
        }
        move(file, seen, parting, Occasion.of(cause));
        return Optional.empty();
    }

    /** Makes a lead more urgent, wherever it is. */
    void raise(LeadFile file, Priority priority) {
        leads.put(file.raised(priority));
        books.raise(file.lead().id(), priority);
    }

    /** To tell others than the rep. */
    Escalating escalating() {
        return new Escalating(known.configuration(), known.connected(), messages, ids, now);
    }

    /** To tell what brings a decision about, before it is made. */
    LeadStory story() {
        return story;
    }

    // What is to be committed

    Collection<LeadFile> changedFiles() {
        return leads.changed();
    }

    /** Runs, offers and what has changed with them. */
    BatchBooks books() {
        return books;
    }

    /** Who has leads. */
    Holders holders() {
        return holders;
    }

    List<Timeline.Entry> timeline() {
        return story.entries();
    }

    /** What people are told, and programs that listen. */
    List<Delivery> deliveries() {
        if (webhooks.isEmpty()) {
            return books.deliveries();
        }
        List<Delivery> all = new ArrayList<>(books.deliveries());
        for (Timeline.Entry entry : story.entries()) {
            all.addAll(LeadWebhooks.of(entry, webhooks, ids, now));
        }
        return all;
    }

    /** What has come to something that no run tells. */
    List<Routed> routed() {
        return routed;
    }

    /** Events whose runs tell what they came to. */
    List<UUID> withRun() {
        return withRun;
    }

    /** All that were taken up. */
    List<UUID> eventIds() {
        return events;
    }

    Happened happened(TenantId tenant) {
        return new Happened(tenant, story.leads(), Set.copyOf(events));
    }
}
