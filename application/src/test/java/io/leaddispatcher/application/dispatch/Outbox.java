package io.leaddispatcher.application.dispatch;

import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.InMemoryConfigurationDocuments;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.dispatch.port.Cards;
import io.leaddispatcher.application.dispatch.port.ChannelConnections;
import io.leaddispatcher.application.dispatch.port.Deliveries.Room;
import io.leaddispatcher.application.dispatch.port.Outlet;
import io.leaddispatcher.application.dispatch.port.SandboxMailbox;
import io.leaddispatcher.application.lead.InMemoryTimeline;
import io.leaddispatcher.application.live.LiveSignal;
import io.leaddispatcher.application.live.port.OtherNodes;
import io.leaddispatcher.application.maillink.AnswerLinks;
import io.leaddispatcher.application.maillink.DigestLinks;
import io.leaddispatcher.application.maillink.MailLinks;
import io.leaddispatcher.application.optout.MailAddressee;
import io.leaddispatcher.application.optout.MailRefusals;
import io.leaddispatcher.application.optout.OptOutLinks;
import io.leaddispatcher.application.outreach.InMemoryMailOptOuts;
import io.leaddispatcher.application.seal.HmacSeals;
import io.leaddispatcher.application.sla.NoClocks;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.webhook.InMemoryWebhooks;
import io.leaddispatcher.application.workspace.OneWorkspace;
import io.leaddispatcher.domain.dispatch.Address;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryDraft;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DispatchMessage;
import io.leaddispatcher.domain.dispatch.DispatchMessages;
import io.leaddispatcher.domain.dispatch.LeadMail;
import io.leaddispatcher.domain.dispatch.WorkspaceNotice;
import io.leaddispatcher.domain.lead.TimelineEntry;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An outbox in memory with Slack, mail and webhooks that answer as told. */
final class Outbox {

    static final TenantId TENANT = new TenantId(new UUID(0, 1));
    static final Address MIA = new Address(Address.Kind.SLACK_USER, "U1");
    static final Address HOOK = new Address(Address.Kind.WEBHOOK_SUBSCRIPTION, "crm-feed");
    static final Address MAIL = new Address(Address.Kind.EMAIL, "mia@x.test");

    static final MailAddressee ADDRESSEE = new MailAddressee((_, handle) -> "hash of " + handle);

    static final Room ROOM = new Room(100, 100, 100, List.of());

    Instant now = DispatchMessages.SINCE;
    boolean slackConnected = true;
    boolean mailConnected = true;
    Function<Address, Mono<Attempt>> slack = _ -> Mono.just(new Attempt.Delivered("C1/1.2"));

    Function<Delivery, Mono<Attempt>> webhook = _ -> Mono.just(new Attempt.Delivered("200"));

    /** What comes of changing a message; null: it is changed. */
    @Nullable Attempt changing;

    final List<String> log = new ArrayList<>();

    /** Of whom each change of a message tells. */
    final List<String> shown = new ArrayList<>();

    final InMemoryPaces paces = new InMemoryPaces();
    final LiveSignal live = new LiveSignal(OtherNodes.none());
    private final InMemoryTimeline timeline = new InMemoryTimeline();
    final List<String> health = new ArrayList<>();
    final List<SandboxMailbox.Message> sandbox = new ArrayList<>();

    /** With which links each mail was written. */
    final List<Optional<AnswerLinks>> answers = new ArrayList<>();

    final MailLinks mailLinks =
            new MailLinks(new HmacSeals("ours"), URI.create("https://app.example.test"));
    final InMemoryDeliveries deliveries = new InMemoryDeliveries(() -> now);
    final UnitOfWork unitOfWork =
            new UnitOfWork() {
                @Override
                public <T> Mono<T> run(TenantId tenant, Mono<T> work) {
                    return work;
                }
            };
    final Listeners listeners = new Listeners();
    final InMemoryMailBounces bounces = new InMemoryMailBounces();
    final InMemoryMailOptOuts optOuts = new InMemoryMailOptOuts();

    /** What has come of messages that tell of clocks. */
    final List<Delivery> escalations = new ArrayList<>();

