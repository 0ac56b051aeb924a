package io.leaddispatcher.adapter.postgres.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.dispatch.port.SandboxMailbox;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class PostgresSandboxMailboxIT {

    private static final Instant PAST = Instant.parse("2026-01-01T00:00:00Z");
    private static final String WAITING =
            "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%sandbox_message%'";

    private static TestDatabase database;
    private static SandboxMailbox mailbox;

    private TenantId tenant = new TenantId(new UUID(0, 0));
    private LeadId lead = new LeadId(new UUID(0, 0));

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
        mailbox = database.get(SandboxMailbox.class);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void newLead() {
        tenant = database.newTenant();
        lead = new LeadId(UUID.randomUUID());
        database.executeAsSuperuser(
                """
                insert into lead (tenant_id, id, kind, status, document, issues, words, arrived_at, updated_at)
                values ('%s', '%s', 'lead', 'NEW', '{}', '[]', '', now(), now())
                """
                        .formatted(tenant, lead));
    }

    @Test
    void aMessageIsKeptOnceAndTheNewestIsShownFirst() {
        for (int i : List.of(1, 2, 1)) {
            keep(i);
        }

        List<SandboxMailbox.Message> kept = latest();

        assertThat(kept)
                .extracting(SandboxMailbox.Message::id)
                .containsExactly(new UUID(7, 2), new UUID(7, 1));
        assertThat(kept.getFirst().document()).containsEntry("unfurl_links", false);
    }

    @Test
    void aMessageThatArrivesAfterItsLeadWasErasedIsNotKept() {
        database.executeAsSuperuser("delete from lead where id = '%s'".formatted(lead));

        keep(1);

        assertThat(latest()).isEmpty();
    }

    @Test
    void aMessageThatArrivesWhileItsLeadIsErasedIsNotKept() throws SQLException {
        CompletableFuture<Void> keeping;
        try (var erasing = database.superuser();
                var statement = erasing.createStatement()) {
            erasing.setAutoCommit(false);
            statement.execute("select set_config('app.tenant_id', '%s', true)".formatted(tenant));
            statement.execute("select delete_leads(array['%s']::uuid[])".formatted(lead));
            keeping = CompletableFuture.runAsync(() -> keep(1));
            await().until(() -> database.count(WAITING) > 0);
            erasing.commit();
        }
        keeping.join();

        assertThat(latest()).isEmpty();
    }

    private void keep(int number) {
        in(
                mailbox.keep(
                                tenant,
                                new SandboxMailbox.Message(
                                        new UUID(7, number),
                                        PAST.plusSeconds(number),
                                        Channel.SLACK,
                                        "rep:mia",
                                        "U1",
                                        lead,
                                        Map.of("channel", "U1", "unfurl_links", false)))
                        .thenReturn(true));
    }

    private List<SandboxMailbox.Message> latest() {
        return in(mailbox.latest(tenant, 10).collectList());
    }

    private <T> T in(Mono<T> work) {
        return Objects.requireNonNull(database.get(UnitOfWork.class).run(tenant, work).block());
    }
}
