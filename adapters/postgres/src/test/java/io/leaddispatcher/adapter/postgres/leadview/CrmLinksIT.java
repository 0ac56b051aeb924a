package io.leaddispatcher.adapter.postgres.leadview;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.crm.CrmWrite;
import io.leaddispatcher.application.crm.port.CrmQueue;
import io.leaddispatcher.application.dispatch.port.Outbox;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.CrmLink;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where a page leads that shows what is known of a lead in a CRM. */
class CrmLinksIT extends LeadViewsOnPostgres {

    private LeadId lead() {
        return lead("Ruiz", NOON, with("mia", null), LeadStatus.ASSIGNED);
    }

    private void connection(String key, String type, String settings) {
        database.executeAsSuperuser(
                """
                insert into connection (tenant_id, id, key, type, name, active, settings, hook_id, version)
                values ('%1$s', '%2$s', '%3$s', '%4$s', '%3$s', true, '%5$s', '%2$s', 1)
                """
                        .formatted(tenant, UUID.randomUUID(), key, type, settings));
    }

    private void told(LeadId lead, String connection, String record, Instant at) {
        in(
                database.get(Leads.class)
                        .knownAs(tenant, lead, new ConnectionKey(connection), record, at)
                        .thenReturn(true));
    }

    private static @Nullable CrmLink link(TenantId tenant, LeadId lead) {
        return unitOfWork().run(tenant, views.crmLink(tenant, lead)).block();
    }

    @Test
    void aLinkLeadsToWhatAConnectionThatIsThereSaidLast() {
        LeadId lead = lead();
        connection("hs", "HUBSPOT", "{\"portalId\":\"62515\"}");
        told(lead, "hs", "50", NOON.plusSeconds(50));
        told(lead, "hs", "51", NOON.plusSeconds(51));
        told(lead, "hs", "51", NOON.plusSeconds(51));
        told(lead, "gone", "52", NOON.plusSeconds(60));

        assertThat(link(tenant, lead))
                .isEqualTo(
                        new CrmLink(
                                "HubSpot",
                                URI.create(
                                        "https://app.hubspot.com/contacts/62515/record/0-1/51")));
        assertThat(link(tenant, lead())).as("another lead").isNull();
        assertThat(link(database.newTenant(), lead)).as("another workspace").isNull();
    }

    private UUID meeting(LeadId lead, String connection, String state, int endsIn) {
        UUID id = UUID.randomUUID();
        database.executeAsSuperuser(
                """
                insert into meeting (tenant_id, id, connection_key, booking, lead_id, provider, state, since, starts_at, ends_at, told_at)
                values ('%1$s', '%2$s', '%3$s', '%2$s', '%4$s', 'calendly', '%5$s', now(), now() - interval '1 hour',
                        now() + interval '%6$d minutes', now())
                """
                        .formatted(tenant, id, connection, lead, state, endsIn));
        return id;
    }

    private List<UUID> meetings(LeadId lead) {
        return Objects.requireNonNull(
                        in(database.get(Leads.class).crmRecords(tenant, List.of(lead))).get(lead))
                .meetings();
    }

    @Test
    void pain44_aMeetingThatIsToComeFollowsItsLeadUnlessItIsBookedThereOrAboutToBeWritten() {
        LeadId lead = lead();
        connection("hs", "HUBSPOT", "{}");
        told(lead, "hs", "51", NOON);
        UUID booked = meeting(lead, "calendly", "BOOKED", 30);
        meeting(lead, "calendly", "CANCELLED", 30);
        meeting(lead, "calendly", "BOOKED", -1);
        meeting(lead, "hs", "BOOKED", 30);

        assertThat(meetings(lead)).containsExactly(booked);

        Delivery planned =
                Delivery.planned(
                        new DeliveryId(UUID.randomUUID()),
                        lead,
                        new CrmWrite.Appointment("51", booked).to(new ConnectionKey("hs")),
                        Instant.now());
        Leads leads = database.get(Leads.class);
        Map<LeadId, Leads.RecordOfLead> inTheSame =
                in(
                        database.get(Outbox.class)
                                .add(tenant, List.of(planned))
                                .then(leads.crmRecords(tenant, List.of(lead))));
        assertThat(Objects.requireNonNull(inTheSame.get(lead)).meetings()).isEmpty();
        assertThat(meetings(lead))
                .as("a sender may have read already who had the lead")
                .containsExactly(booked);
    }

    @Test
    void ofAMeetingTheLaterWriteCountsAndWaitsForTheEarlierOne() {
        LeadId lead = lead();
        var write = new CrmWrite.Appointment("51", new UUID(6, 1));
        var other = new CrmWrite.Appointment("51", new UUID(6, 2));
        List<Delivery> planned =
                List.of(write, write, other).stream()
                        .map(each ->
                                Delivery.planned(
                                        new DeliveryId(new UUID(8, ++ids)),
                                        lead,
                                        each.to(new ConnectionKey("hs")),
                                        Instant.now()))
                        .toList();
        in(database.get(Outbox.class).add(tenant, planned).thenReturn(true));
        CrmQueue queue = database.get(CrmQueue.class);

        assertThat(in(queue.isOvertaken(tenant, planned.get(0), write))).isTrue();
        assertThat(in(queue.isOvertaken(tenant, planned.get(1), write))).isFalse();
        assertThat(in(queue.isOvertaken(tenant, planned.get(2), other))).isFalse();
        assertThat(in(queue.isBehind(tenant, planned.get(1), write))).isFalse();
        database.executeAsSuperuser(
                "update delivery set state = 'SENDING' where tenant_id = '%s'".formatted(tenant));
        assertThat(in(queue.isBehind(tenant, planned.get(1), write))).isTrue();
        assertThat(in(queue.isBehind(tenant, planned.get(0), write))).isFalse();
        assertThat(in(queue.isBehind(tenant, planned.get(2), other))).isFalse();
    }

    @Test
    void whereTheConnectionDoesNotSayEnoughThereIsNone() {
        LeadId lead = lead();
        connection("hs", "HUBSPOT", "{}");
        told(lead, "hs", "50", NOON);

        assertThat(link(tenant, lead)).isNull();
    }
}