    /** What mails about days tell, by rep. */
    final Map<String, WorkspaceNotice> digests = new HashMap<>();

    Supplier<Mono<Attempt>> mail = () -> Mono.just(new Attempt.Delivered("<1@x.test>"));

    final Map<DeliveryId, Cards.Card> cards = new HashMap<>();
    private final Set<UUID> marked = new HashSet<>();
    final DeliverDue deliverDue;
    private long ids;

    private final OutboxPorts ports = new OutboxPorts(this);

    Outbox() {
        this(List.of());
    }

    /**
     * @param more ways out beside Slack, mail and webhooks
     */
    Outbox(List<Outlet> more) {
        this(more, Duration.ZERO);
    }

    /**
     * @param gathering how long outcomes wait for others with which they are kept
     */
    Outbox(List<Outlet> more, Duration gathering) {
        Turns turns = new Turns(deliveries, paces, () -> now);
        ConnectedChannels channels = new ConnectedChannels(ports.connections(), Optional::empty);
        Sandbox kept = new Sandbox(ports.mailbox(), unitOfWork, () -> now);
        deliverDue =
                new DeliverDue(
                        deliveries,
                        turns,
                        new Settlement(
                                deliveries,
                                turns,
                                timeline,
                                new DispatchEvents(listeners, this::mark, NoClocks.events()),
                                ports.health(),
                                bounces,
                                (_, settled, _) ->
                                        Mono.fromRunnable(() -> escalations.addAll(settled)),
                                unitOfWork,
                                () -> now,
                                live,
                                new SplittableRandom(1),
                                gathering),
                        unitOfWork,
                        with(
                                more,
                                webhooks(),
                                new SlackOutlet(
                                        channels,
                                        ports.messenger(),
                                        new CardChanges(
                                                (_, card) -> Mono.justOrEmpty(cards.get(card)),
                                                timeline,
                                                roster(),
                                                unitOfWork,
                                                () -> now),
                                        kept),
                                new EmailOutlet(
                                        channels,
                                        ports.mailer(),
                                        mailLinks,
                                        new MailRefusals(
                                                new OptOutLinks(
                                                        new HmacSeals("ours"),
                                                        URI.create("https://app.example.test")),
                                                ADDRESSEE,
                                                optOuts,
                                                unitOfWork),
                                        new DigestLinks(
                                                new HmacSeals("ours"),
                                                URI.create("https://app.example.test")),
                                        (_, rep) -> Mono.justOrEmpty(digests.get(rep.value())),
                                        kept,
                                        bounces,
                                        () -> now)));
    }

    private static List<Outlet> with(List<Outlet> more, Outlet... usual) {
        List<Outlet> all = new ArrayList<>(List.of(usual));
        all.addAll(more);
        return all;
    }

    private Outlet webhooks() {
        return new Outlet() {
            @Override
            public Channel channel() {
                return Channel.WEBHOOK;
            }

            @Override
            public Mono<Line> open(TenantId tenant) {
                return Mono.just(delivery -> webhook.apply(delivery));
            }
        };
    }

    /** Mia and Ben are in it. */
    private static RoutingConfigurations roster() {
        InMemoryConfigurationDocuments documents = new InMemoryConfigurationDocuments();
        for (String name : List.of("Mia", "Ben")) {
            String key = name.toLowerCase(Locale.ROOT);
            documents
                    .save(
                            TENANT,
                            ConfigurationKind.REP,
                            new StoredDocument(
                                    key, Map.of("name", name, "email", key + "@x.test"), 1))
                    .block();
        }
        return new RoutingConfigurations(
                documents, _ -> Flux.empty(), new OneWorkspace(), new InMemoryWebhooks());
    }

    private Flux<UUID> mark(TenantId tenant, Collection<UUID> assignments, Instant at) {
        return Flux.fromIterable(assignments).filter(marked::add);
    }

    /** Whether anything was marked. */
    boolean hasMarked() {
        return !marked.isEmpty();
    }

    List<String> told() {
        return timeline.of(TENANT).stream()
                .map(entry -> entry.what().type() + " " + entry.what().channel())
                .toList();
    }

    DeliveryId plan(Address... route) {
        return planFor("rep:mia", route);
    }

