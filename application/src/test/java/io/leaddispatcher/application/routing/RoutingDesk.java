package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.audit.InMemoryAuditTrail;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.dispatch.ConnectedChannels;
import io.leaddispatcher.application.dispatch.DispatchMessages;
import io.leaddispatcher.application.dispatch.Listeners;
import io.leaddispatcher.application.escalation.InMemoryUnheardEscalations;
import io.leaddispatcher.application.escalation.RepeatEscalations;
import io.leaddispatcher.application.escalation.TakeDueSteps;
import io.leaddispatcher.application.escalation.UnheardWatch;
import io.leaddispatcher.application.escalation.Unheards;
import io.leaddispatcher.application.intake.ArrivalRouting;
import io.leaddispatcher.application.intake.ArrivalRouting.Arrival;
import io.leaddispatcher.application.intake.CompanyQuestions;
import io.leaddispatcher.application.intake.InMemoryInboundEvents;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.RoutingOutcomes;
import io.leaddispatcher.application.intake.SubmitLead;
import io.leaddispatcher.application.lead.InMemoryLeads;
import io.leaddispatcher.application.lead.InMemoryTimeline;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.LeadNews;
import io.leaddispatcher.application.live.LiveSignal;
import io.leaddispatcher.application.live.port.OtherNodes;
import io.leaddispatcher.application.optout.MailAddressee;
import io.leaddispatcher.application.outreach.InMemoryMailOptOuts;
import io.leaddispatcher.application.outreach.InMemorySequenceRuns;
import io.leaddispatcher.application.outreach.OutreachEvents;
import io.leaddispatcher.application.outreach.TakeSequenceSteps;
import io.leaddispatcher.application.outreach.port.Acknowledgements;
import io.leaddispatcher.application.routing.port.RoutingRuns;
import io.leaddispatcher.application.routing.port.RoutingRuns.Run;
import io.leaddispatcher.application.sla.InMemorySlaClocks;
import io.leaddispatcher.application.sla.SlaEvents;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.task.InMemoryTasks;
import io.leaddispatcher.application.task.port.EndedTasks;
import io.leaddispatcher.application.task.port.Tasks;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.application.webhook.InMemoryWebhooks;
import io.leaddispatcher.application.work.Acting;
import io.leaddispatcher.domain.account.Account;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.LeadMail;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.TimelineEntry;
import io.leaddispatcher.domain.pool.Ledger;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.task.Task;
import io.leaddispatcher.domain.task.TaskState;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A workspace in memory in which leads are routed. It has the reps {@code mia} and {@code ben}, the
 * pool {@code sales} of both, the queues {@code fallback} and {@code partners}, and no connection.
 */
final class RoutingDesk extends ConfiguredDesk {

    static final TenantId TENANT = new TenantId(new UUID(0, 1));
    static final Instant NOON = Instant.parse("2026-11-25T11:00:00Z");
    static final LeadId ANA = new LeadId(new UUID(7, 1));
    static final LeadId BOB = new LeadId(new UUID(7, 2));

    /** No secret is needed to tell addresses apart. */
    static final MailAddressee ADDRESSEE = new MailAddressee((_, handle) -> "hash of " + handle);

    private static final long FIRST_ID = 100;

    Instant now = NOON;
    final InMemoryInboundEvents events = new InMemoryInboundEvents();
    final InMemoryLeads leads = new InMemoryLeads();
    final InMemoryTimeline timeline = new InMemoryTimeline();
    final InMemoryAssignments assignments = new InMemoryAssignments();
    final InMemoryRoutingStates states = new InMemoryRoutingStates();
    final InMemoryTrackRecords records = new InMemoryTrackRecords();
    final List<Run> runs = new ArrayList<>();
    final List<Delivery> deliveries = new ArrayList<>();

    /** Who hears of tasks that have ended. */
    EndedTasks endedTasks = (_, _) -> Mono.empty();

    final List<Account> accounts = new ArrayList<>();
    final InMemoryCompanyLeads companyLeads = new InMemoryCompanyLeads(leads);
    int questionsForAncestors;
    final InMemoryTasks tasks = new InMemoryTasks();
    final InMemorySequenceRuns sequences = new InMemorySequenceRuns(this::databaseNow);
    final InMemoryMailOptOuts optOuts = new InMemoryMailOptOuts();
    private final Set<Acknowledgements.Told> acknowledged = new HashSet<>();
    final OutreachEvents outreach;
    final InMemoryWebhooks webhooks = new InMemoryWebhooks();
    final InMemorySlaClocks clocks =
            new InMemorySlaClocks(
                    this::databaseNow,
                    (lead, some) ->
                            assignments.offers.stream()
                                    .filter(offer -> offer.lead().equals(lead))
                                    .anyMatch(offer -> some.contains(offer.id())));
    final SlaEvents sla;
    final InMemoryAuditTrail trail = new InMemoryAuditTrail();
    int wakeUps;

