package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.NOON;
import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.ConnectionDirectory;
import io.leaddispatcher.application.connection.InMemoryConnections;
import io.leaddispatcher.application.connection.StoredConnection;
import io.leaddispatcher.application.crm.CrmOutlet;
import io.leaddispatcher.application.crm.port.CrmOwnership;
import io.leaddispatcher.application.crm.port.CrmRefusedException;
import io.leaddispatcher.application.dispatch.port.Outlet;
import io.leaddispatcher.application.lead.port.Leads.CrmRecord;
import io.leaddispatcher.application.secret.ReversingCipher;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Cause;
import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What the CRM is told of who has a lead. */
class CrmWritesTest {

    private static final ConnectionKey HS = new ConnectionKey("hs");

    private final RoutingDesk desk = new RoutingDesk();
    private final InMemoryConnections connections = new InMemoryConnections();

    /** What the CRM was told, oldest first. */
    private final List<String> told = new ArrayList<>();

    private final Map<String, String> owners =
            new HashMap<>(Map.of("mia@x.test", "77", "ben@x.test", "78"));
    private @Nullable Runnable whileWriting;
    private @Nullable Attempt refusal;

    private void toSales(ConnectionType type) {
        desk.leads.crmRecords.put(ANA, new CrmRecord(HS, type, "51", null));
        connect(true, Map.of());
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

    private void connect(boolean active, Map<String, Object> settings) {
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
                        Map.of())
                .block();
    }

    private List<Delivery> planned() {
        return desk.deliveries.stream().filter(each -> each.channel() == Channel.CRM).toList();
    }

    private Attempt send(int index) {
        Outlet.Line line = Objects.requireNonNull(outlet().open(TENANT).block());
        return Objects.requireNonNull(line.send(planned().get(index)).block());
    }

    private CrmOutlet outlet() {
        return new CrmOutlet(
                new ConnectionDirectory(connections, new ReversingCipher()),
                desk.assignments,
                desk.configurations,
                new ImmediateUnitOfWork(),
                List.of(new Crm()));
    }

    private final class Crm implements CrmOwnership {
        @Override
        public ConnectionType type() {
            return ConnectionType.HUBSPOT;
        }

        @Override
        public Mono<Void> writeOwner(
                TenantId tenant, ConnectionAccess connection, String record, String owner) {
            return Mono.defer(() -> {
                if (refusal != null) {
                    return Mono.error(new CrmRefusedException(refusal, null));
                }
                told.add(record + " is " + owner + "'s");
                Runnable meanwhile = whileWriting;
                whileWriting = null;
                if (meanwhile != null) {
                    meanwhile.run();
                }
                return Mono.empty();
            });
        }

        @Override
        public Mono<String> createTask(TenantId tenant, ConnectionAccess connection, NewTask task) {
            return Mono.fromSupplier(() -> {
                told.add(
                        "%s: %s by %s until %s"
                                .formatted(
                                        task.record(), task.subject(), task.owner(), task.dueAt()));
                return "t1";
            });
        }

        @Override
        public Mono<String> ownerByEmail(
                TenantId tenant, ConnectionAccess connection, String email) {
            return Mono.justOrEmpty(owners.get(email));
        }
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
    void aLeadThatNoCrmHasToldOfIsWrittenNowhere() {
        toSales(ConnectionType.SALESFORCE);

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
    void whoWritesLateLooksOnceMore() {
        toSales(ConnectionType.HUBSPOT);
        whileWriting = () -> desk.decline(new Actor.Rep("mia"), "reason", "no time");

        assertThat(send(0)).isInstanceOf(Attempt.NotYet.class);
        assertThat(send(0)).isEqualTo(new Attempt.Delivered("78"));
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
}
