package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.BOB;
import static io.leaddispatcher.application.routing.RoutingDesk.NOON;
import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.ConnectionDirectory;
import io.leaddispatcher.application.connection.InMemoryConnections;
import io.leaddispatcher.application.connection.StoredConnection;
import io.leaddispatcher.application.crm.CrmOutlet;
import io.leaddispatcher.application.crm.CrmWrite;
import io.leaddispatcher.application.crm.Crms;
import io.leaddispatcher.application.crm.MeetingResults;
import io.leaddispatcher.application.crm.UnaskedAccounts;
import io.leaddispatcher.application.crm.port.BookedMeetings.BookedMeeting;
import io.leaddispatcher.application.crm.port.Crm;
import io.leaddispatcher.application.crm.port.CrmActivities;
import io.leaddispatcher.application.crm.port.CrmActivities.MeetingState;
import io.leaddispatcher.application.crm.port.CrmOwners;
import io.leaddispatcher.application.crm.port.CrmRecords;
import io.leaddispatcher.application.crm.port.CrmRefusedException;
import io.leaddispatcher.application.dispatch.port.Outlet;
import io.leaddispatcher.application.intake.OwnerChanges;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.secret.ReversingCipher;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.application.work.CloseMerged;
import io.leaddispatcher.application.work.FollowCrmOwner;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.connection.CrmWriting;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Cause;
import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the CRM is told of who has a lead. */
class CrmWritesTest {

    private static final ConnectionKey HS = new ConnectionKey("hs");

    private final RoutingDesk desk = new RoutingDesk();
    private final InMemoryConnections connections = new InMemoryConnections();

    /** What the CRM was told, oldest first. */
    private final List<String> told = new ArrayList<>();

    private final Set<DeliveryId> arrived = new HashSet<>();

    private final Map<String, String> owners =
            new HashMap<>(Map.of("mia@x.test", "77", "ben@x.test", "78"));
    private final Map<UUID, BookedMeeting> meetings = new HashMap<>();
    private @Nullable Runnable whileWriting;
    private @Nullable Attempt refusal;
    private Runnable whileRefusing = () -> {};

    private void toSales(ConnectionType type) {
        toSales(type, Map.of());
    }

    private void toSales(ConnectionType type, Map<String, Object> settings) {
        desk.leads.crmRecords.put(
                ANA, new Leads.CrmRecord(HS, type, "51", null, CrmWriting.of(settings)));
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

    private void connect(boolean active, Map<String, Object> settings, String... secrets) {
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

    private List<Delivery> planned() {
        return desk.deliveries.stream().filter(each -> each.channel() == Channel.CRM).toList();
    }

    private Attempt send(int index) {
        Outlet.Line line = Objects.requireNonNull(outlet().open(TENANT).block());
        Delivery delivery = planned().get(index);
        Attempt attempt = Objects.requireNonNull(line.send(delivery).block());
        if (attempt instanceof Attempt.Delivered) {
            arrived.add(delivery.id());
        }
        return attempt;
    }

    private CrmOutlet outlet() {
        return new CrmOutlet(
                new ConnectionDirectory(connections, new ReversingCipher()),
                desk.assignments,
                desk.configurations,
                new ImmediateUnitOfWork(),
                new Crms(List.of(new TellingCrm().crm())),
                (_, delivery, write) -> Mono.just(isOvertaken(delivery, write)),
                (_, meeting, _) -> Mono.justOrEmpty(meetings.get(meeting)));
    }

    private boolean isOvertaken(Delivery delivery, CrmWrite write) {
        List<Delivery> planned = planned();
        return planned.subList(planned.indexOf(delivery) + 1, planned.size()).stream()
                .filter(later -> !arrived.contains(later.id()))
                .anyMatch(later ->
                        write.overtakenBy()
                                .contains(String.valueOf(later.draft().document().get("crm"))));
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
                    return Mono.empty();
                }

                @Override
                public Mono<Void> write(
                        TenantId tenant,
                        ConnectionAccess connection,
                        String record,
                        Change change) {
                    return Mono.defer(() -> written(record, change));
                }
            };
        }