    DeliveryId planFor(String recipient, Address... route) {
        return planFor(recipient, DispatchMessages.ana(), route);
    }

    DeliveryId planFor(String recipient, DispatchMessage message, Address... route) {
        Delivery planned = planned(recipient, message, route);
        deliveries.add(TENANT, List.of(planned)).block();
        return planned.id();
    }

    /** One that is to be added. */
    Delivery planned(Address... route) {
        return planned("rep:mia", DispatchMessages.ana(), route);
    }

    private Delivery planned(String recipient, DispatchMessage message, Address... route) {
        return Delivery.planned(
                new DeliveryId(new UUID(0, ++ids)),
                DispatchMessages.LEAD,
                new DeliveryDraft(recipient, List.of(route), message.document()),
                now);
    }

    /** A message is to show what has become of its offer. */
    DeliveryId planChange(DeliveryId card) {
        return planFor("rep:mia", new Address(Address.Kind.SLACK_CARD, card.value().toString()));
    }

    /** A rep is to be told once more. */
    void planReminder(DeliveryId card) {
        deliveries
                .add(
                        TENANT,
                        List.of(
                                Reminder.of(
                                        deliveries.get(card),
                                        "You asked for it.",
                                        now,
                                        new DeliveryId(new UUID(0, ++ids)))))
                .block();
    }

    /** The connections as somebody finds them now. */
    Mono<ChannelConnections.Both> connected() {
        return ports.connections().both(TENANT);
    }

    /** What has become of Mia's offer that a message tells of. */
    void fate(DeliveryId card, AssignmentState state, @Nullable String holder) {
        cards.put(
                card,
                new Cards.Card(
                        deliveries.get(card),
                        new Cards.Fate(
                                state,
                                new RepKey("mia"),
                                holder == null ? null : new RepKey(holder),
                                now)));
    }

    /** A rep has handed Ana off. */
    void handedOff(String giver) {
        tell("HANDED_OFF", "rep:" + giver, Map.of("type", "SALES"));
    }

    void tell(String type, String actor, Map<String, Object> detail) {
        timeline.append(
                        TENANT,
                        DispatchMessages.LEAD,
                        new TimelineEntry(now, type, actor, "web", detail))
                .block();
    }

    /** A step of a sequence is to be mailed to Ana herself. */
    DeliveryId planLeadMail(String to) {
        Delivery planned =
                Delivery.planned(
                        new DeliveryId(new UUID(0, ++ids)),
                        DispatchMessages.LEAD,
                        new DeliveryDraft(
                                "lead",
                                List.of(new Address(Address.Kind.EMAIL, to)),
                                new LeadMail(
                                                DispatchMessages.LEAD,
                                                LeadMail.Purpose.SEQUENCE,
                                                "hello",
                                                "en",
                                                "Hello",
                                                "Hello.",
                                                null,
                                                "first-touch")
                                        .document()),
                        now);
        deliveries.add(TENANT, List.of(planned)).block();
        return planned.id();
    }

    /** Somebody wants no more mails at this address. */
    void refuses(String address) {
        optOuts.add(TENANT, ADDRESSEE.of(TENANT, address), now).block();
    }

    /** Something about the workspace, by e-mail. */
    void planNotice() {
        planNotice(
                "member:mia",
                new WorkspaceNotice("Off", "It is off.", "See", URI.create("https://x.test/")));
    }

    void planNotice(String recipient, WorkspaceNotice notice) {
        deliveries
                .add(
                        TENANT,
                        List.of(
                                Delivery.planned(
                                        new DeliveryId(new UUID(0, ++ids)),
                                        null,
                                        new DeliveryDraft(
                                                recipient, List.of(MAIL), notice.document()),
                                        now)))
                .block();
    }

    /** Delivers what is due now. */
    List<DeliverDue.Result> deliver() {
        return Objects.requireNonNull(
                deliverDue
                        .handle(new DeliverDue.Command(ROOM))
                        .flatMapMany(DeliverDue.Batch::settled)
                        .map(DeliverDue.Settled::result)
                        .collectList()
                        .block());
    }

    void pass(Duration time) {
        now = now.plus(time);
    }
}
