package io.leaddispatcher.adapter.postgres.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.routing.port.QueueAlerts;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often the owner of a queue is told that nobody is available. */
class PostgresQueueAlertsIT {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    private static TestDatabase database;

    private TenantId tenant;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void makeTenant() {
        tenant = database.newTenant();
    }

    private LeadId waits(String queue) {
        UUID id = UUID.randomUUID();
        database.executeAsSuperuser(
                """
                insert into lead (tenant_id, id, kind, status, queue_key, document, issues, words, arrived_at, updated_at)
                values ('%s', '%s', 'lead', 'QUEUED', '%s', '{}', '[]', '', now(), now())
                """
                        .formatted(tenant, id, queue));
        return new LeadId(id);
    }

    private void isGone(LeadId lead) {
        database.executeAsSuperuser("delete from lead where id = '%s'".formatted(lead));
    }

    private @Nullable Set<String> due(long minute, LeadId lead, String... queues) {
        return database.get(UnitOfWork.class)
                .run(
                        tenant,
                        database.get(QueueAlerts.class)
                                .due(
                                        tenant,
                                        Arrays.stream(queues).map(QueueKey::new).toList(),
                                        List.of(lead),
                                        NOON.plusSeconds(60 * minute)))
                .map(found -> found.stream().map(QueueKey::value).collect(Collectors.toSet()))
                .block();
    }

    @Test
    void whileSomeWaitItIsToldEveryFourHours() {
        assertThat(due(0, waits("a"), "a")).containsExactly("a");
        assertThat(due(0, waits("a"), "a")).isEmpty();
        assertThat(due(239, waits("a"), "a")).isEmpty();
        assertThat(due(240, waits("a"), "a")).containsExactly("a");
        assertThat(due(241, waits("a"), "a")).isEmpty();
    }

    @Test
    void whenTheQueueHadBeenEmptyItIsToldAnewButNotEveryMinute() {
        LeadId first = waits("a");
        assertThat(due(0, first, "a")).containsExactly("a");
        isGone(first);
        LeadId second = waits("a");
        assertThat(due(14, second, "a")).isEmpty();
        assertThat(due(15, waits("a"), "a")).isEmpty();
        isGone(second);
        database.executeAsSuperuser("delete from lead where tenant_id = '%s'".formatted(tenant));

        assertThat(due(15, waits("a"), "a")).containsExactly("a");
    }

    @Test
    void eachQueueHasATimeOfItsOwn() {
        assertThat(due(0, waits("a"), "a")).containsExactly("a");

        assertThat(due(1, waits("b"), "a", "b")).containsExactly("b");
    }
}
