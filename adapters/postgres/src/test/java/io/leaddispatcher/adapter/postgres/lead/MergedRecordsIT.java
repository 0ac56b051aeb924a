package io.leaddispatcher.adapter.postgres.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.MergedMeanwhileException;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.lead.port.Leads.Merge;
import io.leaddispatcher.application.lead.port.Leads.RecordOfLead;
import io.leaddispatcher.application.lead.port.Leads.Sought;
import io.leaddispatcher.application.lead.port.Leads.Told;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.field.FieldValue;
import io.leaddispatcher.domain.lead.Identity;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.tenant.TenantId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Who it is of whom a CRM tells after it has merged records. */
class MergedRecordsIT {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final ConnectionKey HS = new ConnectionKey("hs");
    private static final ConnectionKey SF = new ConnectionKey("sf");
    private static final String WAITING =
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

    private static TestDatabase database;
    private static Leads leads;

    private TenantId tenant;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
        leads = database.get(Leads.class);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void aWorkspaceWithTwoCrms() {
        tenant = database.newTenant();
        for (String key : List.of("hs", "sf")) {
            database.executeAsSuperuser(
                    """
                    insert into connection (tenant_id, id, key, type, name, active, settings, hook_id, version)
                    values ('%1$s', gen_random_uuid(), '%2$s', 'HUBSPOT', '%2$s', true, '{"portalId":"%2$s"}',
                            gen_random_uuid()::text, 1)
                    """
                            .formatted(tenant, key));
        }
    }

    @Test
    void theRecordThatIsLeftIsTheLeadAlsoWhenNobodyKnewIt() {
        LeadId known = told("51", "b@acme.de");

        merge(known, Set.of(), "50", "51");

        assertThat(told("50", "a@acme.de")).isEqualTo(known);
        assertThat(told("51", "b@acme.de")).isEqualTo(known);
        assertThat(person("r:hs:50")).containsExactly(known);
        assertThat(person("e:a@acme.de")).as("its next address, too").containsExactly(known);
        assertThat(recordOf(known)).as("what is written goes to what is left").isEqualTo("50");
    }

    @Test
    void whatIsToldOfTheOtherIsAboutTheSurvivor() {
        LeadId survivor = told("50", "a@acme.de");
        LeadId other = told("51", "b@acme.de");
        run(leads.knownAs(tenant, other, SF, "S9", NOON.plusSeconds(9)).thenReturn(true));

        merge(survivor, Set.of(other), "50", "51");
        merge(survivor, Set.of(), "50", "51");

        assertThat(told("51", "b@acme.de")).isEqualTo(survivor);
        assertThat(told("50", "b@acme.de")).isEqualTo(survivor);
        assertThat(run(leads.knownBy(tenant, HS, "51"))).isEqualTo(survivor);
        assertThat(run(leads.knownBy(tenant, SF, "S9"))).isEqualTo(survivor);
        assertThat(recordOf(survivor)).as("told of later or not").isEqualTo("50");
        assertThat(run(leads.mergedInto(tenant, survivor).collectList())).containsExactly(other);
    }

    @Test
    void whatWaitsToBeRoutedForTheOtherWaitsForTheSurvivor() {
        LeadId survivor = told("50", "a@acme.de");
        LeadId other = told("51", "b@acme.de");
        event(other, "READY");
        event(other, "ROUTED");

        merge(survivor, Set.of(other), "50", "51");

        assertThat(events(survivor)).isEqualTo(1);
        assertThat(events(other)).as("it was the other's").isEqualTo(1);
    }

    /** Whoever looks it up at the same time keeps its event before it is given to the survivor. */
    @Test
    void noEventIsKeptForTheOtherAfterTheMerge() throws SQLException {
        LeadId survivor = told("50", "a@acme.de");
        LeadId other = told("51", "b@acme.de");
        CompletableFuture<Void> merged;
        try (var telling = database.superuser();
                var statement = telling.createStatement()) {
            telling.setAutoCommit(false);
            statement.execute(
                    "select identify_lead('%s', array['r:hs:51', 'x:51', 'e:c@acme.de'], 'c@acme.de', '51', 'hs', '%s')"
                            .formatted(tenant, UUID.randomUUID()));
            merged = CompletableFuture.runAsync(() -> merge(survivor, Set.of(other), "50", "51"));
            await().until(() -> database.count(WAITING) > 0);
            statement.execute(ready(other, "READY"));
            telling.commit();
        }
        merged.join();

        assertThat(events(survivor)).isEqualTo(1);
        assertThat(events(other)).isZero();
        assertThat(person("e:c@acme.de")).containsExactlyInAnyOrder(survivor, other);
    }

