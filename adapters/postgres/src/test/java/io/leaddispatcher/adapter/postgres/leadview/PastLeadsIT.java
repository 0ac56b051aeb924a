package io.leaddispatcher.adapter.postgres.leadview;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.RowsRead;
import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.simulation.port.PastLeads;
import io.leaddispatcher.application.simulation.port.PastLeads.PastLead;
import io.leaddispatcher.application.simulation.port.PastLeads.Place;
import io.leaddispatcher.application.simulation.port.PastLeads.Span;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Where the leads of a simulation begin and end, and how many there are. */
class PastLeadsIT {

    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    private static TestDatabase database;
    private static PastLeads leads;

    private TenantId acme;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
        leads = database.get(PastLeads.class);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void fourLeads() {
        acme = database.newTenant();
        for (int i = 0; i < 4; i++) {
            database.executeAsSuperuser(
                    """
                    insert into lead (tenant_id, id, kind, status, name, company, document, issues, words, arrived_at, updated_at)
                    values ('%s', '%s', 'lead', 'REJECTED', 'Ana Ruiz', 'Acme', '{"receivedAt":"2026-01-01T00:00:00Z"}', '[]', '', '%s', now())
                    """
                            .formatted(acme, new UUID(7, i), place(i).arrivedAt()));
        }
    }

    @Test
    void thoseOfATimeAreCountedUpToALimit() {
        Instant end = NOON.plusSeconds(10);

        assertThat(arrived(NOON, end, 9)).isEqualTo(new Span(place(0), place(3), 4));
        assertThat(arrived(NOON.plusSeconds(1), NOON.plusSeconds(3), 9))
                .isEqualTo(new Span(place(1), place(2), 2));
        assertThat(arrived(NOON, end, 3)).isEqualTo(new Span(place(0), place(2), 3));
        assertThat(arrived(end, end.plusSeconds(1), 9)).isNull();
    }

    @Test
    void theNewestAreTheLastOnes() {
        assertThat(in(leads.newest(acme, LeadKind.LEAD, 3)))
                .isEqualTo(new Span(place(1), place(3), 3));
        assertThat(in(leads.newest(acme, LeadKind.CALL, 3))).isNull();
    }

    @Test
    void theFewCallsAreNotLookedForAmongAllThatCame() {
        database.executeAsSuperuser(
                """
                insert into lead (tenant_id, id, kind, status, document, issues, words, arrived_at, updated_at)
                select '%s', gen_random_uuid(), case when i <= 2 then 'call' else 'lead' end, 'ASSIGNED', '{}', '[]', '',
                       timestamptz '%s' + make_interval(secs => i), now()
                  from generate_series(1, 3000) i
                """
                        .formatted(acme, NOON));
        database.executeAsSuperuser("analyze lead");

        assertThat(in(leads.newest(acme, LeadKind.CALL, 9))).extracting(Span::leads).isEqualTo(2);
        assertThat(read(leads.newest(acme, LeadKind.CALL, 9))).isLessThan(50);
        assertThat(read(leads.arrived(acme, LeadKind.CALL, NOON, NOON.plusSeconds(9_999), 9)))
                .isLessThan(50);
    }

    private long read(Mono<Span> work) {
        return Objects.requireNonNull(
                database.get(UnitOfWork.class)
                        .run(acme, RowsRead.by(work, "lead", database.get(DatabaseClient.class)))
                        .block());
    }

    @Test
    void whatWasMadePartOfAnotherLeadIsNoneOfThem() {
        database.executeAsSuperuser(
                "insert into merged_lead (tenant_id, lead_id, into_lead_id, merged_at) values ('%s', '%s', '%s', now())"
                        .formatted(acme, new UUID(7, 1), new UUID(7, 2)));

        Span all = new Span(place(0), place(3), 3);
        assertThat(arrived(NOON, NOON.plusSeconds(10), 9)).isEqualTo(all);
        assertThat(in(leads.newest(acme, LeadKind.LEAD, 9))).isEqualTo(all);
        assertThat(
                        database.get(UnitOfWork.class)
                                .run(
                                        acme,
                                        leads.page(
                                                        acme,
                                                        LeadKind.LEAD,
                                                        all,
                                                        null,
                                                        9,
                                                        _ -> Optional.empty())
                                                .map(PastLead::place)
                                                .collectList())
                                .block())
                .containsExactly(place(0), place(2), place(3));
    }

    private static Place place(int number) {
        return new Place(NOON.plusSeconds(number), new LeadId(new UUID(7, number)));
    }

    private @Nullable Span arrived(Instant from, Instant to, int atMost) {
        return in(leads.arrived(acme, LeadKind.LEAD, from, to, atMost));
    }

    private @Nullable Span in(Mono<Span> work) {
        return database.get(UnitOfWork.class).run(acme, work).block();
    }
}
