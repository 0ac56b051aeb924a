package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.audit.InMemoryAuditTrail;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.InMemoryConfigurationDocuments;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.configuration.port.ActivePolicies.ActivePolicy;
import io.leaddispatcher.application.dispatch.ConnectedChannels;
import io.leaddispatcher.application.dispatch.DispatchMessages;
import io.leaddispatcher.application.dispatch.Listeners;
import io.leaddispatcher.application.escalation.TakeDueSteps;
import io.leaddispatcher.application.intake.ArrivalRouting;
import io.leaddispatcher.application.intake.ArrivalRouting.Arrival;
import io.leaddispatcher.application.intake.InMemoryInboundEvents;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.RoutingOutcomes;
import io.leaddispatcher.application.intake.SubmitLead;
import io.leaddispatcher.application.lead.InMemoryLeads;
import io.leaddispatcher.application.lead.InMemoryTimeline;
import io.leaddispatcher.application.lead.LeadFile;
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
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A workspace in memory in which leads are routed. It has the reps {@code mia} and {@code ben}, the
 * pool {@code sales} of both, the queues {@code fallback} and {@code partners}, and no connection.
 */
final class RoutingDesk extends ActingDesk {

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
    int putOff;

    /** Nothing can be decided, since nobody says what is connected. */
    boolean broken;

    /** How far the database's clock is ahead of this node's. */
    Duration databaseAhead = Duration.ZERO;

    /** What stands in front of each unit of work in which leads are put in. */
    Mono<Void> gate = Mono.empty();

