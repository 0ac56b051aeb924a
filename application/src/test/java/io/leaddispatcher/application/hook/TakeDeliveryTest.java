package io.leaddispatcher.application.hook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.InMemoryConnections;
import io.leaddispatcher.application.connection.port.Hook;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.Stored;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class TakeDeliveryTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final ConnectionAccess CONNECTION =
            new ConnectionAccess(new ConnectionKey("cal"), "calcom", Map.of(), Map.of());

    private final InMemoryConnections health = new InMemoryConnections();
    private final List<InboundEvent> stored = new ArrayList<>();
    private final List<Caller> callers = new ArrayList<>();
    private final AtomicLong ids = new AtomicLong();
    private final TakeDelivery take =
            new TakeDelivery(
                    this::store,
                    health,
                    () -> new UUID(0, ids.incrementAndGet()),
                    new ImmediateUnitOfWork());

    @Test
    void whatCameIsTakenInInTheNameOfTheConnection() {
        var hook = new Hook(TENANT, CONNECTION);

        assertThat(take.handle(hook, List.of(event("a"), event("b"))).block())
                .containsExactly(new UUID(7, 0), new UUID(7, 1));

        assertThat(stored).extracting(InboundEvent::idempotencyKey).containsExactly("a", "b");
        assertThat(callers)
                .containsExactly(new Caller(TENANT, new Actor.Connection("cal", "calcom")));
    }

    @Test
    void ofAConnectionThatIsSwitchedOffNothingIsTakenInAndItsHealthTells() {
        var hook = new Hook(TENANT, CONNECTION, false);

        assertThat(take.handle(hook, List.of(event("a"), event("b"))).block())
                .containsExactly(new UUID(0, 1), new UUID(0, 2));

        assertThat(stored).isEmpty();
        assertThat(health.said()).containsExactly("cal noted SWITCHED_OFF");
    }

    private Mono<List<Stored>> store(Caller caller, List<InboundEvent> events) {
        return Mono.fromSupplier(() -> {
            callers.add(caller);
            List<Stored> answers = new ArrayList<>();
            for (InboundEvent event : events) {
                answers.add(new Stored(new UUID(7, stored.size()), null, false));
                stored.add(event);
            }
            return answers;
        });
    }

    private static InboundEvent event(String key) {
        return new InboundEvent(
                TENANT,
                CONNECTION.key(),
                "calcom",
                key,
                "application/json",
                "{}".getBytes(UTF_8),
                Instant.EPOCH);
    }
}
