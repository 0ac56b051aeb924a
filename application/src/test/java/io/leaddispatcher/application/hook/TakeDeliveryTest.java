package io.leaddispatcher.application.hook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.port.Hook;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.Stored;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class TakeDeliveryTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final ConnectionAccess CONNECTION =
            new ConnectionAccess(new ConnectionKey("cal"), "calcom", Map.of(), Map.of());

    private final List<InboundEvent> stored = new ArrayList<>();
    private final List<Caller> callers = new ArrayList<>();
    private final TakeDelivery take = new TakeDelivery(this::store);

    @Test
    void whatCameIsTakenInInTheNameOfTheConnection() {
        var hook = new Hook(TENANT, CONNECTION);

        assertThat(take.handle(hook, List.of(event("a"), event("b"))).block())
                .containsExactly(new UUID(7, 0), new UUID(7, 1));

        assertThat(stored).extracting(InboundEvent::idempotencyKey).containsExactly("a", "b");
        assertThat(callers)
                .containsExactly(new Caller(TENANT, new Actor.Connection("cal", "calcom")));
    }

    private Mono<List<Stored>> store(Caller caller, List<InboundEvent> events) {
        return Mono.fromSupplier(() -> {
            callers.add(caller);
            List<Stored> answers = new ArrayList<>();
            for (InboundEvent event : events) {
                answers.add(new Stored(new UUID(7, stored.size()), null, false, true));
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
