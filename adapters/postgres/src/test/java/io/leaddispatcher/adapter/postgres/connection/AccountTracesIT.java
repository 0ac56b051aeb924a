package io.leaddispatcher.adapter.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.connection.port.Connections;
import io.leaddispatcher.application.crm.port.CrmMirrors;
import io.leaddispatcher.application.crm.port.CrmMirrors.Mirrored;
import io.leaddispatcher.application.crm.port.CrmMirrors.Put;
import io.leaddispatcher.application.crm.port.WrittenTasks;
import io.leaddispatcher.application.intake.port.ReceivedEvents;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.lead.port.Leads.Sought;
import io.leaddispatcher.application.lead.port.Leads.Told;
import io.leaddispatcher.application.privacy.port.PersonRecords;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.field.FieldValue;
import io.leaddispatcher.domain.lead.Identity;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** What is left of an account when another takes its place behind a connection, or none does. */
class AccountTracesIT {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final ConnectionKey HS = new ConnectionKey("hs");
    private static final ConnectionKey OTHER = new ConnectionKey("hs-eu");

    private static TestDatabase database;
    private static Connections connections;
    private static Leads leads;

    private TenantId tenant;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
        connections = database.get(Connections.class);
        leads = database.get(Leads.class);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void aWorkspaceWithTwoPortals() {
        tenant = database.newTenant();
        connect(HS, "staging");
        connect(OTHER, "eu");
    }

    private void connect(ConnectionKey key, String portal) {
        execute(
                """
                insert into connection (tenant_id, id, key, type, name, active, settings, hook_id, version)
                values ('%1$s', gen_random_uuid(), '%2$s', 'HUBSPOT', '%2$s', true, '{"portalId":"%3$s"}',
                        gen_random_uuid()::text, 1)
                """
                        .formatted(tenant, key, portal));
    }

    /** As whoever saves it with other settings. */
    private void leadTo(String portal) {
        run(connections.forgetAccount(tenant, HS).thenReturn(true));
        execute(
                "update connection set settings = '{\"portalId\":\"%s\"}' where tenant_id = '%s' and key = 'hs'"
                        .formatted(portal, tenant));
    }

    private void delete(ConnectionKey key) {
        run(
                connections
                        .forgetAccount(tenant, key)
                        .then(connections.delete(tenant, key))
                        .thenReturn(true));
    }

    @Test
    void aContactOfAnotherAccountIsSomebodyElse() {
        LeadId tried = told(HS, "51", "test@acme.de");
        LeadId eu = told(OTHER, "51", "eu@acme.de");

        leadTo("production");
        LeadId real = told(HS, "51", "ana@acme.de");

        assertThat(real).isNotEqualTo(tried);
        assertThat(person("r:hs:51")).as("who is erased with it").containsExactly(real);
        assertThat(told(HS, "51", "ana@new.de")).isEqualTo(real);
        assertThat(told(OTHER, "51", "eu@new.de")).as("another connection's").isEqualTo(eu);
        assertThat(run(leads.crmRecords(tenant, List.of(tried))))
                .as("nothing is written to a namesake")
                .isEmpty();

        leadTo("staging");
        assertThat(told(HS, "51", "test@new.de")).as("as before").isEqualTo(tried);
        assertThat(person("r:hs:51")).containsExactly(tried);
    }

    @Test
    void whoeverIsErasedOfTheAccountBeforeKeepsNobodyOfThisOneOut() {
        LeadId tried = told(HS, "51", "test@acme.de");
        leadTo("production");
        var asked = new Handle(Identity.By.EMAIL, "test@acme.de");
        PersonRecords persons = database.get(PersonRecords.class);
        assertThat(run(persons.export(tenant, List.of(tried), asked)).get("formerRecords"))
                .asString()
                .contains("staging", "51");

        run(persons.erase(tenant, asked));

        assertThat(count("lead")).isZero();
        LeadId real = told(HS, "51", "ana@acme.de");
        assertThat(count("lead where id = '%s'".formatted(real))).isEqualTo(1);
    }

    @Test
    void aConnectionThatIsMadeAnewToAnotherAccountKnowsNobody() {
        LeadId tried = told(HS, "51", "test@acme.de");
        delete(HS);
        connect(HS, "production");

        LeadId real = told(HS, "51", "ana@acme.de");

        assertThat(real).isNotEqualTo(tried);
        assertThat(person("r:hs:51")).containsExactly(real);
    }

    @Test
    void aConnectionThatIsMadeAnewToTheSameAccountKnowsItsPeople() {
        LeadId known = told(HS, "51", "ana@acme.de");
        delete(HS);
        connect(new ConnectionKey("hs-new"), "staging");

        assertThat(told(new ConnectionKey("hs-new"), "51", "ana@new.de")).isEqualTo(known);
    }

