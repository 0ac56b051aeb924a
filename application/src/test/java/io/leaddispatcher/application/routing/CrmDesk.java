package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.NOON;
import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;
import static io.leaddispatcher.application.routing.RoutingDesk.object;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.ConnectionDirectory;
import io.leaddispatcher.application.connection.InMemoryConnections;
import io.leaddispatcher.application.connection.StoredConnection;
import io.leaddispatcher.application.crm.CrmOutlet;
import io.leaddispatcher.application.crm.CrmWrite;
import io.leaddispatcher.application.crm.Crms;
import io.leaddispatcher.application.crm.InMemoryKnownOwners;
import io.leaddispatcher.application.crm.TaskEnds;
import io.leaddispatcher.application.crm.UnaskedAccounts;
import io.leaddispatcher.application.crm.port.BookedMeetings.BookedMeeting;
import io.leaddispatcher.application.crm.port.Crm;
import io.leaddispatcher.application.crm.port.CrmActivities;
import io.leaddispatcher.application.crm.port.CrmOwners;
import io.leaddispatcher.application.crm.port.CrmQueue;
import io.leaddispatcher.application.crm.port.CrmRecords;
import io.leaddispatcher.application.crm.port.CrmRefusedException;
import io.leaddispatcher.application.crm.port.WrittenTasks;
import io.leaddispatcher.application.dispatch.port.Outlet;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.secret.ReversingCipher;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.connection.CrmWriting;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A desk whose leads a CRM knows, and what that CRM is told. */
final class CrmDesk {

    static final ConnectionKey HS = new ConnectionKey("hs");

    final RoutingDesk desk = new RoutingDesk();
    final InMemoryConnections connections = new InMemoryConnections();
    final InMemoryKnownOwners known = new InMemoryKnownOwners();

    /** What the CRM was told, oldest first. */
    final List<String> told = new ArrayList<>();

    /** What the CRM made of those that have arrived. */
    private final Map<DeliveryId, String> arrived = new HashMap<>();

    /** The CRM's ids of our tasks. */
    private final Map<UUID, String> tasks = new HashMap<>();

    final Map<String, String> owners =
            new HashMap<>(Map.of("mia@x.test", "77", "ben@x.test", "78"));
    final Map<UUID, BookedMeeting> meetings = new HashMap<>();

    /** Whether an earlier write of a meeting is just being sent. */
    boolean meetingUnderWay;

    String ownerThere = "";
    @Nullable Runnable whileWriting;
    @Nullable Attempt refusal;

    /** Owners who are no longer active there. */
    final Set<String> inactive = new HashSet<>();

    /** What the CRM says when it is asked anew who somebody is; null when it tells. */
    @Nullable Attempt ownersRefused;

    Runnable whileRefusing = () -> {};
    int refusals;
    Instant now = NOON;
    private final CrmOutlet outlet = newOutlet();

    CrmDesk() {
        desk.endedTasks =
                new TaskEnds(
                        written(),
                        (_, planned) -> Mono.fromRunnable(() -> desk.deliveries.addAll(planned)),
                        () -> new UUID(5, desk.deliveries.size()),
                        () -> now);
    }

    void toSales(ConnectionType type) {
        toSales(type, Map.of());
    }

    void toSales(ConnectionType type, Map<String, Object> settings) {
        desk.leads.crmRecords.put(
                ANA,
                new Leads.RecordOfLead(
                        HS,
                        type,
                        "51",
                        null,
                        CrmWriting.of(settings),
                        List.copyOf(meetings.keySet())));
        connect(true, settings);
        desk.rule(
                "all",
                "assign",
                object("pool", "sales"),
                "offer",
                object("mode", "EXCLUSIVE"),
                "nextAction",
                object("task", "CALL", "dueIn", "PT15M"));
        desk.event(ANA, "lead.intent", "demo");
        desk.turn();
    }

    void connect(boolean active, Map<String, Object> settings, String... secrets) {
        connections
                .save(
                        TENANT,
                        new StoredConnection(
                                new UUID(1, 1),
                                HS,
                                ConnectionType.HUBSPOT,
                                "HubSpot",
                                active,
                                settings,
                                Map.of(),
                                "hook",
                                1),
                        Stream.of(secrets)
                                .collect(Collectors.toMap(each -> each, each -> secret(each))))
                .block();
    }