    /** Leads whose record knows nothing of who has them. */
    final Set<LeadId> untold = new HashSet<>();

    /** Whether the owners of queues have not been told for long. */
    boolean alertsDue;

    /** Of which queues was asked whether their owners are to be told. */
    final Set<QueueKey> alertsAsked = new HashSet<>();

    final List<LeadId> putOff = new ArrayList<>();

    /** Nothing can be decided, since nobody says what is connected. */
    boolean broken;

    /** How far the database's clock is ahead of this node's. */
    Duration databaseAhead = Duration.ZERO;

    /** What stands in front of each unit of work in which leads are put in. */
    Mono<Void> gate = Mono.empty();

    final RoutingConfigurations configurations;
    final RoutingTurns turns;
    private final RoutePending routePending;
    private final JoinRings joinRings;
    final Acting acting;
    final InMemoryUnheardEscalations unheard = new InMemoryUnheardEscalations();

    /** To those who look after the workspace. */
    final List<Delivery> letters = new ArrayList<>();

    /** Whether letters can leave. */
    boolean mailServer = true;

    final UnheardWatch watch;
    final RepeatEscalations repeatEscalations;
    private final TakeDueSteps takeDueSteps;
    private final EscalateLeads escalateLeads;
    private final LapseOffers lapseOffers;
    private final TakeSequenceSteps takeSequenceSteps;
    final SubmitLead submitLead;
    private ArrivalRouting onArrival = this::leaveForTheNextTurn;
    CompanyQuestions questions = CompanyQuestions.NONE;
    private long ids = FIRST_ID;

    private final DeskPorts ports = new DeskPorts(this);