    @Test
    void whoeverIsAskedForByOneOfThemIsFoundWhole() {
        LeadId survivor = told("50", "a@acme.de");
        LeadId other = told("51", "b@acme.de");
        LeadId third = told("52", "c@acme.de");
        LeadId stranger = told("53", "d@acme.de");

        merge(other, Set.of(third), "51", "52");
        merge(survivor, Set.of(other), "50", "51");

        for (String handle :
                List.of("r:hs:50", "r:hs:51", "r:hs:52", "e:c@acme.de", "x:51", "x:50")) {
            assertThat(person(handle)).as(handle).containsExactlyInAnyOrder(survivor, other, third);
        }
        assertThat(person("r:hs:53")).containsExactly(stranger);
    }

    @Test
    void aBareIdThatAnotherCrmUsesStaysWithItsLead() {
        LeadId known = told("51", "b@acme.de");
        LeadId others = told(SF, "50", "a@acme.de");

        merge(known, Set.of(), "50", "51");

        assertThat(told("50", "c@acme.de")).isEqualTo(known);
        assertThat(told(SF, "50", "a@acme.de")).isEqualTo(others);
    }

    /** No CRM has merged the two: each record is there still. */
    @Test
    void whatAPersonMergesIsOneLeadWithTheRecordOfItsOwn() {
        LeadId survivor = told("50", "a@acme.de");
        LeadId other = told("51", "b@acme.de");
        run(leads.knownAs(tenant, other, HS, "51", NOON.plusSeconds(99)).thenReturn(true));
        event(other, "READY");

        byHand(survivor, other);
        byHand(survivor, other);

        assertThat(told("51", "b@acme.de")).isEqualTo(survivor);
        assertThat(run(leads.knownBy(tenant, HS, "51"))).isEqualTo(survivor);
        assertThat(recordOf(survivor)).as("its own, told of later or not").isEqualTo("50");
        assertThat(events(survivor)).isEqualTo(1);
        assertThat(run(leads.survivor(tenant, other))).isEqualTo(survivor);
        assertThat(person("e:b@acme.de")).containsExactlyInAnyOrder(survivor, other);
    }

    @Test
    void meetingsAndWhatCameOfThePersonAreTheSurvivors() {
        LeadId survivor = told("50", "a@acme.de");
        LeadId other = told("51", "b@acme.de");
        meeting(other);
        outcome(survivor, "WON", NOON);
        outcome(other, "WON", NOON);
        outcome(other, "MEETING_HELD", NOON);
        outcome(other, "DISQUALIFIED", NOON);

        byHand(survivor, other);

        assertThat(
                        database.count(
                                "select count(*) from meeting where lead_id = '%s'"
                                        .formatted(survivor)))
                .isEqualTo(1);
        assertThat(outcomes(survivor)).isEqualTo("MEETING_HELD WON");
        assertThat(outcomes(other))
                .as("told twice, and what ended it alone")
                .isEqualTo("DISQUALIFIED WON");
    }

    /** Who looked them up before is told to look again; nobody becomes part of themselves. */
    @Test
    void aMergeInACrmOfLeadsThatAPersonHasMergedTheOtherWayRoundIsLookedUpAnew() {
        LeadId survivor = told("50", "a@acme.de");
        LeadId other = told("51", "b@acme.de");
        LeadId third = told("52", "c@acme.de");
        byHand(other, survivor);

        assertThatThrownBy(() -> merge(survivor, Set.of(other), "50", "51"))
                .isInstanceOf(MergedMeanwhileException.class);
        assertThatThrownBy(() -> merge(third, Set.of(survivor), "52", "50"))
                .isInstanceOf(MergedMeanwhileException.class);

        assertThat(told("50", "a@acme.de")).isEqualTo(other);
        assertThat(run(leads.mergedInto(tenant, other).collectList())).containsExactly(survivor);
    }