    private static byte[] secret(String name) {
        return Objects.requireNonNull(new ReversingCipher().of(TENANT).block())
                .encrypt(new byte[] {'x'}, new UUID(1, 1) + "/" + name);
    }

    List<Delivery> planned() {
        return desk.deliveries.stream().filter(each -> each.channel() == Channel.CRM).toList();
    }

    Attempt send(int index) {
        Outlet.Line line = Objects.requireNonNull(outlet().open(TENANT).block());
        Delivery delivery = planned().get(index);
        Attempt attempt = Objects.requireNonNull(line.send(delivery).block());
        if (attempt instanceof Attempt.Delivered(var reference)) {
            arrived.put(delivery.id(), reference);
        }
        return attempt;
    }

    /** One that was sent, as it is kept. */
    Delivery delivered(int index) {
        Delivery sent = planned().get(index);
        return sent.after(
                new Attempt.Delivered(Objects.requireNonNull(arrived.get(sent.id()))),
                now,
                new SplittableRandom(1));
    }

    /** As a node has it. */
    CrmOutlet outlet() {
        return outlet;
    }

    private CrmOutlet newOutlet() {
        return new CrmOutlet(
                new ConnectionDirectory(connections, new ReversingCipher()),
                desk.assignments,
                desk.configurations,
                new ImmediateUnitOfWork(),
                crms(),
                queue(),
                (_, meeting, _) -> Mono.justOrEmpty(meetings.get(meeting)),
                desk.tasks,
                written(),
                known,
                () -> now);
    }

    private CrmQueue queue() {
        return new CrmQueue() {
            @Override
            public Mono<Boolean> isOvertaken(TenantId tenant, Delivery delivery, CrmWrite write) {
                return Mono.just(CrmDesk.this.isOvertaken(delivery, write));
            }

            @Override
            public Mono<Boolean> isBehind(
                    TenantId tenant, Delivery delivery, CrmWrite.Appointment write) {
                return Mono.just(meetingUnderWay);
            }
        };
    }

    private WrittenTasks written() {
        return (_, leads, asked) ->
                Flux.defer(() -> Flux.fromIterable(planned()))
                        .filter(each -> leads.contains(each.lead()))
                        .filter(each ->
                                CrmWrite.read(each) instanceof CrmWrite.ToDo(_, var id, _, _, _)
                                        && asked.contains(id))
                        .map(this::write);
    }

    private WrittenTasks.Write write(Delivery delivery) {
        var toDo = (CrmWrite.ToDo) CrmWrite.read(delivery);
        String reference = arrived.get(delivery.id());
        boolean made = reference != null && !reference.equals(Outlet.UNCHANGED);
        return new WrittenTasks.Write(
                toDo.task(),
                Objects.requireNonNull(delivery.lead()),
                HS,
                toDo.record(),
                reference == null
                        ? WrittenTasks.Standing.UNDER_WAY
                        : made ? WrittenTasks.Standing.WRITTEN : WrittenTasks.Standing.LEFT_OUT,
                made ? reference : null);
    }

    private boolean isOvertaken(Delivery delivery, CrmWrite write) {
        List<Delivery> planned = planned();
        return planned.subList(planned.indexOf(delivery) + 1, planned.size()).stream()
                .filter(later -> !arrived.containsKey(later.id()))
                .filter(later -> Objects.equals(meetingOf(later), meetingOf(delivery)))
                .anyMatch(later ->
                        write.overtakenBy()
                                .contains(String.valueOf(later.draft().document().get("crm"))));
    }

    private static @Nullable Object meetingOf(Delivery delivery) {
        return delivery.draft().document().get("meeting");
    }

    Crms crms() {
        return new Crms(List.of(new TellingCrm().crm()));
    }

    /** A CRM that takes down what it is told. */
    private final class TellingCrm {

        Crm crm() {
            return new Crm(
                    ConnectionType.HUBSPOT,
                    records(),
                    activities(),
                    owners(),
                    new UnaskedAccounts(),
                    (_, _, _) -> Flux.empty());
        }