    RoutingDesk() {
        keep(ConfigurationKind.REP, "mia", "name", "Mia", "email", "mia@x.test");
        keep(ConfigurationKind.REP, "ben", "name", "Ben", "email", "ben@x.test");
        keepPool("ROUND_ROBIN");
        keep(ConfigurationKind.QUEUE, "fallback", "name", "Fallback");
        keep(ConfigurationKind.QUEUE, "partners", "name", "Partners");
        configurations =
                new RoutingConfigurations(
                        documents, _ -> policy(), QuietWorkspace.of(TENANT), webhooks);
        submitLead =
                new SubmitLead(
                        ports.gated(),
                        events,
                        events,
                        leads,
                        assignments,
                        configurations,
                        () -> new UUID(9, ++ids),
                        DeskPorts.nobodyWaits(),
                        (tenant, arrivals) -> onArrival.route(tenant, arrivals),
                        (tenant, configuration, news) ->
                                questions.about(tenant, configuration, news),
                        new RoutingOutcomes(
                                new ImmediateUnitOfWork(),
                                events,
                                new LiveSignal(OtherNodes.none())));
        states.revision = () -> Objects.requireNonNull(documents.revision(TENANT).block());
        sla = new SlaEvents(clocks, new LeadNews(timeline, new Listeners()));
        assignments.clock = this::databaseNow;
        assignments.runs = runs;
        outreach =
                new OutreachEvents(
                        sequences,
                        (_, told, _) -> Flux.fromIterable(told).filter(acknowledged::add),
                        optOuts,
                        ADDRESSEE,
                        ports.outbox(),
                        timeline);
        RoutingRuns kept = new InMemoryRoutingRuns(runs);
        ConnectedChannels channels =
                new ConnectedChannels(ports.nothingConnected(), Optional::empty);
        turns =
                new RoutingTurns(
                        new ImmediateUnitOfWork(),
                        states,
                        records,
                        configurations,
                        events,
                        events,
                        leads,
                        ports.knownAccounts(),
                        companyLeads,
                        assignments,
                        kept,
                        timeline,
                        (_, planned) -> Mono.fromRunnable(() -> deliveries.addAll(planned)),
                        sla,
                        tasks,
                        (tenant, ended) -> endedTasks.tell(tenant, ended),
                        outreach,
                        (_, queues, _, _) -> {
                            alertsAsked.addAll(queues);
                            return Mono.just(alertsDue ? Set.copyOf(queues) : Set.of());
                        },
                        (_, leads) -> Mono.fromSupplier(() -> untold(leads)),
                        channels,
                        new RoutingBatches(
                                () -> new UUID(9, ++ids), URI.create("https://leads.test")),
                        () -> wakeUps++,
                        new LiveSignal(OtherNodes.none()),
                        () -> now);
        routePending = new RoutePending(turns);
        joinRings = new JoinRings(turns, ports.rings(), new ImmediateUnitOfWork());
        acting = new Acting(new LeadTurns(turns), trail);
        watch =
                Unheards.into(
                        letters,
                        TENANT,
                        unheard,
                        configurations,
                        () -> mailServer,
                        () -> new UUID(9, ++ids));
        takeDueSteps =
                new TakeDueSteps(
                        new ImmediateUnitOfWork(),
                        clocks,
                        configurations,
                        leads,
                        assignments,
                        channels,
                        timeline,
                        (_, planned) -> Mono.fromRunnable(() -> deliveries.addAll(planned)),
                        watch,
                        new DispatchMessages(URI.create("https://leads.test")),
                        () -> new UUID(9, ++ids),
                        () -> wakeUps++,
                        new LiveSignal(OtherNodes.none()),
                        () -> now);
        escalateLeads =
                new EscalateLeads(turns, clocks, kept, timeline, watch, new ImmediateUnitOfWork());
        repeatEscalations =
                new RepeatEscalations(
                        new ImmediateUnitOfWork(),
                        unheard,
                        clocks,
                        configurations,
                        leads,
                        assignments,
                        channels,
                        timeline,
                        (_, planned) -> Mono.fromRunnable(() -> deliveries.addAll(planned)),
                        new DispatchMessages(URI.create("https://leads.test")),
                        () -> new UUID(9, ++ids),
                        () -> wakeUps++,
                        () -> now);
        lapseOffers = new LapseOffers(turns, assignments, kept, new ImmediateUnitOfWork());
        takeSequenceSteps =
                new TakeSequenceSteps(
                        new ImmediateUnitOfWork(),
                        sequences,
                        configurations,
                        leads,
                        assignments,
                        optOuts,
                        ADDRESSEE,
                        channels,
                        timeline,
                        ports.outbox(),
                        tasks,
                        new DispatchMessages(URI.create("https://leads.test")),
                        () -> new UUID(9, ++ids),
                        () -> wakeUps++,
                        new LiveSignal(OtherNodes.none()),
                        () -> now);
    }

    private Map<LeadId, List<Task>> untold(Collection<LeadId> leads) {
        return leads.stream()
                .filter(untold::contains)
                .collect(Collectors.toMap(lead -> lead, this::openTasks));
    }

    private List<Task> openTasks(LeadId lead) {
        return tasks.all.values().stream()
                .filter(kept -> kept.state() == TaskState.OPEN && kept.task().lead().equals(lead))
                .map(Tasks.Kept::task)
                .toList();
    }

    boolean isPast(@Nullable Instant at) {
        return at != null && !databaseNow().isBefore(at);
    }

    private Instant databaseNow() {
        return now.plus(databaseAhead);
    }

    /** Looks for rings that are due; how many leads were taken up. */
    int joinRings() {
        return Objects.requireNonNull(joinRings.handle(TENANT).block());
    }

    /** Time goes by, and what is due is done. */
    void later(Duration time) {
        now = now.plus(time);
        takeDueSteps.handle(TENANT).block();
        escalateLeads.handle(TENANT).block();
        takeDueSteps.handle(TENANT).block();
        lapseOffers.handle(TENANT).block();
        takeSequenceSteps.handle(TENANT).block();
    }

    /** What leads themselves are written. */
    List<LeadMail> mails() {
        return deliveries.stream()
                .map(delivery -> delivery.draft().document())
                .filter(LeadMail::isOne)
                .map(LeadMail::read)
                .toList();
    }

    @Override
    RoutingDesk self() {
        return this;
    }

    @Override
    boolean hasRouted() {
        return ids > FIRST_ID;
    }

    @Override
    Acting acting() {
        return acting;
    }

    /** Otherwise what is put in waits for the turn that a test takes. */
    RoutingDesk routingOnArrival() {
        onArrival = turns;
        return this;
    }