    private final InMemoryConfigurationDocuments documents = new InMemoryConfigurationDocuments();
    private final List<Object> tiers = new ArrayList<>();
    private List<Object> rules = new ArrayList<>();
    private final Map<String, Object> policyExtras = new LinkedHashMap<>();
    final RoutingConfigurations configurations;
    final RoutingTurns turns;
    private final RoutePending routePending;
    private final JoinRings joinRings;
    final Acting acting;
    private final TakeDueSteps takeDueSteps;
    private final EscalateLeads escalateLeads;
    private final LapseOffers lapseOffers;
    private final TakeSequenceSteps takeSequenceSteps;
    private final SubmitLead submitLead;
    private ArrivalRouting onArrival = this::leaveForTheNextTurn;
    private long ids = FIRST_ID;
    private long versions;
    private int policyVersion = 7;

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
                        leads,
                        assignments,
                        configurations,
                        () -> new UUID(9, ++ids),
                        DeskPorts.nobodyWaits(),
                        (tenant, arrivals) -> onArrival.route(tenant, arrivals),
                        new RoutingOutcomes(
                                new ImmediateUnitOfWork(),
                                events,
                                new LiveSignal(OtherNodes.none())));
        sla = new SlaEvents(clocks, timeline, new Listeners());
        assignments.clock = this::databaseNow;
        outreach =
                new OutreachEvents(
                        sequences,
                        (_, told, _) -> Flux.fromIterable(told).filter(acknowledged::add),
                        optOuts,
                        ADDRESSEE,
                        ports.outbox(),
                        timeline);
        RoutingRuns kept = new InMemoryRoutingRuns(runs);
        ConnectedChannels channels = new ConnectedChannels(ports.nothingConnected(), Optional::empty);
        turns =
                new RoutingTurns(
                        new ImmediateUnitOfWork(),
                        states,
                        records,
                        configurations,
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
                        outreach,
                        channels,
                        new RoutingBatches(
                                () -> new UUID(9, ++ids), URI.create("https://leads.test")),
                        () -> wakeUps++,
                        new LiveSignal(OtherNodes.none()),
                        () -> now);
        routePending = new RoutePending(turns);
        joinRings = new JoinRings(turns, ports.rings(), new ImmediateUnitOfWork());
        acting = new Acting(new LeadTurns(turns), trail);
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
                        new DispatchMessages(URI.create("https://leads.test")),
                        () -> new UUID(9, ++ids),
                        () -> wakeUps++,
                        new LiveSignal(OtherNodes.none()),
                        () -> now);
        escalateLeads = new EscalateLeads(turns, clocks, kept, new ImmediateUnitOfWork());
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

    /** A template in English that says no more than its key. */
    RoutingDesk template(String key) {
        return template(key, object("en", object("subject", key, "body", key)));
    }

    RoutingDesk template(String key, Map<String, Object> texts) {
        keep(ConfigurationKind.TEMPLATE, key, "name", key, "texts", texts, "defaultLanguage", "en");
        documents.advance(TENANT).block();
        return this;
    }

    RoutingDesk sequence(String key, String onOwnerChange, Object... steps) {
        keep(
                ConfigurationKind.SEQUENCE,
                key,
                "name",
                key,
                "steps",
                List.of(steps),
                "onOwnerChange",
                onOwnerChange);
        documents.advance(TENANT).block();
        return this;
    }

    /** A queue that writes to those who come to wait in it. */
    void acknowledging(String queue, String template) {
        keep(ConfigurationKind.QUEUE, queue, "name", queue, "acknowledge", template);
        documents.advance(TENANT).block();
    }

    @Override
    Acting acting() {
        return acting;
    }

    /** By this strategy the pool shares its leads out. */
    RoutingDesk dealing(String strategy) {
        keepPool(strategy);
        return this;
    }

    private void keepPool(String strategy) {
        keep(
                ConfigurationKind.POOL,
                "sales",
                "name",
                "Sales",
                "strategy",
                strategy,
                "members",
                List.of(object("rep", "mia"), object("rep", "ben")));
    }

    /** Otherwise what is put in waits for the turn that a test takes. */
    RoutingDesk routingOnArrival() {
        onArrival = turns;
        return this;
    }

    private Mono<Runnable> leaveForTheNextTurn(TenantId tenant, List<Arrival> arrivals) {
        List<LeadFile> made =
                arrivals.stream().flatMap(arrival -> Stream.ofNullable(arrival.lead())).toList();
        return leads.addMissing(tenant, made, now).thenReturn(() -> {});
    }

    /** A tier; the rules that follow are in it. */
    RoutingDesk tier(String name) {
        rules = new ArrayList<>();
        tiers.add(object("name", name, "rules", rules));
        return this;
    }

    /** An SLA policy that rules may name. */
    RoutingDesk sla(String key, Map<String, Object> targets, Object... steps) {
        keep(
                ConfigurationKind.SLA_POLICY,
                key,
                "name",
                key,
                "targets",
                targets,
                "escalations",
                List.of(steps));
        documents.advance(TENANT).block();
        return this;
    }

    /** A step of an SLA policy. */
    static Map<String, Object> step(String target, String at, String action) {
        return object("target", target, "at", at, "do", action);
    }

    /** Both are of a team that somebody leads. */
    void team(String manager) {
        keep(ConfigurationKind.REP, manager, "name", manager, "email", manager + "@x.test");
        keep(
                ConfigurationKind.TEAM,
                "emea",
                "name",
                "EMEA",
                "members",
                List.of("mia", "ben"),
                "manager",
                manager);
        documents.advance(TENANT).block();
    }

    /** Another property of the policy, such as {@code reroute}. */
    RoutingDesk policy(String name, Object value) {
        policyExtras.put(name, value);
        published();
        documents.advance(TENANT).block();
        return this;
    }

    /** The next rule of the policy; always matches unless it says {@code when}. */
    RoutingDesk rule(String id, Object... properties) {
        Map<String, Object> rule = object("id", id);
        rule.putAll(object(properties));
        if (tiers.isEmpty()) {
            tier("Only tier");
        }
        rules.add(rule);
        published();
        documents.advance(TENANT).block();
        return this;
    }

    /** What is written before the first lead comes is one version. */
    private void published() {
        if (ids > FIRST_ID) {
            policyVersion++;
        }
    }

    private Flux<ActivePolicy> policy() {
        Map<String, Object> document =
                object("tiers", List.copyOf(tiers), "fallback", object("queue", "fallback"));
        document.putAll(policyExtras);
        return Flux.just(new ActivePolicy(PolicyKind.LEAD, policyVersion, document));
    }

    /** An event of the API that waits to be routed. */
    UUID event(LeadId lead, Object... pathsAndValues) {
        return event(null, lead, false, pathsAndValues);
    }

    /** An event that only tells more about a lead. */
    UUID update(LeadId lead, Object... pathsAndValues) {
        return event("hubspot-main", lead, true, pathsAndValues);
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
            section(body, path[0]).put(path[1], pathsAndValues[i + 1]);
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
        return Objects.requireNonNull(events.outcomeOf(event));
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

    static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            object.put(
                    String.valueOf(namesAndValues[i]),
                    value instanceof Integer number ? BigDecimal.valueOf(number) : value);
        }
        return object;
    }

    static Map<String, Object> when(String field, String op, Object value) {
        return object("field", field, "op", op, "value", value);
    }

    /** A rep is away, or is back. */
    void pause(String rep, boolean paused) {
        keep(ConfigurationKind.REP, rep, "name", rep, "email", rep + "@x.test", "paused", paused);
        documents.advance(TENANT).block();
    }

    void leave(String rep) {
        keep(ConfigurationKind.REP, rep, "name", rep, "email", rep + "@x.test", "active", false);
        documents.advance(TENANT).block();
    }

    /** Another document, or another version of one. */
    void change(ConfigurationKind kind, String key, Object... properties) {
        keep(kind, key, properties);
        documents.advance(TENANT).block();
    }

    /** The work on a lead is over. */
    void complete(LeadId lead) {
        states.takeTurn(TENANT)
                .then(assignments.end(TENANT, lead, AssignmentState.COMPLETED, null, now))
                .then(states.free(TENANT, Objects.requireNonNull(file(lead).placement().rep())))
                .then(leads.save(TENANT, List.of(file(lead).completed()), now))
                .block();
    }

    /** The number of changes of the configuration. */
    long revision() {
        return Objects.requireNonNull(documents.revision(TENANT).block());
    }

    LeadFile file(LeadId lead) {
        return leads.get(TENANT, lead);
    }

    void keep(ConfigurationKind kind, String key, Object... properties) {
        documents
                .save(TENANT, kind, new StoredDocument(key, object(properties), ++versions))
                .block();
    }
}
