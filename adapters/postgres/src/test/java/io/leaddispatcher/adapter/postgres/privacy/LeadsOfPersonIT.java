package io.leaddispatcher.adapter.postgres.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.field.FieldValue;
import io.leaddispatcher.domain.lead.Identity.By;
import io.leaddispatcher.domain.lead.Identity.Handle;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Whose leads somebody's are, also of those who are found by none of their handles. */
class LeadsOfPersonIT {

    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final String EMAIL = "ana.o'brien@acme.test";
    private static final String PHONE = "+49301234567";
    private static final String ID = "HS-51";

    private static TestDatabase database;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @ParameterizedTest
    @EnumSource(value = By.class, mode = EnumSource.Mode.EXCLUDE, names = "RECORD")
    void theyAreFoundByIndexesUnderRowLevelSecurityAndNobodyElsesAre(By by) {
        TenantId acme = database.newTenant();
        TenantId globex = database.newTenant();
        Handle handle =
                new Handle(
                        by,
                        switch (by) {
                            case EMAIL -> EMAIL;
                            case PHONE -> PHONE;
                            case EXTERNAL_ID, RECORD -> ID;
                        });
        LeadId ana = new LeadId(UUID.randomUUID());
        add(acme, lead(ana, EMAIL, PHONE, ID));
        add(acme, lead(new LeadId(UUID.randomUUID()), "x" + EMAIL, PHONE + "8", ID + "2"));
        add(globex, lead(new LeadId(UUID.randomUUID()), EMAIL, PHONE, ID));
        database.executeAsSuperuser(
                """
                insert into lead (tenant_id, id, kind, status, email, phone, external_id, document, issues, words,
                                  arrived_at, updated_at)
                select '%s', gen_random_uuid(), 'lead', 'COMPLETED', i || '@x.test', '+' || 1000000 + i, 'id-' || i, '{}',
                       '[]', array_to_tsvector(array[i || '@x.test', (1000000 + i)::text]), now(), now()
                  from generate_series(1, 5000) i;
                -- As the nodes do it every few seconds: what is not sorted in is read as a whole.
                select gin_clean_pending_list('lead_words');
                analyze lead
                """
                        .formatted(acme));
        var client = database.get(DatabaseClient.class);
        Mono<Long> read =
                client.sql(
                                "select pg_stat_get_xact_tuples_returned('lead'::regclass)"
                                        + " + pg_stat_get_xact_tuples_fetched('lead'::regclass)")
                        .mapValue(Long.class)
                        .one();
        var finder = new PersonFinder(client);

        run(
                acme,
                read.flatMap(before ->
                        finder.leads(handle)
                                .doOnNext(found -> assertThat(found).containsExactly(ana))
                                .then(read)
                                .doOnNext(after ->
                                        assertThat(after - before)
                                                .as("leads that were read")
                                                .isLessThan(10))));
    }

    private static Lead lead(LeadId id, String email, String phone, String externalId) {
        return new Lead(
                id,
                externalId,
                LeadKind.LEAD,
                NOW,
                Map.of(
                        "contact.email",
                        new FieldValue.Text(email),
                        "contact.phone",
                        new FieldValue.Text(phone)),
                List.of());
    }

    private static void add(TenantId tenant, Lead lead) {
        run(
                tenant,
                database.get(Leads.class)
                        .addMissing(tenant, List.of(LeadFile.of(lead, NOW)), NOW)
                        .thenReturn(true));
    }

    private static <T> T run(TenantId tenant, Mono<T> work) {
        return Objects.requireNonNull(database.get(UnitOfWork.class).run(tenant, work).block());
    }
}