    private Mono<Runnable> leaveForTheNextTurn(TenantId tenant, List<Arrival> arrivals) {
        List<LeadFile> made =
                arrivals.stream().flatMap(arrival -> Stream.ofNullable(arrival.lead())).toList();
        Set<UUID> waiting =
                arrivals.stream()
                        .map(arrival -> arrival.event().id())
                        .collect(Collectors.toUnmodifiableSet());
        return leads.addMissing(tenant, made, now)
                .then(events.waitFor(tenant, waiting, Duration.ZERO))
                .thenReturn(() -> {});
    }

    /** An event of the API that waits to be routed. */
    UUID event(LeadId lead, Object... pathsAndValues) {
        return event(null, lead, false, pathsAndValues);
    }

    /** An event that only tells more about a lead. */
    UUID update(LeadId lead, Object... pathsAndValues) {
        return event("hubspot-main", lead, true, pathsAndValues);
    }

    /** A CRM tells of a record. */
    UUID record(String connection, LeadId lead, Object... pathsAndValues) {
        return event(connection, lead, false, pathsAndValues);
    }

    private UUID event(
            @Nullable String connection,
            LeadId lead,
            boolean updateOnly,
            Object... pathsAndValues) {
        UUID id = new UUID(8, ++ids);
        InboundEvent event =
                new InboundEvent(
                        TENANT,
                        connection == null ? null : new ConnectionKey(connection),
                        connection == null ? "api" : "hubspot",
                        id.toString(),
                        "application/json",
                        new byte[0],
                        now);
        Map<String, Object> body = object("externalId", lead.toString());
        for (int i = 0; i < pathsAndValues.length; i += 2) {
            String[] path = String.valueOf(pathsAndValues[i]).split("\\.", 2);
            if (path.length == 1) {
                body.put(path[0], pathsAndValues[i + 1]);
            } else {
                section(body, path[0]).put(path[1], pathsAndValues[i + 1]);
            }
        }
        events.keep(id, event).then(events.ready(TENANT, id, body, lead, updateOnly)).block();
        return id;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> section(Map<String, Object> body, String name) {
        return (Map<String, Object>)
                body.computeIfAbsent(name, _ -> new LinkedHashMap<String, Object>());
    }

    /** A program puts a lead in and does not wait. */
    SubmitLead.Outcome submit(String key, String email) {
        return Objects.requireNonNull(
                submitting(key, email, Map.of("contact", Map.of("email", email))).block());
    }

    /** Likewise, with a document that may be wrong. */
    Mono<SubmitLead.Outcome> submitting(String key, String raw, Map<String, ?> document) {
        InboundEvent event =
                new InboundEvent(
                        TENANT,
                        null,
                        "api",
                        key,
                        "application/json",
                        raw.getBytes(StandardCharsets.UTF_8),
                        now);
        return submitLead.handle(
                new SubmitLead.Command(Caller.system(TENANT), event, document, Duration.ZERO));
    }

    /** How many leads a rep has. */
    int open(RepKey rep) {
        return Objects.requireNonNull(states.loads.get(rep)).open();
    }

    Ledger ledger() {
        return Objects.requireNonNull(states.ledgers.get(new PoolKey("sales")));
    }

    int turn() {
        return Objects.requireNonNull(routePending.handle(TENANT).block());
    }

    Map<String, Object> outcome(UUID event) {
        return runs.stream()
                .filter(run -> event.equals(run.event()))
                .map(Run::answer)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> Objects.requireNonNull(events.outcomeOf(event)));
    }

    List<String> told(LeadId lead) {
        return entries(lead).stream().map(TimelineEntry::type).toList();
    }

    List<TimelineEntry> entries(LeadId lead) {
        return timeline.of(TENANT).stream()
                .filter(entry -> entry.lead().equals(lead))
                .map(entry -> entry.what())
                .toList();
    }

    /** Somebody did something about a lead just now. */
    void touch(LeadId lead, String actor) {
        timeline.append(
                        TENANT,
                        lead,
                        new TimelineEntry(now, "ACTIVITY_RECORDED", actor, "web", Map.of()))
                .block();
    }

    /** The work on a lead is over. */
    void complete(LeadId lead) {
        states.takeTurn(TENANT)
                .then(assignments.end(TENANT, lead, AssignmentState.COMPLETED, null, now))
                .then(states.free(TENANT, Objects.requireNonNull(file(lead).placement().rep())))
                .then(leads.save(TENANT, List.of(file(lead).completed()), now))
                .block();
    }

    LeadFile file(LeadId lead) {
        return leads.get(TENANT, lead);
    }
}