    @Test
    void nothingIsReadFromOrWrittenToAnotherAccountThatWasMeantForThisOne() {
        LeadId lead = told(HS, "51", "test@acme.de");
        for (String state : List.of("PENDING", "SENDING", "RETRYING", "DEAD", "DELIVERED")) {
            write(lead, HS, state, "OWNER", null);
            write(lead, OTHER, state, "OWNER", null);
        }
        event(HS, false);
        event(HS, true);
        event(OTHER, false);

        leadTo("production");

        assertThat(count("delivery where recipient = 'crm:hs' and state = 'DELIVERED'"))
                .isEqualTo(1);
        assertThat(count("delivery where recipient = 'crm:hs'")).isEqualTo(1);
        assertThat(count("delivery where recipient = 'crm:hs-eu'")).isEqualTo(5);
        assertThat(count("inbound_event where origin = 'hs' and state = 'IGNORED'")).isEqualTo(1);
        assertThat(count("inbound_event where origin = 'hs'")).isEqualTo(1);
        assertThat(count("inbound_event where state = 'RECEIVED'")).isEqualTo(1);
    }

    /** Its contact was read in the account before, and so it is nobody of this one. */
    @Test
    void anEventThatIsBeingTakenInMeanwhileIsNot() {
        LeadId lead = told(HS, "51", "test@acme.de");
        event(HS, false);
        UUID event =
                run(
                        database.get(DatabaseClient.class)
                                .sql("select id from inbound_event where state = 'RECEIVED'")
                                .mapValue(UUID.class)
                                .one());

        leadTo("production");

        assertThat(
                        run(
                                database.get(ReceivedEvents.class)
                                        .ready(tenant, event, Map.of(), lead, false)))
                .isFalse();
    }

    @Test
    void aTaskOfTheAccountBeforeIsNotClosedInThisOne() {
        LeadId lead = told(HS, "51", "test@acme.de");
        UUID task = UUID.randomUUID();
        write(lead, HS, "DELIVERED", "TASK", task);
        WrittenTasks tasks = database.get(WrittenTasks.class);
        assertThat(run(tasks.of(tenant, List.of(lead), List.of(task)).collectList())).hasSize(1);

        leadTo("production");

        assertThat(run(tasks.of(tenant, List.of(lead), List.of(task)).collectList())).isEmpty();
    }

    @Test
    void theMirrorOfAConnectionThatIsMadeAnewFollowsItsCompanies() {
        mirror(company("7", "acme.de", "mia"), company("8", "bolt.de", "mia"));
        execute(
                "update account set version = 99 where tenant_id = '%s' and key = 'hs.8'"
                        .formatted(tenant));

        delete(HS);
        assertThat(count("account where key = 'hs.7'")).isZero();
        assertThat(count("account where key = 'hs.8'")).as("kept by hand").isEqualTo(1);

        connect(HS, "staging");
        Put put = mirror(company("7", "acme.de", "ben"), company("8", "bolt.de", "ben"));

        assertThat(put).isEqualTo(new Put(1, 0, 0, 1));
        assertThat(count("account where key = 'hs.7' and document ->> 'owner' = 'ben'"))
                .isEqualTo(1);
        assertThat(mirror(company("7", "acme.de", "zoe"))).isEqualTo(new Put(0, 1, 0, 0));
    }

    private static Mirrored company(String id, String domain, String owner) {
        return new Mirrored(
                id,
                "hs." + id,
                Map.of("name", "Company " + id, "domains", List.of(domain), "owner", owner),
                "owner-" + owner);
    }

    private Put mirror(Mirrored... companies) {
        CrmMirrors mirrors = database.get(CrmMirrors.class);
        return run(
                mirrors.start(tenant, HS, NOON).then(mirrors.put(tenant, HS, List.of(companies))));
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
                        .delayUntil(found -> leads.knownAs(tenant, found, crm, record, NOON)));
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

    private void write(
            LeadId lead, ConnectionKey key, String state, String kind, @Nullable UUID task) {
        execute(
                """
                insert into delivery (tenant_id, id, lead_id, recipient, route, step, channel, document, state, attempts,
                                      tries, due_at, paced, reference)
                values ('%1$s', gen_random_uuid(), '%2$s', 'crm:%3$s', '[{"kind":"CRM_CONNECTION","value":"%3$s"}]', 0,
                        'CRM', '{"crm":"%5$s","record":"51","task":"%6$s"}', '%4$s', 1, 1, now(), false, 't1')
                """
                        .formatted(tenant, lead, key, state, kind, task));
    }

    private void event(ConnectionKey key, boolean erased) {
        execute(
                """
                insert into inbound_event (tenant_id, id, origin, source, idempotency_key, content_hash, content_type,
                                           raw, received_at, state, due_at, names_erased)
                values ('%s', gen_random_uuid(), '%s', 'hubspot', gen_random_uuid()::text, '', 'text/plain',
                        '', now(), 'RECEIVED', now(), %s)
                """
                        .formatted(tenant, key, erased));
    }

    private static void execute(String sql) {
        database.executeAsSuperuser(sql);
    }

    private long count(String from) {
        String where = from.contains(" where ") ? from + " and " : from + " where ";
        return database.count("select count(*) from %s tenant_id = '%s'".formatted(where, tenant));
    }

    private <T> T run(Mono<T> work) {
        return Objects.requireNonNull(database.get(UnitOfWork.class).run(tenant, work).block());
    }
}