    /** Who takes an event in waits for the turn with its handle; the merge has the handle first. */
    @Test
    void whoHoldsALeadKeepsWhoeverLooksForItOut() throws SQLException {
        LeadId lead = told("50", "a@acme.de");
        CompletableFuture<Void> held;
        try (var telling = database.superuser();
                var statement = telling.createStatement()) {
            telling.setAutoCommit(false);
            statement.execute(
                    "select identify_lead('%s', array['r:hs:50'], null, '50', 'hs', '%s')"
                            .formatted(tenant, UUID.randomUUID()));
            held =
                    CompletableFuture.runAsync(
                            () -> run(leads.hold(tenant, List.of(lead)).thenReturn(true)));
            await().until(() -> database.count(WAITING) > 0);
            assertThat(held).isNotDone();
            telling.commit();
        }
        held.join();
    }

    private void byHand(LeadId into, LeadId lead) {
        run(leads.merge(tenant, into, List.of(lead), NOON).thenReturn(true));
    }

    private void meeting(LeadId lead) {
        database.executeAsSuperuser(
                """
                insert into meeting (tenant_id, id, connection_key, booking, lead_id, provider, state, since, told_at)
                values ('%s', gen_random_uuid(), 'cal', gen_random_uuid()::text, '%s', 'calendly', 'BOOKED', now(), now())
                """
                        .formatted(tenant, lead));
    }

    private void outcome(LeadId lead, String type, Instant at) {
        database.executeAsSuperuser(
                """
                insert into outcome (tenant_id, id, lead_id, type, at, reported_by, reported_at)
                values ('%s', gen_random_uuid(), '%s', '%s', '%s', 'system', now())
                """
                        .formatted(tenant, lead, type, at));
    }

    private String outcomes(LeadId lead) {
        return run(
                database.get(DatabaseClient.class)
                        .sql(
                                "select string_agg(type, ' ' order by type) from outcome where lead_id = :lead")
                        .bind("lead", lead.value())
                        .mapValue(String.class)
                        .one());
    }

    private LeadId told(String record, String email) {
        return told(HS, record, email);
    }

    /** The lead that an event of a CRM is about. */
    private LeadId told(ConnectionKey crm, String record, String email) {
        Identity identity = new Identity(record, email, null).toldBy(crm.value());
        LeadId fresh = new LeadId(UUID.randomUUID());
        Lead lead =
                new Lead(
                        fresh,
                        record,
                        LeadKind.LEAD,
                        NOON,
                        Map.of("contact.email", new FieldValue.Text(email)),
                        List.of());
        var event = new Told(crm.value(), UUID.randomUUID().toString(), Map.of(), null);
        return run(
                leads.identify(tenant, new Sought(identity, fresh, event))
                        .delayUntil(found ->
                                found.equals(fresh)
                                        ? leads.addMissing(
                                                tenant, List.of(LeadFile.of(lead, NOON)), NOON)
                                        : Mono.empty())
                        .delayUntil(found ->
                                leads.knownAs(tenant, found, crm, record, NOON.plusSeconds(60))));
    }

    private void merge(LeadId survivor, Set<LeadId> others, String winner, String gone) {
        run(
                leads.merge(
                                tenant,
                                survivor,
                                others,
                                new Merge(HS, winner, List.of(gone)),
                                NOON.plusSeconds(1))
                        .thenReturn(true));
    }

    private String recordOf(LeadId lead) {
        RecordOfLead record = run(leads.crmRecords(tenant, List.of(lead))).get(lead);
        return Objects.requireNonNull(record).id();
    }

    private List<LeadId> person(String handle) {
        return run(
                database.get(DatabaseClient.class)
                        .sql(
                                "select distinct l from leads_of_person(:handle, :words::tsquery) as l")
                        .bind("handle", handle)
                        .bind("words", "'%s'".formatted(handle.substring(2)))
                        .mapValue(UUID.class)
                        .all()
                        .map(LeadId::new)
                        .collectList());
    }

    private void event(LeadId lead, String state) {
        database.executeAsSuperuser(ready(lead, state));
    }

    private String ready(LeadId lead, String state) {
        return """
        insert into inbound_event (tenant_id, id, origin, source, idempotency_key, content_hash, content_type,
                                   raw, received_at, state, due_at, lead_id)
        values ('%1$s', gen_random_uuid(), 'hs', 'hubspot', gen_random_uuid()::text, '', 'text/plain',
                '', now(), '%3$s', now(), '%2$s')
        """
                .formatted(tenant, lead, state);
    }

    private long events(LeadId lead) {
        return database.count(
                "select count(*) from inbound_event where lead_id = '%s'".formatted(lead));
    }

    private <T> T run(Mono<T> work) {
        return Objects.requireNonNull(database.get(UnitOfWork.class).run(tenant, work).block());
    }
}