        private CrmRecords records() {
            return new CrmRecords() {
                @Override
                public Mono<CrmRecords.CrmRecord> read(
                        TenantId tenant,
                        ConnectionAccess connection,
                        String record,
                        Set<String> properties) {
                    return Mono.fromSupplier(
                            () -> new CrmRecords.CrmRecord(record, ownerThere, null, Map.of()));
                }

                @Override
                public Mono<Void> write(
                        TenantId tenant,
                        ConnectionAccess connection,
                        String record,
                        Change change) {
                    return Mono.defer(() -> written(record, change));
                }

                @Override
                public Mono<Boolean> release(
                        TenantId tenant, ConnectionAccess connection, String record, String owner) {
                    return Mono.defer(() ->
                            owner.equals(ownerThere)
                                    ? written(record, new Change("", Map.of())).thenReturn(true)
                                    : Mono.empty());
                }
            };
        }

        private CrmActivities activities() {
            return new CrmActivities() {
                @Override
                public Mono<String> createTask(
                        TenantId tenant, ConnectionAccess connection, NewTask task) {
                    if (inactive.contains(task.owner())) {
                        return Mono.error(
                                new CrmRefusedException(Objects.requireNonNull(refusal), null));
                    }
                    return Mono.fromSupplier(() -> {
                        told.add(
                                "%s: %s by %s until %s"
                                        .formatted(
                                                task.record(),
                                                task.subject(),
                                                task.owner(),
                                                task.dueAt()));
                        return tasks.computeIfAbsent(task.id(), _ -> "t" + (tasks.size() + 1));
                    });
                }

                @Override
                public Mono<String> endTask(
                        TenantId tenant, ConnectionAccess connection, EndedTask task) {
                    return Mono.fromSupplier(() -> {
                        String there = task.there() == null ? tasks.get(task.id()) : task.there();
                        if (there != null) {
                            told.add(there + (task.done() ? " is done" : " is cancelled"));
                        }
                        return there;
                    });
                }

                @Override
                public Mono<String> createNote(
                        TenantId tenant, ConnectionAccess connection, NewNote note) {
                    return Mono.fromSupplier(() -> {
                        told.add("%s: %s".formatted(note.record(), note.text()));
                        return "n1";
                    });
                }

                @Override
                public Mono<String> writeResult(
                        TenantId tenant,
                        ConnectionAccess connection,
                        String meeting,
                        MeetingState state) {
                    return Mono.fromSupplier(() -> {
                        told.add(meeting + " is " + state);
                        return meeting;
                    });
                }

                @Override
                public Mono<String> writeMeeting(
                        TenantId tenant, ConnectionAccess connection, Meeting meeting) {
                    return Mono.fromSupplier(() -> {
                        told.add(
                                "%s: %s %s with %s"
                                        .formatted(
                                                meeting.record(),
                                                meeting.title(),
                                                meeting.state(),
                                                meeting.owner()));
                        return "m1";
                    });
                }
            };
        }

        private CrmOwners owners() {
            return new CrmOwners() {
                @Override
                public Mono<String> byEmail(
                        TenantId tenant, ConnectionAccess connection, String email) {
                    return Mono.justOrEmpty(owners.get(email));
                }

                @Override
                public Mono<CrmOwner> byId(
                        TenantId tenant, ConnectionAccess connection, String owner) {
                    return Flux.fromIterable(owners.entrySet())
                            .filter(each -> each.getValue().equals(owner))
                            .next()
                            .map(each ->
                                    new CrmOwner(
                                            owner,
                                            "Somebody",
                                            each.getKey(),
                                            !inactive.contains(owner)));
                }

                @Override
                public Mono<CrmOwner> asOfNow(
                        TenantId tenant, ConnectionAccess connection, String owner) {
                    return ownersRefused == null
                            ? byId(tenant, connection, owner)
                            : Mono.error(new CrmRefusedException(ownersRefused, null));
                }

                @Override
                public Flux<CrmOwner> all(TenantId tenant, ConnectionAccess connection) {
                    return Flux.empty();
                }
            };
        }
    }

    private Mono<Void> written(String record, CrmRecords.Change change) {
        if (refusal != null) {
            refusals++;
            whileRefusing.run();
            return Mono.error(new CrmRefusedException(refusal, null));
        }
        if (change.owner() != null) {
            ownerThere = change.owner();
            told.add(
                    record
                            + (ownerThere.isEmpty()
                                    ? " is nobody's"
                                    : " is " + change.owner() + "'s"));
        }
        if (!change.properties().isEmpty()) {
            told.add(record + " has " + new TreeMap<>(change.properties()));
        }
        Runnable meanwhile = whileWriting;
        whileWriting = null;
        if (meanwhile != null) {
            meanwhile.run();
        }
        return Mono.empty();
    }
}
