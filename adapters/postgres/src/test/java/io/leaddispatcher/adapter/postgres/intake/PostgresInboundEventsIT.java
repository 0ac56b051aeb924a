package io.leaddispatcher.adapter.postgres.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.port.InboundEvents;
import io.leaddispatcher.application.intake.port.InboundEvents.Kept;
import io.leaddispatcher.application.intake.port.InboundEvents.ToTranslate;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a CRM tells in one delivery is kept together. */
class PostgresInboundEventsIT {

    private static final Instant NOW = Instant.parse("2026-11-30T09:00:00Z");

    private static TestDatabase database;
    private static InboundEvents events;

    private TenantId tenant = new TenantId(new UUID(0, 1));

    @BeforeAll
    static void open() {
        database = TestDatabase.open(StatementCount.class);
        events = database.get(InboundEvents.class);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void clear() {
        database.executeAsSuperuser("delete from inbound_event");
        tenant = database.newTenant();
    }

    private ToTranslate event(int number, String key, String content) {
        return new ToTranslate(
                new UUID(7, number),
                new InboundEvent(
                        tenant,
                        new ConnectionKey("hs"),
                        "hubspot",
                        key,
                        "application/json",
                        content.getBytes(UTF_8),
                        NOW));
    }

    private List<ToTranslate> batch(int number) {
        return IntStream.range(0, number)
                .mapToObj(n -> event(n, "key " + (number - n), "{}"))
                .toList();
    }

    private List<Kept> keep(List<ToTranslate> batch) {
        return Objects.requireNonNull(
                database.get(UnitOfWork.class).run(tenant, events.keep(tenant, batch)).block());
    }

    private static int statements(Runnable act) {
        AtomicInteger sent = database.get(StatementCount.class).sent;
        int before = sent.get();
        act.run();
        return sent.get() - before;
    }

    @Test
    void aHundredAreKeptAndKnownAgainInAsManyRoundTripsAsOne() {
        keep(List.of(event(501, "what is looked up once", "{}")));
        int one = statements(() -> keep(List.of(event(500, "single", "{}"))));
        int hundred = statements(() -> keep(batch(100)));
        int again = statements(() -> keep(batch(100)));

        assertThat(hundred).isEqualTo(one);
        assertThat(again).as("and a look at those that are there").isEqualTo(one + 1);
        assertThat(database.count("select count(*) from inbound_event where state = 'RECEIVED'"))
                .isEqualTo(102);
    }

    @Test
    void whatCameOfEachIsToldInTheOrderInWhichTheyCame() {
        keep(List.of(event(1, "b", "first")));

        List<Kept> kept =
                keep(
                        List.of(
                                event(2, "c", "new"),
                                event(3, "b", "first"),
                                event(4, "a", "new"),
                                event(5, "b", "other"),
                                event(6, "c", "new")));

        assertThat(kept)
                .containsExactly(
                        new Kept(new UUID(7, 2), null, false, true),
                        new Kept(new UUID(7, 1), null, true, true),
                        new Kept(new UUID(7, 4), null, false, true),
                        new Kept(new UUID(7, 1), null, true, false),
                        new Kept(new UUID(7, 2), null, true, true));
        assertThat(
                        database.count(
                                "select count(*) from inbound_event where raw in ('first', 'new')"))
                .isEqualTo(3);
    }

    @Test
    void nothingIsKeptOfNothingAndAKeyOfAnotherWorkspaceIsAnotherOne() {
        assertThat(keep(List.of())).isEmpty();
        keep(List.of(event(1, "a", "{}")));
        tenant = database.newTenant();

        assertThat(keep(List.of(event(2, "a", "{}"))))
                .containsExactly(new Kept(new UUID(7, 2), null, false, true));
    }
}