        private CrmActivities activities() {
            return new CrmActivities() {
                @Override
                public Mono<String> createTask(
                        TenantId tenant, ConnectionAccess connection, NewTask task) {
                    return Mono.fromSupplier(() -> {
                        told.add(
                                "%s: %s by %s until %s"
                                        .formatted(
                                                task.record(),
                                                task.subject(),
                                                task.owner(),
                                                task.dueAt()));
                        return "t1";
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
                            .map(each -> new CrmOwner(owner, "Somebody", each.getKey(), true));
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
            whileRefusing.run();
            return Mono.error(new CrmRefusedException(refusal, null));
        }
        if (change.owner() != null) {
            told.add(record + " is " + change.owner() + "'s");
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

    @Test
    void whoGetsALeadOwnsItAndHasTheTaskThere() {
        toSales(ConnectionType.HUBSPOT);

        assertThat(planned()).hasSize(2);
        assertThat(send(0)).isEqualTo(new Attempt.Delivered("77"));
        assertThat(send(1)).isEqualTo(new Attempt.Delivered("t1"));
        assertThat(told)
                .containsExactly(
                        "51 is 77's", "51: Call by 77 until " + NOON.plus(Duration.ofMinutes(15)));
        assertThat(outlet().entryWhenDelivered(planned().get(0))).isEqualTo("CRM_OWNER_WRITTEN");
        assertThat(outlet().entryWhenDelivered(planned().get(1))).isEqualTo("CRM_TASK_CREATED");
    }

    @Test
    void aMeetingIsWrittenAsItStandsWhoeverHasTheLead() {
        UUID meeting = new UUID(0, 77);
        desk.leads.crmRecords.put(
                ANA,
                new Leads.CrmRecord(
                        HS, ConnectionType.HUBSPOT, "51", null, CrmWriting.of(Map.of())));
        connect(true, Map.of());
        var results =
                new MeetingResults(
                        desk.leads,
                        (_, planned) -> Mono.fromRunnable(() -> desk.deliveries.addAll(planned)),
                        () -> new UUID(3, desk.deliveries.size()),
                        () -> NOON);
        results.tell(TENANT, ANA, meeting).block();

        // Nobody has told yet when it is.
        assertThat(send(0)).isEqualTo(new Attempt.Delivered(Outlet.UNCHANGED));
        for (MeetingState state : MeetingState.values()) {
            meetings.put(meeting, new BookedMeeting(null, NOON, NOON.plusSeconds(1_800), state));
            assertThat(send(0)).isEqualTo(new Attempt.Delivered("m1"));
        }
        assertThat(told)
                .containsExactly(
                        "51: Meeting SCHEDULED with null",
                        "51: Meeting HELD with null",
                        "51: Meeting NO_SHOW with null",
                        "51: Meeting CANCELLED with null");
        assertThat(outlet().entryWhenDelivered(planned().getFirst()))
                .isEqualTo("CRM_MEETING_WRITTEN");
    }

    @Test
    void aLeadThatNoCrmHasToldOfIsWrittenNowhere() {
        toSales(ConnectionType.GENERIC);

        assertThat(planned()).isEmpty();
    }

    @Test
    void whatWaitsWritesTheLastOwnerAndNoTaskOfAnother() {
        toSales(ConnectionType.HUBSPOT);
        desk.decline(new Actor.Rep("mia"), "reason", "no time");

        assertThat(planned()).hasSize(4);
        for (int i = 3; i >= 0; i--) {
            send(i);
        }
        assertThat(told.stream().filter(each -> each.contains(" is ")).distinct())
                .containsExactly("51 is 78's");
        assertThat(told.stream().filter(each -> each.contains("Call"))).hasSize(1);
    }

    @Test
    void ofSeveralThatHaveWaitedTheLastOneWritesOnce() {
        toSales(ConnectionType.HUBSPOT);
        desk.decline(new Actor.Rep("mia"), "reason", "no time");

        assertThat(send(0)).isEqualTo(new Attempt.Delivered(Outlet.UNCHANGED));
        assertThat(send(2)).isEqualTo(new Attempt.Delivered("78"));
        assertThat(told).containsExactly("51 is 78's");
    }

    @Test
    void whoWritesLateLooksOnceMore() {
        toSales(ConnectionType.HUBSPOT);
        whileWriting = () -> desk.decline(new Actor.Rep("mia"), "reason", "no time");

        assertThat(send(0)).isInstanceOf(Attempt.NotYet.class);
        assertThat(send(0))
                .as("somebody else writes that later")
                .isEqualTo(new Attempt.Delivered(Outlet.UNCHANGED));
        assertThat(send(2)).isEqualTo(new Attempt.Delivered("78"));
    }

    @Test
    void whatAnOldTokenWasRefusedIsTriedAgainAtOnceWithTheNewOne() {
        toSales(ConnectionType.HUBSPOT);
        refusal = new Attempt.Retry(Duration.ofMinutes(5), new Cause("UNAUTHORIZED", "refused"));
        assertThat(send(0)).isEqualTo(refusal);

        whileRefusing = () -> connect(true, Map.of(), "accessToken");

        assertThat(send(0)).isEqualTo(new Attempt.NotYet(Duration.ofSeconds(1)));
    }

    @Test
    void whyNothingIsWrittenIsSaid() {
        toSales(ConnectionType.HUBSPOT);

        owners.clear();
        assertThat(send(0).toString()).contains("crm_owner_unknown", "rep mia");
        owners.put("mia@x.test", "77");
        refusal = new Attempt.Dead(new Cause("HUBSPOT_NOT_FOUND", "the record is gone"));
        assertThat(send(0)).isEqualTo(refusal);
        connect(false, Map.of());
        assertThat(send(0)).isInstanceOf(Attempt.ConnectionDead.class);
        connect(true, Map.of("writeBack", false));
        assertThat(send(0)).isEqualTo(new Attempt.Delivered(Outlet.UNCHANGED));
    }

    private static Map<String, Object> writing() {
        return Map.of(
                "writeFields",
                Map.of("rule", "ld_rule", "status", "hs_lead_status"),
                "statusValues",
                Map.of("ASSIGNED", "NEW", "ACCEPTED", "OPEN"),
                "writeNote",
                true);
    }

    @Test
    void whatIsNamedInTheSettingsIsWrittenWithTheOwner() {
        toSales(ConnectionType.HUBSPOT, writing());

        for (int i = 0; i < planned().size(); i++) {
            send(i);
        }
        assertThat(told)
                .contains("51 is 77's", "51 has {hs_lead_status=NEW, ld_rule=all}")
                .anyMatch(each -> each.startsWith("51: Given to Mia by rule 'all'"));

        told.clear();
        desk.accept(new Actor.Rep("mia"));
        assertThat(planned()).hasSize(4);
        send(3);
        assertThat(told).containsExactly("51 has {hs_lead_status=OPEN, ld_rule=all}");
    }

    private void owner(@Nullable String owner, Instant at) {
        desk.leads.records.put("51", ANA);
        new FollowCrmOwner(
                        new Crms(List.of(new TellingCrm().crm())),
                        desk.leads,
                        new LeadTurns(desk.turns),
                        desk.trail,
                        new ImmediateUnitOfWork())
                .follow(
                        new OwnerChanges.Change(
                                TENANT,
                                new ConnectionAccess(HS, "hubspot", Map.of(), Map.of()),
                                "51",
                                owner,
                                at))
                .block();
    }

    private String holder() {
        return String.valueOf(desk.file(ANA).placement().rep());
    }

    @Test
    void aPersonsChangeOfOwnerIsFollowedAndNotWrittenBack() {
        toSales(ConnectionType.HUBSPOT);
        int runs = desk.runs.size();
        int writes = planned().size();

        owner("78", NOON.plusSeconds(5));
        owner("78", NOON.plusSeconds(5));

        assertThat(holder()).isEqualTo("ben");
        assertThat(desk.open(new RepKey("mia"))).isZero();
        assertThat(desk.open(new RepKey("ben"))).isEqualTo(1);
        assertThat(desk.runs).hasSize(runs + 1);
        assertThat(desk.told(ANA)).containsOnlyOnce("CRM_OWNER_CHANGED");
        assertThat(desk.entries(ANA))
                .filteredOn(entry -> entry.type().equals("CRM_OWNER_CHANGED"))
                .allMatch(entry -> entry.actor().equals("hubspot"));
        assertThat(desk.trail.told()).containsExactly("lead.reassigned lead:" + ANA);
        told.clear();
        for (int i = writes; i < planned().size(); i++) {
            send(i);
        }
        assertThat(told).as("the task of the new owner, and no owner").hasSize(1);
    }

    @Test
    void anOwnerWhoIsNoRepTakesTheLeadFromItsRep() {
        toSales(ConnectionType.HUBSPOT);

        owner("999", NOON.plusSeconds(5));

        assertThat(desk.file(ANA).status()).isEqualTo(LeadStatus.QUEUED);
        assertThat(desk.file(ANA).placement().waitsFor())
                .isEqualTo("its owner in hubspot is no active rep");
        owner(null, NOON.plusSeconds(6));
        assertThat(desk.file(ANA).status()).isEqualTo(LeadStatus.QUEUED);
        owner("77", NOON.plusSeconds(7));
        assertThat(holder()).isEqualTo("mia");
    }

    @Test
    void aMergeEndsTheWorkOnTheLoser() {
        toSales(ConnectionType.HUBSPOT);
        desk.event(BOB, "lead.intent", "demo");
        desk.turn();
        desk.leads.records.putAll(Map.of("51", ANA, "52", BOB));
        var connection = new ConnectionAccess(HS, "hubspot", Map.of(), Map.of());
        var merges =
                new CloseMerged(
                        desk.leads,
                        new LeadTurns(desk.turns),
                        new ImmediateUnitOfWork(),
                        () -> NOON);

        for (int i = 0; i < 2; i++) {
            merges.merged(TENANT, connection, "53", List.of("52", "51")).block();
        }

        assertThat(desk.file(ANA).status()).isEqualTo(LeadStatus.COMPLETED);
        assertThat(desk.open(new RepKey("mia"))).isZero();
        assertThat(desk.told(ANA)).containsOnlyOnce("LEAD_MERGED");
        assertThat(desk.file(BOB).status()).isEqualTo(LeadStatus.ASSIGNED);
        assertThat(desk.leads.records).isEqualTo(Map.of("51", BOB, "52", BOB, "53", BOB));
    }

    @Test
    void whatWasChangedBeforeTheLeadWasGivenAwayIsNotFollowed() {
        toSales(ConnectionType.HUBSPOT);

        owner("78", NOON.minusSeconds(1));
        owner("77", NOON.plusSeconds(1));

        assertThat(holder()).isEqualTo("mia");
        assertThat(desk.told(ANA)).doesNotContain("CRM_OWNER_CHANGED");
    }
}
